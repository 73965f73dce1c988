import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Locator, Page } from "@playwright/test";
import { startBuiltPortal, type BuiltPortal } from "../support/built-portal";
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
  const start = async (settings: Record<string, string>): Promise<void> => {
    portal = await startBuiltPortal({ PORT: String(PORT), DATA_DIR: dataDir, PORTAL_DEMO: "0", ...settings });
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
});

test("a new build mid-sentence: the page is loaded anew only when nothing is unsent, with the text and nothing of it twice", async ({ page, watched }) => {
  const author = await makePerson("Mei Tan", "focal_point", "en", "BRN");
  await signInPlainly(page, author.email, PASSWORD);
  const path = `/en/reports/${await openReport(page)}/sections/F`;
  await page.goto(path);
  const area = page.locator("textarea[name=F2]");
  await page.route("**/answers/F2**", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), "x-build": "next" } });
  });
  await area.fill("One part and the last part.");
  await expect(page.getByRole("status").filter({ hasText: textOf("en", "device:newer.title") })).toBeVisible();
  await putCaret(area, 8);
  await page.route("**/answers/F2**", (route) => route.abort());
  await page.keyboard.type(", a second one");
  await expect(page.getByText(en("unit.waiting"))).toBeVisible();
  expect(await caretOf(area)).toBe("One part, a second one".length);
  // Whatever the page is told now, it is this page that has the text.
  const isSame = await page.evaluateHandle(() => window);
  await page.getByRole("heading", { level: 1 }).click();
  await expect(area).not.toBeFocused();
  await page.evaluate(() => window.dispatchEvent(new Event("focus")));
  await expect(page.getByText(en("unit.waiting"))).toBeVisible();
  expect(await isSame.evaluate(() => document.readyState)).toBe("complete");
  const again = page.waitForEvent("load");
  await page.unroute("**/answers/F2**");
  await again;
  await expect(area).toHaveValue("One part, a second one and the last part.");
  await expect(page.getByText(en("saving.savedBefore"))).toBeVisible();
  expect(watched.filter((fault) => !LINK_DOWN.test(fault))).toEqual([]);
  watched.length = 0;
});
