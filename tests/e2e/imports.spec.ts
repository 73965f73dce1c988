import { readFileSync, writeFileSync } from "node:fs";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { expectNoSideways, expectTranslated } from "./support/page-checks";
import { makePerson, openReport, PASSWORD, signInPlainly } from "./support/people";
import { expect, expectAccessible, keepPicture, test } from "./support/test";
import { textOf } from "./support/texts";

/** Writes into a downloaded form as somebody would in Word: other words where some words stand. */
function writeInWord(path: string, before: string, after: string): void {
  const parts = unzipSync(readFileSync(path));
  const main = strFromU8(parts["word/document.xml"]!);
  expect(main.split(before)).toHaveLength(2);
  writeFileSync(path, zipSync({ ...parts, "word/document.xml": strToU8(main.replace(before, after)) }));
}

for (const javaScriptEnabled of [true, false])
  test(`a form is downloaded, filled in with Word and brought back ${javaScriptEnabled ? "with" : "without"} scripts`, async ({ browser }, info) => {
    test.setTimeout(180_000);
    const { email } = await makePerson("Author Imports", "focal_point", "ar", javaScriptEnabled ? "LVA" : "LTU");
    const page = await (await browser.newContext({ javaScriptEnabled, acceptDownloads: true })).newPage();
    await signInPlainly(page, email, PASSWORD);
    const report = `/ar/reports/${await openReport(page)}`;
    const text = (key: string, values: Record<string, string> = {}) =>
      Object.entries(values).reduce((said, [name, value]) => said.replace(`{{${name}}}`, value), textOf("ar", `imports:${key}`));

    await page.goto(`${report}/sections/B`);
    await page.locator('[name="B1"]').fill("أهم ما أُنجز منذ عام 2015");
    await page.getByRole("button", { name: textOf("ar", "reports:section.save"), exact: true }).click();
    if (javaScriptEnabled) await expect(page.getByText(textOf("ar", "reports:saving.saved").split("{{")[0]!)).toBeVisible();

    await page.goto(report);
    await page.getByRole("link", { name: textOf("ar", "reports:show.elsewhere") }).click();
    await expect(page).toHaveURL(/\/import$/);
    if (javaScriptEnabled) await expectAccessible(page);
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: text("take.go") }).click()]);
    expect(download.suggestedFilename()).toMatch(/^national-report-form-ar-[-\d]+\.docx$/);
    const file = info.outputPath("form.docx");
    await download.saveAs(file);
    writeInWord(file, "أهم ما أُنجز", "أهم ما أُنجز (ITU-T X.509)");

    await page.locator("input[type=file]").setInputFiles(file);
    await page.getByRole("button", { name: text("bring.go") }).click();
    await expect(page.getByRole("heading", { name: text("found_one", { count: "1" }) })).toBeVisible();
    await expect(page.getByText(text("standing.changed"))).toBeVisible();
    const tick = page.getByRole("checkbox", { name: /B1/ });
    await expect(tick).toBeChecked();
    if (javaScriptEnabled) {
      await expectAccessible(page);
      await expectTranslated(page);
      await keepPicture(page, "ar-import-1280");
      await page.setViewportSize({ width: 390, height: 844 });
      await expectNoSideways(page);
      await keepPicture(page, "ar-import-390");
    }
    await page.getByRole("button", { name: text("agree") }).click();
    await expect(page.getByText(textOf("ar", "imports:done_one"))).toBeVisible();
    await page.goto(`${report}/sections/B`);
    await expect(page.locator('[name="B1"]')).toHaveValue("أهم ما أُنجز (ITU-T X.509) منذ عام 2015");

    // The same file once more says nothing new; what is no form is refused with what to do.
    await page.goto(`${report}/import`);
    await page.locator("input[type=file]").setInputFiles(file);
    await page.getByRole("button", { name: text("bring.go") }).click();
    await expect(page.getByText(text("nothing"), { exact: true })).toBeVisible();
    await page.locator("input[type=file]").setInputFiles({ name: "letter.docx", mimeType: "application/octet-stream", buffer: Buffer.from("Dear all") });
    await page.getByRole("button", { name: text("bring.go") }).click();
    await expect(page.getByText(textOf("ar", "errors:import.not_a_form"))).toBeVisible();
    await page.context().close();
  });
