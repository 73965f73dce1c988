import { readFile } from "node:fs/promises";
import { expectSound } from "./support/page-checks";
import { makePerson, PASSWORD, signInPlainly } from "./support/people";
import { expectSoundOnTelephone, telephone } from "./support/telephone";
import { expect, keepPicture, test } from "./support/test";
import { textOf } from "./support/texts";

/** From the chapters of the report to the answers of all, to what was chosen, to who chose it, and away as a document. */
test("answers of all are compiled, counted and taken away, with JavaScript and, on a telephone in Arabic, without", async ({ browser, page }) => {
  test.setTimeout(240_000);
  const editor = await makePerson("Editor of the synthesis", "editor", "ar");
  await signInPlainly(page, editor.email, PASSWORD);
  await page.goto("/en/desk");
  await page
    .getByRole("navigation", { name: textOf("en", "desk:queue.pages") })
    .getByRole("link", { name: textOf("en", "compilation:title"), exact: true })
    .click();
  await expect(page.getByRole("heading", { level: 1, name: textOf("en", "compilation:title") })).toBeVisible();
  await page.locator("summary", { hasText: textOf("en", "compilation:chapter.progress") }).click();
  await expectSound(page);
  await page.locator('#progress a[href*="kind=national-report&question=B1"]').click();
  await page.waitForURL(/question=B1/);
  // Each answer stands in its own language, with the way to its report.
  await expect(page.getByRole("article").filter({ hasText: "WSIS20-NR-CHN" }).locator("[lang=zh]").first()).toBeVisible();
  await expectSound(page);
  await keepPicture(page, "en-compilation-answers-1280");
  await page.locator("select[name=by]").selectOption("un");
  await page.locator("select[name=lang]").selectOption("zh");
  await page.locator("main [role=search] button[type=submit]").click();
  await page.waitForURL(/lang=zh/);
  await expect(page.getByRole("article").filter({ hasText: "WSIS20-NR-KEN" })).toHaveCount(0);
  await expect(page.getByRole("article").filter({ hasText: "WSIS20-NR-CHN" })).toHaveCount(1);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  const answer = page.getByRole("article").filter({ hasText: "WSIS20-NR-CHN" });
  await answer.getByRole("button").click();
  await expect(answer.getByRole("status")).toHaveText(textOf("en", "compilation:copy.copied"));
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(/^[\s\S]*\p{Script=Han}[\s\S]*\n\(China, WSIS20-NR-CHN(?:\.\d+)?, B1\)$/u);
  const coming = page.waitForEvent("download");
  await page.locator("form[action$='/desk/compilation/export'] select[name=format]").selectOption("docx");
  await page.locator("form[action$='/desk/compilation/export'] button[type=submit]").click();
  const file = await coming;
  expect(file.suggestedFilename()).toMatch(/^national-report-B1-.*\.docx$/);
  expect((await readFile(await file.path())).subarray(0, 2).toString()).toBe("PK");

  // What States, facilitators and others say on one action line, on one page and in one document.
  await page.goto("/en/desk/compilation#C5");
  await page.locator("#C5 > summary").click();
  await page
    .locator("#C5")
    .getByRole("link", { name: textOf("en", "compilation:chapterPage.linkLine") })
    .click();
  await page.waitForURL(/chapters\/C5/);
  await expect(page.getByRole("heading", { level: 2 }).first()).toBeVisible();
  await page.locator("select[name=by]").selectOption("sdg");
  await page.locator("main [role=search] button[type=submit]").click();
  await page.waitForURL(/by=sdg/);
  await expect(page.getByText(textOf("en", "compilation:several"))).toBeVisible();
  await expectSound(page);
  await keepPicture(page, "en-compilation-line-1280");
  const whole = page.waitForEvent("download");
  await page.locator("form[action$='/chapters/C5/export'] select[name=format]").selectOption("docx");
  await page.locator("form[action$='/chapters/C5/export'] select[name=text]").selectOption("both");
  await page.locator("form[action$='/chapters/C5/export'] button[type=submit]").click();
  expect((await whole).suggestedFilename()).toMatch(/^compilation-C5-.*\.docx$/);

  // What is like no other is read from the page of what is alike.
  await page.goto("/en/desk/compilation/alike?kind=national-report&question=B1");
  await page
    .locator("main")
    .getByRole("link", { name: textOf("en", "compilation:alike.showRest") })
    .click();
  await page.waitForURL(/rest=1/);
  await expect(page.getByRole("article").first()).toBeVisible();
  await expectSound(page);

  await page.goto("/en/desk/compilation");
  await page
    .getByRole("navigation", { name: textOf("en", "compilation:cross.link") })
    .getByRole("link", { name: "National report" })
    .click();
  await page.waitForURL(/\/cross\?/);
  await page.locator("select[name=rows]").selectOption("C1..value.");
  await page.locator("main [role=search] button[type=submit]").click();
  await page.waitForURL(/rows=C1/);
  await expectSound(page);
  const cell = page.locator("main table tbody tr").first().getByRole("link").first();
  await cell.click();
  await expect(page.locator("#cell")).toBeVisible();
  // Both are of one page: between two, somebody may have withdrawn a report.
  const counted = Number((await cell.textContent())!.trim().split(" ")[0]);
  await expect(page.locator("#cell li")).toHaveCount(counted);
  await keepPicture(page, "en-cross-table-1280");

  const small = await telephone(browser, editor.email);
  await small.goto("/ar/desk/compilation/chapters/C5?by=group");
  await expectSoundOnTelephone(browser, small);
  await keepPicture(small, "ar-compilation-line-390");
  await small.goto("/ar/desk/compilation/cross?kind=national-report&rows=D1..progress.C5&columns=group&list=1");
  await expectSoundOnTelephone(browser, small);
  await keepPicture(small, "ar-cross-table-390");
  await small.goto("/ar/desk/compilation/figures?kind=national-report&question=C1");
  await expectSoundOnTelephone(browser, small);
  await keepPicture(small, "ar-compilation-figures-390");
  // Whoever made a choice is behind its count.
  await small.locator('main table a[href*="choice="]').first().click();
  await small.waitForURL(/choice=/);
  expect(await small.getByRole("article").count()).toBeGreaterThan(0);
  await expectSoundOnTelephone(browser, small);
  const svg = await page.request.get("/ar/desk/compilation/figures/file?kind=national-report&question=C1&format=svg");
  expect(await svg.text()).toMatch(/^<svg[^>]*direction="rtl"/);
});
