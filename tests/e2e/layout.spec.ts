import { expectSound } from "./support/page-checks";
import { makePerson, PASSWORD, signInPlainly } from "./support/people";
import { makeSigned } from "./support/signed";
import { expectSoundOnTelephone, telephone } from "./support/telephone";
import { expect, keepPicture, test } from "./support/test";
import { filled, textOf } from "./support/texts";

const TEXT = "Rural schools need affordable broadband. Teachers need digital skills.";
const WORDS = {
  en: { title: "Draft that is laid out", code: "Affordable access" },
  ar: { title: "مسودة موضوعة آلياً", code: "النفاذ الميسور التكلفة" },
} as const;

/** What was coded is counted, made into sentences, looked at, and added: with scripts, and on a telephone without. */
for (const language of ["en", "ar"] as const)
  test(`a first text of a chapter is laid out from what was coded in ${language}`, async ({ browser, page }) => {
    test.setTimeout(240_000);
    const say = (key: string, facts: Record<string, string> = {}): string => filled(textOf(language, key), facts);
    const { title, code } = WORDS[language];
    const [made] = await makeSigned(`en=${TEXT}`);
    const admin = await makePerson("Laying Out", "admin", language);
    await signInPlainly(page, admin.email, PASSWORD);

    await page.goto(`/${language}/desk/codes`);
    await page.locator(`[id='code-name.${language}']`).fill(code);
    await page.getByRole("button", { name: say("coding:form.add") }).click();
    await expect(page.getByRole("link", { name: code, exact: true })).toBeVisible();
    await page.goto(`/${language}/desk/coding/answer?kind=national-report&question=B1&at=${made!.id}~`);
    await page.locator("input[name=parts]").first().check();
    await page.getByRole("checkbox", { name: new RegExp(code) }).check();
    await page.locator("button[value=mark]").first().click();
    await expect(page.getByText(say("coding:said.mark"))).toBeVisible();
    await page.locator("button[value=done]").click();
    await expect(page.locator("button[value=done]")).toHaveCount(0);

    await page.goto(`/${language}/desk/documents`);
    await page.locator("input[name=title]").fill(title);
    await page.locator("main form button[type=submit]").click();
    await page.waitForURL(/documents\/[0-9a-f-]{36}$/);
    const home = page.url();
    await page
      .locator("section", { has: page.getByRole("heading", { name: say("compilation:chapter.progress") }) })
      .getByRole("link", { name: new RegExp(say("documents:chapter.layOut")) })
      .click();
    await page.waitForURL(/\/layout$/);
    const layout = page.url();

    // Coders are blind to each other: nothing is shown of what they marked.
    await expect(page.getByText(say("synthesis:blind"))).toBeVisible();
    await expectSound(page);
    await page.goto(`/${language}/desk/coding`);
    await page.locator("button[value=open]").click();
    await expect(page.locator("button[value=blind]")).toBeVisible();

    await page.goto(layout);
    await expect(page.getByRole("heading", { name: say("synthesis:will") })).toBeVisible();
    await expect(page.locator("main")).toContainText(code);
    await expectSound(page);
    await keepPicture(page, `${language}-layout-1280`);
    const small = await telephone(browser, admin.email);
    await small.goto(layout);
    await expectSoundOnTelephone(browser, small);
    await keepPicture(small, `${language}-layout-390`);
    await small.getByRole("button", { name: say("synthesis:button") }).click();
    await small.waitForURL(/documents\/[0-9a-f-]{36}/);
    await expectSoundOnTelephone(browser, small);
    await keepPicture(small, `${language}-layout-added-390`);

    // What was seen was added once; each sentence leads to what it rests on.
    await page.getByRole("button", { name: say("synthesis:button") }).click();
    await expect(page.getByRole("alert")).toContainText(textOf(language, "errors:document.changed"));
    await page.goto(home);
    await expect(page.locator("main dl dd").nth(2)).toHaveText("0");
    await keepPicture(page, `${language}-layout-added-1280`);
    await page
      .getByRole("link", { name: new RegExp(code) })
      .first()
      .click();
    await page.waitForURL(/sentence=0/);
    await expect(page.locator("#evidence blockquote").last()).toHaveText("Rural schools need affordable broadband.");
    await expectSound(page);

    // A paragraph that is deleted leaves ties behind: the document lists them.
    await page.locator("button[value=delete]").click();
    await page.waitForURL(/#orphans$/);
    await expect(page.locator("#orphans")).toContainText(code);
    await expectSound(page);

    await page.goto(`/${language}/desk/coding`);
    await page.locator("button[value=blind]").click();
    await expect(page.locator("button[value=open]")).toBeVisible();
  });
