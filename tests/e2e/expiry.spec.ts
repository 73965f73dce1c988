import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Locator, Page } from "@playwright/test";
import { startBuiltPortal, type BuiltPortal } from "../support/built-portal";
import { makeLaterBuild } from "../support/later-build";
import { makePerson, openReport, PASSWORD, signInPlainly } from "./support/people";
import { expect, test } from "./support/test";
import { textOf } from "./support/texts";

// A session that ends mid-sentence, and its cookie: `offline.spec.ts`, and at random moments `tests/chaos`.

const en = (key: string): string => textOf("en", `reports:${key}`);
const opening = (key: string): string => en(key).split("{{")[0]!;
const saved = (page: Page): Locator => page.getByText(opening("saving.saved"));

/** A portal of its own, which can be started anew with other settings. */
const PORT = Number(process.env.E2E_PORT ?? 4100) + 500;
const ORIGIN = `http://localhost:${PORT}`;
const LINK_DOWN = /net::ERR_(?:FAILED|CONNECTION_REFUSED|EMPTY_RESPONSE|CONNECTION_RESET|INCOMPLETE_CHUNKED_ENCODING|SOCKET_NOT_CONNECTED)/;

/** Puts the caret behind the first `count` characters. */
const putCaret = (area: Locator, count: number): Promise<void> =>
  area.evaluate((box: HTMLTextAreaElement, at) => (box.focus(), box.setSelectionRange(at, at)), count);
const caretOf = (area: Locator): Promise<number> => area.evaluate((box: HTMLTextAreaElement) => (document.activeElement === box ? box.selectionStart : -1));

test.describe("the portal is started anew", () => {
  test.use({ baseURL: ORIGIN });
  let dataDir: string;
  let portal: BuiltPortal;
  const start = async (settings: Record<string, string>, root?: string): Promise<void> => {
    portal = await startBuiltPortal({ PORT: String(PORT), DATA_DIR: dataDir, PORTAL_DEMO: "0", ...settings }, root);
  };
  test.beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), "portal-expiry-"));
    await start({ SESSION_SECRET: "first".repeat(8) });
  });
  test.afterAll(async () => {
    await portal.end("SIGTERM");
    rmSync(dataDir, { recursive: true, force: true });
  });

  test("an origin that is refused and a secret that is another one: the text waits, goes out by itself, and the caret stays", async ({ page, watched }) => {
    const author = await makePerson("Ana Lobo", "focal_point", "en", "AND", dataDir);
    await signInPlainly(page, author.email, PASSWORD);
    const path = `/en/reports/${await openReport(page)}/sections/F`;
    await page.goto(path);
    const area = page.locator("textarea[name=F2]");
    await area.fill("One part and the last part.");
    await expect(saved(page)).toBeVisible();
    await putCaret(area, 8);
    await page.keyboard.type(", a sec");

    // The portal has moved: what this page sends counts as another site's.
    await portal.end("SIGTERM");
    await start({ SESSION_SECRET: "first".repeat(8), PUBLIC_ORIGIN: "https://portal.example.org" });
    const refused = page.waitForResponse((response) => response.status() === 403 && /\/answers\/F2/.test(response.url()));
    await page.keyboard.type("ond");
    await refused;
    await expect(page.getByText(en("unit.waiting"))).toBeVisible();
    await page.keyboard.type(" one");
    expect(await caretOf(area)).toBe("One part, a second one".length);

    // Back at its old address, with a new secret: the session goes on.
    await portal.end("SIGTERM");
    await start({ SESSION_SECRET: "other".repeat(8) });
    await page.keyboard.type(" here");
    await expect(saved(page)).toBeVisible({ timeout: 60_000 });
    await expect(area).toHaveValue("One part, a second one here and the last part.");
    expect(await caretOf(area)).toBe("One part, a second one here".length);
    await page.goto(path);
    await expect(area).toHaveValue("One part, a second one here and the last part.");
    expect(watched.filter((fault) => !LINK_DOWN.test(fault))).toEqual([]);
    watched.length = 0;
  });

  test("another build started mid-sentence: the page is loaded anew only when nothing is unsent, with the text and nothing of it twice", async ({
    page,
    watched,
  }) => {
    const later = makeLaterBuild();
    const author = await makePerson("Mei Tan", "focal_point", "en", "BRN", dataDir);
    await signInPlainly(page, author.email, PASSWORD);
    await page.goto(`/en/reports/${await openReport(page)}/sections/F`);
    const build = (): Promise<string> => page.evaluate(() => window.__remixManifest.version);
    const first = await build();
    const area = page.locator("textarea[name=F2]");
    await area.fill("One part and the last part.");
    await expect(saved(page)).toBeVisible();
    await putCaret(area, 8);
    await page.keyboard.type(", a sec");

    // The caret is in a field: what is typed goes to the new portal, and the page says that there is one.
    await portal.end("SIGTERM");
    await start({ SESSION_SECRET: "other".repeat(8) }, later.root);
    await page.keyboard.type("ond");
    await expect(page.getByRole("status").filter({ hasText: textOf("en", "device:newer.title") })).toBeVisible({ timeout: 60_000 });
    await expect(saved(page)).toBeVisible();
    expect([await build(), await caretOf(area)]).toEqual([first, "One part, a second".length]);

    // The caret is nowhere, and something is unsent.
    await page.route("**/answers/F2**", (route) => route.abort());
    await page.keyboard.type(" one");
    await expect(page.getByText(en("unit.waiting"))).toBeVisible();
    expect(await caretOf(area)).toBe("One part, a second one".length);
    await page.getByRole("heading", { level: 1 }).click();
    await expect(area).not.toBeFocused();
    await page.evaluate(() => window.dispatchEvent(new Event("focus")));
    await expect(page.getByText(en("unit.waiting"))).toBeVisible();
    expect(await build()).toBe(first);

    const again = page.waitForEvent("load");
    await page.unroute("**/answers/F2**");
    await again;
    expect(await build()).toBe(later.version);
    await expect(area).toHaveValue("One part, a second one and the last part.");
    await expect(page.getByText(en("saving.savedBefore"))).toBeVisible();
    expect(watched.filter((fault) => !LINK_DOWN.test(fault))).toEqual([]);
    watched.length = 0;
    rmSync(later.root, { recursive: true, force: true });
  });
});

