import { startWordingProvider, wordingEach, wordingPort } from "../support/wording-provider";
import { expectSound } from "./support/page-checks";
import { makePerson, PASSWORD, signInPlainly } from "./support/people";
import { makeSigned } from "./support/signed";
import { expectSoundOnTelephone, telephone } from "./support/telephone";
import { expect, keepPicture, test } from "./support/test";
import { filled, textOf } from "./support/texts";

const TEXT = "Rural schools need affordable broadband. Teachers need digital skills.";
const WORDS = {
  en: { title: "Draft that is laid out", code: "Affordable access", here: " in their reports." },
  ar: { title: "مسودة موضوعة آلياً", code: "النفاذ الميسور التكلفة", here: " في تقاريرها." },
} as const;

/** What was coded is counted, made into sentences, looked at, put into other words, and added: with scripts, and on a telephone without. */
for (const language of ["en", "ar"] as const)
  test(`a first text of a chapter is laid out from what was coded in ${language}`, async ({ browser, page, baseURL }) => {
    test.setTimeout(240_000);
    const say = (key: string, facts: Record<string, string> = {}): string => filled(textOf(language, key), facts);
    const { title, code, here } = WORDS[language];
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

    // Nobody answers: nothing has changed. Somebody does: both texts are seen, and either can be added.
    const named = { provider: "Wordsmith" };
    await small.getByRole("button", { name: say("synthesis:wording.ask", named) }).click();
    await expect(small.getByRole("alert")).toContainText(textOf(language, "errors:document.wording_silent"));
    await expectSoundOnTelephone(browser, small);
    const provider = await startWordingProvider(wordingPort(Number(new URL(baseURL!).port)));
    provider.answer(wordingEach((text, index) => (index === 0 ? text.replace(/\.$/, here) : text.replace(/\.$/, " 2026."))));
    await page.getByRole("button", { name: say("synthesis:wording.ask", named) }).click();
    await expect(page.getByText(say("synthesis:wording.answered", named))).toBeVisible();
    await provider.stop();
    await expect(page.getByText(say("documents:mark.worded", named))).toBeVisible();
    await expectSound(page);
    await keepPicture(page, `${language}-layout-worded-1280`);
    await small.goto(layout);
    await expectSoundOnTelephone(browser, small);
    await keepPicture(small, `${language}-layout-worded-390`);
    await small.getByRole("button", { name: say("synthesis:wording.add", named) }).click();
    await small.waitForURL(/documents\/[0-9a-f-]{36}/);
    await expectSoundOnTelephone(browser, small);
    await keepPicture(small, `${language}-layout-added-390`);

    // What was seen was added once; each sentence leads to what it rests on.
    await page.getByRole("button", { name: say("synthesis:button"), exact: true }).click();
    await expect(page.getByRole("alert")).toContainText(textOf(language, "errors:document.changed"));
    await page.goto(home);
    await expect(page.locator("main dl dd").nth(2)).toHaveText("0");
    await expect(page.locator("main dl dd").nth(4)).toHaveText("1");
    await page.goto(`${home}/versions`);
    await expect(page.getByRole("checkbox", { name: textOf(language, "documents:freeze.worded_one").replace("{{count}}", "1") })).toBeVisible();
    await expectSound(page);
    await keepPicture(page, `${language}-layout-freeze-1280`);
    await page.goto(home);
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
