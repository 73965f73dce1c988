import { readFile } from "node:fs/promises";
import { PDF_HEAD, wordsOfFile } from "./support/papers";
import { makePerson, openReport, signInPlainly, PASSWORD } from "./support/people";
import { expect, expectAccessible, test } from "./support/test";
import { textOf } from "./support/texts";

const en = (key: string): string => textOf("en", `download:${key}`);

test("an author takes the report away as a Word document in another language", async ({ page }) => {
  const author = await makePerson("Paper Author", "focal_point", "en", "NOR");
  await signInPlainly(page, author.email, PASSWORD);
  const report = await openReport(page);
  await page.goto(`/en/reports/${report}`);
  const form = page.getByRole("region", { name: en("title") });
  await form.getByLabel(en("format")).selectOption("docx");
  await form.getByLabel(en("language")).selectOption("ar");
  await form.getByLabel(en("answered")).check();
  await expectAccessible(page);
  const [download] = await Promise.all([page.waitForEvent("download"), form.getByRole("button", { name: en("go") }).click()]);
  expect(download.suggestedFilename()).toBe("national-report-NOR-ar.docx");
  expect(wordsOfFile(await readFile(await download.path()))).toContain("التقرير الوطني");
});

test.describe("without scripts, on a telephone", () => {
  test.use({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });

  for (const address of ["/ar/templates/national-report", "/ar/submissions/WSIS20-NR-KEN"])
    test(`${address} is given as PDF`, async ({ page }) => {
      await page.goto(address);
      const form = page.getByRole("region", { name: textOf("ar", "download:title") });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
      const [download] = await Promise.all([page.waitForEvent("download"), form.getByRole("button").click()]);
      expect(download.suggestedFilename()).toMatch(/-ar\.pdf$/);
      expect((await readFile(await download.path())).subarray(0, PDF_HEAD.length).toString()).toBe(PDF_HEAD);
    });
});