test("a password changed in another browser mid-sentence: the author signs in over the page with the new one, the caret stays and what waited goes out", async ({
  page,
  browser,
}) => {
  const author = await makePerson("Ines Mora", "focal_point", "en", "CRI");
  await signInPlainly(page, author.email, PASSWORD);
  const path = `/en/reports/${await openReport(page)}/sections/F`;
  await page.goto(path);
  const area = page.locator("textarea[name=F2]");
  await area.fill("One part and the last part.");
  await expect(saved(page)).toBeVisible();
  await putCaret(area, 8);
  await page.keyboard.type(", a sec");

  const elsewhere = await (await browser.newContext()).newPage();
  await signInPlainly(elsewhere, author.email, PASSWORD);
  await elsewhere.goto("/en/account");
  const next = "another-long-password-for-tests";
  await elsewhere.locator("input[name=current]").fill(PASSWORD);
  await elsewhere.locator("input[name=password]").fill(next);
  await elsewhere.locator("input[name=password]").press("Enter");
  await expect(elsewhere).toHaveURL(/done=password/);

  await page.keyboard.type("ond one");
  await expect(page.getByText(en("saving.signed_out")).first()).toBeVisible();
  expect(await caretOf(area)).toBe("One part, a second one".length);
  await page.getByRole("button", { name: textOf("en", "device:signIn.open") }).press("Enter");
  const dialog = page.getByRole("dialog", { name: textOf("en", "device:signIn.title") });
  const password = dialog.getByLabel(textOf("en", "account:field.password"));
  await password.fill(PASSWORD);
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("alert")).toContainText(textOf("en", "errors:identity.sign_in_failed"));
  await password.fill(next);
  await page.keyboard.press("Enter");
  await expect(dialog).toHaveCount(0);
  expect(await caretOf(area)).toBe("One part, a second one".length);
  await page.keyboard.type(" here");
  const whole = "One part, a second one here and the last part.";
  await expect(area).toHaveValue(whole);
  await expect(saved(page)).toBeVisible();
  await page.goto(path);
  await expect(area).toHaveValue(whole);
});
