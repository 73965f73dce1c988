import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { unzipSync } from "fflate";
import type { Language } from "../../app/lib/languages";
import { makePerson, signInPlainly, PASSWORD } from "./support/people";
import { expect, expectAccessible, keepPicture, test } from "./support/test";
import { textOf } from "./support/texts";

const say = (language: Language, key: string): string => textOf(language, `exports:${key}`);
/** The job comes by every two seconds. */
const PATIENCE = { timeout: 60_000 };

async function askIn(page: Page, language: Language, list: string, format: string): Promise<void> {
  await page.goto(`/${language}/${list}`);
  const form = page.getByRole("region", { name: say(language, "ask.title") });
  await form.getByLabel(say(language, "ask.format")).selectOption(format);
  await keepPicture(page, `${language}-export-ask-${list}-${page.viewportSize()!.width}`);
  await form.getByRole("button", { name: say(language, "ask.go") }).click();
  await expect(page).toHaveURL(/\/exports\/[0-9a-f-]{36}$/);
}

async function namesIn(page: Page, language: Language): Promise<string[]> {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: say(language, "show.fetch") }).click()]);
  expect(download.suggestedFilename()).toMatch(/^reports-\d{4}-\d\d-\d\d-\w+-\w+\.zip$/);
  return Object.keys(unzipSync(await readFile(await download.path())));
}

test("an officer asks for all that the desk reads, sees how far it is and takes the archive away", async ({ page }) => {
  const officer = await makePerson("Export Officer", "desk_officer", "en");
  await signInPlainly(page, officer.email, PASSWORD);
  await askIn(page, "en", "desk", "docx");
  await expectAccessible(page);
  await keepPicture(page, "en-export-running-1280");
  // The page asks by itself.
  await expect(page.getByRole("link", { name: say("en", "show.fetch") })).toBeVisible(PATIENCE);
  await expect(page.getByRole("main").getByRole("status")).toHaveText(say("en", "state.done"));
  await expectAccessible(page);
  await keepPicture(page, "en-export-done-1280");
  const names = await namesIn(page, "en");
  expect(names[0]).toBe("0-list.xlsx");
  expect(names.length).toBeGreaterThan(3);
  await page.goto("/en/exports");
  await expectAccessible(page);
  await keepPicture(page, "en-exports-1280");
});

test("a visitor is told in words how to get more, and comes back to the same list after signing in", async ({ page }) => {
  await page.goto("/en/submissions?kind=national-report");
  const part = page.getByRole("region", { name: say("en", "ask.title") });
  await expect(part.getByRole("button")).toHaveCount(0);
  await part.getByRole("link", { name: say("en", "ask.signInGo") }).click();
  await expect(page).toHaveURL(new RegExp(`next=${encodeURIComponent("/en/submissions?kind=national-report")}$`));
});

test.describe("without scripts, on a telephone", () => {
  test.use({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });

  test("a reader asks in Arabic, looks again and takes the archive away", async ({ page }) => {
    const reader = await makePerson("Export Reader", "contributor", "ar", "NOR");
    await signInPlainly(page, reader.email, PASSWORD);
    await askIn(page, "ar", "submissions", "pdf");
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await keepPicture(page, "ar-export-running-390");
    const fetch = page.getByRole("link", { name: say("ar", "show.fetch") });
    await expect(async () => {
      const again = page.getByRole("link", { name: say("ar", "show.refresh") });
      if (await again.count()) await again.click();
      await expect(fetch).toBeVisible({ timeout: 1_000 });
    }).toPass(PATIENCE);
    await keepPicture(page, "ar-export-done-390");
    expect((await namesIn(page, "ar")).every((name) => /-ar\.pdf$|^0-list\.xlsx$/.test(name))).toBe(true);
    await page.goto("/ar/exports");
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await keepPicture(page, "ar-exports-390");
  });
});
