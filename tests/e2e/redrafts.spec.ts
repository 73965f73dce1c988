import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import type { Language } from "../../app/lib/languages";
import { withBody } from "../support/mangled-files";
import { expectNoSideways, expectSound } from "./support/page-checks";
import { makePerson, PASSWORD, signInPlainly } from "./support/people";
import { expectSoundOnTelephone, telephone } from "./support/telephone";
import { expect, expectAccessible, keepPicture, test } from "./support/test";
import { filled, textOf } from "./support/texts";

const WORDS: Record<"en" | "ar", { title: string; first: string; second: string; edited: string; later: string }> = {
  en: {
    title: "Text for Word",
    first: "Access to the Internet has grown in rural areas.",
    second: "The meeting takes note of this.",
    edited: "Access to the Internet has grown in remote areas.",
    later: "The meeting welcomes this.",
  },
  ar: {
    title: "نص للتحرير في Word",
    first: "ازداد النفاذ إلى الإنترنت في المناطق الريفية.",
    second: "يحيط الاجتماع علماً بذلك.",
    edited: "ازداد النفاذ إلى الإنترنت في المناطق النائية.",
    later: "يرحب الاجتماع بذلك.",
  },
};

async function taken(page: Page, press: () => Promise<void>): Promise<{ name: string; bytes: Uint8Array }> {
  const [download] = await Promise.all([page.waitForEvent("download"), press()]);
  return { name: download.suggestedFilename(), bytes: new Uint8Array(readFileSync(await download.path())) };
}
const wordFile = (bytes: Uint8Array) => ({
  name: "draft.docx",
  mimeType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  buffer: Buffer.from(bytes),
});

