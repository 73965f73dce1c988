import type { Locator, Page } from "@playwright/test";
import { makePerson, openReport, PASSWORD, signInPlainly } from "./support/people";
import { expect, test } from "./support/test";
import { textOf } from "./support/texts";

// What is typed while the scripts of a page are still on their way, and a page that ends before they have come.

// A worker would bring the scripts from the device.
test.use({ serviceWorkers: "block" });

const en = (key: string): string => textOf("en", `reports:${key}`);
const saved = (page: Page): Locator => page.getByText(en("saving.saved").split("{{")[0]!);
const area = (page: Page): Locator => page.locator("textarea[name=F2]");
const TYPED = "Typed while the page was not yet alive: 接入 и доступ.";

/** Holds the scripts of all pages until the returned function is called. */
async function holdScripts(page: Page): Promise<() => void> {
  let release = (): void => undefined;
  const held = new Promise<void>((done) => (release = done));
  await page.context().route(/\/assets\/.*\.js$/, async (route) => {
    await held;
    // A page that has gone takes its requests along.
    await route.continue().catch(() => undefined);
  });
  return release;
}

/** Types into a page whose scripts do not come, and waits until the device has it. */
async function typeEarly(page: Page, path: string): Promise<void> {
  await page.goto(path, { waitUntil: "commit" });
  await area(page).fill(TYPED);
  await expect.poll(() => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("portal.early:")).length)).toBe(1);
}

const nothingLeft = (page: Page): Promise<void> =>
  expect.poll(() => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("portal.early:")).length)).toBe(0);

/** A report of a State that no other test here writes in; the page with the question. */
async function openSection(page: Page, party: string): Promise<{ email: string; path: string }> {
  const { email } = await makePerson("Ana Lobo", "focal_point", "en", party);
  await signInPlainly(page, email, PASSWORD);
  return { email, path: `/en/reports/${await openReport(page)}/sections/F` };
}

test("a link is followed before the page is alive: the next page of the report sends the text", async ({ page }) => {
  const { path } = await openSection(page, "BLZ");
  const release = await holdScripts(page);
  await typeEarly(page, path);
  await page.goto(path.replace(/F$/, "G"), { waitUntil: "commit" });
  const sent = page.waitForResponse((response) => response.url().endsWith(path) && response.request().method() === "POST");
  release();
  expect((await sent).status()).toBe(302);
  await nothingLeft(page);
  await page.goto(path);
  await expect(area(page)).toHaveValue(TYPED);
});

test("another form of the page is sent: signing out leaves the text, and signing in again brings it", async ({ page }) => {
  const { email, path } = await openSection(page, "COM");
  const release = await holdScripts(page);
  await typeEarly(page, path);
  await page.getByRole("button", { name: textOf("en", "common:nav.signOut") }).click();
  await page.waitForURL((url) => !url.pathname.endsWith("/F"), { waitUntil: "commit" });
  release();
  await signInPlainly(page, email, PASSWORD);
  await page.goto(path);
  await expect(area(page)).toHaveValue(TYPED);
  await expect(saved(page)).toBeVisible();
  await nothingLeft(page);
});

test("the tab is closed: the next visit shows the text and saves it, once", async ({ page, context }) => {
  const { path } = await openSection(page, "DJI");
  const release = await holdScripts(page);
  await typeEarly(page, path);
  await page.close();
  release();
  const later = await context.newPage();
  await later.goto(path);
  await expect(area(later)).toHaveValue(TYPED);
  await expect(saved(later)).toBeVisible();
  await nothingLeft(later);
});

test("the form's own button is pressed: saved by the server, and nothing is asked afterwards", async ({ page }) => {
  const { path } = await openSection(page, "ERI");
  const release = await holdScripts(page);
  await typeEarly(page, path);
  await page.getByRole("button", { name: en("section.save"), exact: true }).click();
  await page.waitForURL(/[?&]saved/, { waitUntil: "commit" });
  release();
  await nothingLeft(page);
  await expect(area(page)).toHaveValue(TYPED);
  await expect(page.getByText(en("unit.conflict"))).toHaveCount(0);
});
