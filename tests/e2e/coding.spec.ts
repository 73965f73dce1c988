import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { press, tabTo } from "./support/keyboard";
import { expectSound } from "./support/page-checks";
import { makePerson, PASSWORD, signInPlainly } from "./support/people";
import { makeSigned } from "./support/signed";
import { expectSoundOnTelephone, telephone } from "./support/telephone";
import { expect, keepPicture, test } from "./support/test";
import { textOf } from "./support/texts";

const ENGLISH = "Rural schools need affordable broadband. Teachers need digital skills. Prices have fallen.";
const ARABIC = "تحتاج المدارس الريفية إلى نطاق عريض ميسور التكلفة. يحتاج المعلمون إلى مهارات رقمية.";
const text = (key: string): string => textOf("en", `coding:${key}`);
const answer = (id: string): string => `desk/coding/answer?kind=national-report&question=B1&at=${id}~`;

async function addCode(page: Page, name: string, parent = ""): Promise<void> {
  await page.locator("[id='code-name.en']").fill(name);
  if (parent) await page.locator("#code-parent").selectOption({ label: parent });
  await page.getByRole("button", { name: text("form.add") }).click();
  await expect(page.getByRole("link", { name, exact: true })).toBeVisible();
}

/** From an empty codebook to a number and the sentence behind it: two people, two languages, a keyboard and no script. */
test("answers are coded by two people who differ, which is decided, counted and taken away", async ({ browser, page }) => {
  test.setTimeout(300_000);
  const [english, arabic] = await makeSigned(`en=${ENGLISH}`, `ar=${ARABIC}`);
  const [editor, officer] = [await makePerson("Ann Coder", "editor", "en"), await makePerson("Bob Coder", "desk_officer", "ar")];
  await signInPlainly(page, editor.email, PASSWORD);
  await page.goto("/en/desk");
  await page
    .getByRole("navigation", { name: textOf("en", "desk:queue.pages") })
    .getByRole("link", { name: text("title"), exact: true })
    .click();
  await expect(page.getByRole("heading", { level: 1, name: text("title") })).toBeVisible();
  await expectSound(page);

  await page.getByRole("link", { name: text("page.codebook"), exact: true }).click();
  await page.locator("[id='code-definition.en']").fill("Reaching the network at all");
  await page.getByRole("button", { name: text("form.add") }).click();
  await expect(page.getByRole("alert")).toContainText(textOf("en", "errors:coding.name_required"));
  await expect(page.locator("[id='code-definition.en']")).toHaveValue("Reaching the network at all");
  await addCode(page, "Access");
  await addCode(page, "Digital teaching");
  await addCode(page, "Rural access", "Access");
  await expectSound(page);
  await keepPicture(page, "en-coding-codebook-1280");

  // By keyboard: a sentence, then a part of the text.
  await page.goto(`/en/${answer(english!.id)}`);
  const field = page.getByRole("textbox", { name: text("select.label") });
  await expect(field).toBeVisible();
  await page.locator("h1").click();
  await tabTo(page, "coding-parts");
  await press(page, "Space");
  await tabTo(page, "coding-codes");
  await press(page, "Space");
  await page.getByRole("button", { name: text("mark.submit"), exact: true }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText(text("said.mark"))).toBeVisible();
  await expect(page.locator("mark")).toHaveText("Rural schools need affordable broadband.");
  await field.focus();
  await press(page, "Control+Home", ...Array<string>("Rural schools".length).fill("Shift+ArrowRight"));
  await expect(page.getByText(`${text("select.chosen")} Rural schools`)).toBeVisible();
  await page.getByRole("checkbox", { name: /Rural access/ }).check();
  await page.getByRole("button", { name: text("mark.submit"), exact: true }).click();
  await expect(page.locator("main ol blockquote").filter({ hasText: /^Rural schools$/ })).toBeVisible();
  // A form without a code is refused with what was chosen in it.
  await page.getByRole("checkbox", { name: /^Teachers/ }).check();
  await page.getByRole("button", { name: text("mark.submit"), exact: true }).click();
  await expect(page.getByRole("alert")).toContainText(textOf("en", "errors:coding.codes_required"));
  await expect(page.getByRole("checkbox", { name: /^Teachers/ })).toBeChecked();
  await page.getByRole("checkbox", { name: /Digital teaching/ }).check();
  await page.getByRole("button", { name: text("mark.submit"), exact: true }).click();
  await expect(page.locator("main ol blockquote").filter({ hasText: /^Teachers need digital skills\.$/ })).toBeVisible();
  await expectSound(page);
  await keepPicture(page, "en-coding-answer-1280");
  await page.getByRole("button", { name: text("done.submit") }).click();
  await expect(page.getByText(text("done.coded"))).toBeVisible();

  // The second coder, on a telephone without scripts, sees nothing of the first.
  const small = await telephone(browser, officer.email);
  await small.goto(`/ar/${answer(english!.id)}`);
  await expect(small.locator("mark")).toHaveCount(0);
  await small.locator("input[name=parts]").first().check();
  await small.locator("input[name=codes]").first().check();
  await small.locator("button[value=mark]").click();
  await expect(small.locator("main ol blockquote")).toHaveText("Rural schools need affordable broadband.");
  await expectSoundOnTelephone(browser, small);
  await keepPicture(small, "ar-coding-answer-390");
  await small.locator("button[value=done]").click();
  await expect(small.locator("main ol blockquote")).toHaveCount(4);
  await small.goto(`/ar/${answer(arabic!.id)}`);
  await small.locator("input[name=parts]").nth(1).check();
  await small.locator("input[name=codes]").last().check();
  await small.locator("button[value=mark]").click();
  await expect(small.locator("main [lang=ar] mark")).toHaveText("يحتاج المعلمون إلى مهارات رقمية.");
  await expectSoundOnTelephone(browser, small);
  await keepPicture(small, "ar-coding-arabic-390");

  await page.goto("/en/desk/coding/agreement");
  const differs = page.getByRole("article").filter({ hasText: "Teachers need digital skills." });
  await expect(differs).toContainText("Bob Coder");
  await expectSound(page);
  await keepPicture(page, "en-coding-agreement-1280");
  await differs.getByRole("button", { name: text("differ.keep") }).click();
  await expect(differs.getByText(text("differ.kept"), { exact: true })).toBeVisible();
  await small.goto("/ar/desk/coding/agreement");
  await expectSoundOnTelephone(browser, small);
  await keepPicture(small, "ar-coding-agreement-390");
  await expect(small.locator("button[value=keep]")).toHaveCount(0);

  await page.getByRole("link", { name: text("page.table"), exact: true }).click();
  await page.getByRole("row").filter({ hasText: "Digital teaching" }).getByRole("link").first().click();
  await page.waitForURL(/code=/);
  await expect(page.getByText("Teachers need digital skills.")).toBeVisible();
  await expectSound(page);
  await keepPicture(page, "en-coding-table-1280");
  await small.goto("/ar/desk/coding/table?by=language");
  await expectSoundOnTelephone(browser, small);
  await keepPicture(small, "ar-coding-table-390");
  const csv = await page.request.get("/en/desk/coding/table/file?by=language");
  expect(await csv.text()).toContain(textOf("en", "compilation:figures.withheld"));
  const coming = page.waitForEvent("download");
  await page.getByRole("link", { name: text("files.project") }).click();
  const file = await coming;
  expect(file.suggestedFilename()).toMatch(/^coding-.*\.qdpx$/);
  expect((await readFile(await file.path())).subarray(0, 2).toString()).toBe("PK");

  // A code is split, and what was marked shared out.
  await page.goto("/en/desk/codes");
  await page.getByRole("link", { name: "Digital teaching", exact: true }).click();
  await page.locator("#split-names").fill("Teaching by radio");
  await page.getByRole("button", { name: text("acts.split"), exact: true }).click();
  await expect(page.getByRole("link", { name: "Teaching by radio" })).toBeVisible();
  await page.getByRole("checkbox", { name: /Teachers need digital skills/ }).check();
  await page.locator("#share-into").selectOption({ label: "\u2003Teaching by radio" });
  await page.getByRole("button", { name: text("acts.share") }).click();
  await expect(page.getByRole("checkbox", { name: /Teachers need digital skills/ })).toHaveCount(0);
  await expectSound(page);
  await keepPicture(page, "en-coding-code-1280");
});