/** A text goes out to Word and comes back, a conflict is resolved by hand, and a frozen version is taken away in every format. */
for (const language of ["en", "ar"] as const)
  test(`a text is edited in Word and brought back in ${language}, with JavaScript and, on a telephone, without; a version is taken away`, async ({
    browser,
    page,
  }) => {
    test.setTimeout(300_000);
    const say = (key: string, facts: Record<string, string> = {}): string => filled(textOf(language satisfies Language, `documents:${key}`), facts);
    const officer = await makePerson("Redrafting Officer", "desk_officer", language);
    const { title, first, second, edited, later } = WORDS[language];
    await signInPlainly(page, officer.email, PASSWORD);
    await page.goto(`/${language}/desk/documents`);
    await page.locator("input[name=title]").fill(title);
    await page.locator("select[name=language]").selectOption(language);
    await page.locator("main form button[type=submit]").click();
    await page.waitForURL(/documents\/[0-9a-f-]{36}$/);
    const home = page.url();
    for (const text of [first, second]) {
      await page.locator("textarea[name=text]").fill(text);
      await page.locator("button[value=paragraph]").click();
      await expect(page.getByRole("link", { name: new RegExp(text.slice(0, 15)) })).toBeVisible();
    }

    await page.getByRole("link", { name: say("redraft.title") }).click();
    await page.waitForURL(/\/import$/);
    await expectSound(page);
    await keepPicture(page, `${language}-redraft-take-1280`);
    const file = await taken(page, () => page.getByRole("button", { name: say("redraft.get.go") }).click());
    expect(file.name).toMatch(new RegExp(`^draft-[0-9a-f]{8}-${language}-.*\\.docx$`));

    // In Word both paragraphs are edited; the second one is saved on the portal, too.
    const back = withBody(file.bytes, (xml) => xml.replace(first, edited).replace(second, later));
    expect(back.length).not.toBe(file.bytes.length);
    await page.goto(home);
    await page.getByRole("link", { name: new RegExp(second.slice(0, 15)) }).click();
    await page.locator("#edit-text").fill(`${second} ${first}`);
    await page.locator("button[value=save]").click();
    await expect(page.locator("main")).toContainText(say("done.saved"));

    await page.goto(`${home}/import`);
    await page.locator("input[type=file]").setInputFiles(wordFile(back));
    await page.getByRole("button", { name: say("redraft.bring.go") }).click();
    await expect(page.locator("main")).toContainText(say("redraft.standing.conflict"));
    await expect(page.locator("input[name=unit]").nth(0)).toBeChecked();
    await expect(page.locator("input[name=unit]").nth(1)).not.toBeChecked();
    await expect(page.locator("main del").first()).toBeVisible();
    await expectSound(page);
    await keepPicture(page, `${language}-redraft-compared-1280`);
    await page.getByRole("button", { name: say("redraft.agree") }).click();
    await expect(page.locator("main")).toContainText(say("redraft.done_one", { count: "1" }));
    await page.goto(home);
    await expect(page.getByRole("link", { name: new RegExp(edited.slice(-20, -1)) })).toBeVisible();
    await expect(page.locator("main")).not.toContainText(later);

    // On a telephone without JavaScript the conflict is resolved by hand; a file that is no form is refused.
    const small = await telephone(browser, officer.email);
    await small.goto(`${home}/import`);
    await small.locator("input[type=file]").setInputFiles({ name: "x.docx", mimeType: "text/plain", buffer: Buffer.from("a text") });
    await small.locator("button[value=compare]").click();
    await expect(small.locator("main")).toContainText(textOf(language, "errors:import.not_a_form"));
    await small.locator("input[type=file]").setInputFiles(wordFile(back));
    await small.locator("button[value=compare]").click();
    await expect(small.locator("input[name=unit]")).toHaveCount(1);
    await small.locator("textarea[name=text]").fill(`${later} ${first}`);
    await small.locator("input[name=unit]").check();
    await expectSoundOnTelephone(browser, small);
    await keepPicture(small, `${language}-redraft-conflict-390`);
    await small.locator("button[value=take]").click();
    await expect(small.locator("main")).toContainText(say("redraft.done_one", { count: "1" }));
    await small.goto(home);
    await expect(small.locator("main")).toContainText(later);

    // A frozen version in each of its formats.
    await page.goto(`${home}/versions`);
    await page.locator("select[name=stage]").selectOption("zero_draft");
    for (const gap of ["unread", "bare"]) await page.locator(`input[name=waive][value=${gap}]`).check();
    await page.locator("textarea[name=reason]").fill(second);
    await page.locator("main form button[type=submit]").click();
    await page.waitForURL(/versions\/1$/);
    await expectSound(page);
    await keepPicture(page, `${language}-version-take-1280`);
    for (const format of ["docx", "pdf", "html", "xml", "json"]) {
      await page.locator("select[name=format]").selectOption(format);
      const { name, bytes } = await taken(page, () => page.getByRole("button", { name: say("take.go"), exact: true }).click());
      expect(name).toMatch(new RegExp(`-ZD-${language}\\.${format}$`));
      if (["docx", "pdf"].includes(format)) continue;
      expect(new TextDecoder().decode(bytes)).toContain(edited);
      if (format !== "html") continue;
      const shown = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage();
      await shown.setContent(new TextDecoder().decode(bytes));
      await expectAccessible(shown);
      await expectNoSideways(shown);
      await keepPicture(shown, `${language}-version-html-390`);
      await shown.context().close();
    }

    // And what was published of some Goals, over all questions.
    await page.goto(`/${language}/desk/compilation/extract`);
    await expectSound(page);
    await keepPicture(page, `${language}-extract-1280`);
    await page.locator("select[name=party]").selectOption({ index: 1 });
    await page.locator("select[name=format]").selectOption("docx");
    const extract = await taken(page, () => page.getByRole("button", { name: textOf(language, "compilation:extract.show") }).click());
    expect(extract.name).toMatch(/^extract-.*\.docx$/);
    await small.goto(`/${language}/desk/compilation/extract`);
    await expectSoundOnTelephone(browser, small);
    await keepPicture(small, `${language}-extract-390`);
  });
