import type { Page } from "@playwright/test";
import { openReport, signInPlainly } from "./support/people";
import { expect, expectAccessible, test } from "./support/test";
import { textOf } from "./support/texts";

const en = (key: string): string => textOf("en", key);
/** A text up to its first placeholder. */
const opening = (key: string): string => en(key).split("{{")[0]!;
const AUTHOR = "che.focal@demo.example";
const PASSWORD = "demo-wsis-2025";

/** Opens a page of the demonstration report of Switzerland and waits until it saves by itself. */
async function openSection(page: Page, section: string): Promise<string> {
  await signInPlainly(page, AUTHOR, PASSWORD);
  const path = `/en/reports/${await openReport(page)}/sections/${section}`;
  await page.goto(path);
  await expect(page.getByText(en("reports:saving.untouched")).or(page.getByText(en("reports:saving.savedBefore")))).toBeVisible();
  return path;
}

/** What a browser writes to the console while there is no line. */
const LINK_DOWN = /net::ERR_(?:FAILED|ABORTED|INTERNET_DISCONNECTED)|Failed to fetch/;

/** Waits until the device has a copy of a page. */
const kept = (page: Page, path: string) =>
  expect.poll(() => page.evaluate(async (address) => (await caches.match(address)) !== undefined, path), { timeout: 60_000 }).toBe(true);

const saved = (page: Page) => page.getByText(opening("reports:saving.saved"));

test("a session that ends mid-sentence: the author signs in over the page, and writes on where the caret stood", async ({ page, context }) => {
  await openSection(page, "F");
  const area = page.locator("textarea[name=F2]");
  await area.fill("The first part and the last part.");
  await expect(saved(page)).toBeVisible();
  await context.clearCookies({ name: "session" });
  await area.evaluate((box: HTMLTextAreaElement) => (box.focus(), box.setSelectionRange(14, 14)));
  await page.keyboard.type(", the second");
  await expect(page.getByText(en("reports:saving.signed_out")).first()).toBeVisible();

  // By the keyboard alone, with a wrong password first.
  const open = page.getByRole("button", { name: en("device:signIn.open") });
  await open.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: en("device:signIn.title") });
  const password = dialog.getByLabel(en("account:field.password"));
  await expect(password).toBeFocused();
  await expect(dialog.getByLabel(en("account:field.email"))).toHaveValue(AUTHOR);
  await expectAccessible(page);
  await page.keyboard.type("not the password");
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("alert")).toContainText(en("errors:identity.sign_in_failed"));
  // Somebody else's account opens nothing here.
  await dialog.getByLabel(en("account:field.email")).fill("desk@demo.example");
  await password.fill(PASSWORD);
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("alert")).toContainText(en("errors:identity.other_person"));
  await dialog.getByLabel(en("account:field.email")).fill(AUTHOR);
  await password.fill(PASSWORD);
  await page.keyboard.press("Enter");
  await expect(dialog).toHaveCount(0);
  await expect(area).toBeFocused();
  await page.keyboard.type(" part");
  await expect(area).toHaveValue("The first part, the second part and the last part.");
  await expect(saved(page)).toBeVisible();

  // Another person who signs in elsewhere in this browser writes nothing in the author's name.
  await context.clearCookies({ name: "session" });
  await signInPlainly(page, "desk@demo.example", PASSWORD);
  await page.keyboard.type(" More.");
  await expect(page.getByText(en("reports:saving.otherPerson")).first()).toBeVisible();
  await open.click();
  await password.fill(PASSWORD);
  await page.keyboard.press("Enter");
  await expect(saved(page)).toBeVisible();
  await expect(area).toHaveValue("The first part, the second part More. and the last part.");
  await area.fill("");
  await expect(saved(page)).toBeVisible();
});

test("without a line a report that was open once is opened again, its other pages too, and what is typed goes out later", async ({
  page,
  context,
  watched,
}) => {
  const path = await openSection(page, "F");
  const other = path.replace(/F$/, "D-C10");
  const [here, there] = [page.locator("textarea[name=F2]"), page.locator("textarea[name=D3]")];
  const banner = page.getByRole("status").filter({ hasText: en("device:kept.title") });
  await kept(page, other);
  await kept(page, path);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);

  await context.setOffline(true);
  await page.reload();
  await expect(banner).toContainText(opening("device:kept.text"));
  await expectAccessible(page);
  await here.fill("Typed without a line.");
  await expect(page.getByText(en("reports:unit.waiting"))).toBeVisible();
  // The way to another page of the report, then to the report, and back by the browser's own.
  await page.locator('main nav a[href$="/sections/D-C10"]').click();
  await expect(page).toHaveURL(/\/sections\/D-C10$/);
  await expect(banner).toBeVisible();
  await there.fill("Typed on another page.");
  await page
    .getByRole("navigation")
    .locator(`a[href="${path.replace(/\/sections.*/, "")}"]`)
    .first()
    .click();
  await expect(page).toHaveURL(/reports\/[0-9a-f-]{36}$/);
  await expect(banner).toBeVisible();
  await page.goBack();
  await expect(there).toHaveValue("Typed on another page.");

  await context.setOffline(false);
  await expect(saved(page)).toBeVisible();
  await expect(banner).toHaveCount(0);
  await page.goto(path);
  await expect(here).toHaveValue("Typed without a line.");
  await here.fill("");
  await expect(saved(page)).toBeVisible();
  await page.goto(other);
  await there.fill("");
  await expect(saved(page)).toBeVisible();

  // Who signs out takes the copies along.
  await page.getByRole("button", { name: en("common:nav.signOut") }).click();
  await expect(page).toHaveURL(/\/en$/);
  await expect.poll(() => page.evaluate(async (address) => (await caches.match(address)) === undefined, path)).toBe(true);
  await context.setOffline(true);
  await expect(page.goto(path)).rejects.toThrow(LINK_DOWN);
  expect(watched.filter((fault) => !LINK_DOWN.test(fault))).toEqual([]);
  watched.length = 0;
});
