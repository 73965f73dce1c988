import type { Page } from "@playwright/test";
import { expectSound } from "./support/page-checks";
import { makePerson, PASSWORD, signInPlainly } from "./support/people";
import { makeSigned } from "./support/signed";
import { telephone } from "./support/telephone";
import { expect, keepPicture, test } from "./support/test";
import { filled, textOf } from "./support/texts";

const SIGNED = "Rural schools need affordable broadband. Teachers need digital skills.";
const QUOTE = "Rural schools need affordable broadband.";
const WORDS = {
  en: {
    title: "From answers to a text",
    code: "Affordable broadband",
    sentence: "Schools in rural areas need affordable broadband.",
    words: "in rural areas",
    other: "in rural and remote areas",
    comment: "Please name the schools.",
    reason: "Remote areas are not always rural.",
  },
  ar: {
    title: "من الإجابات إلى النص",
    code: "نطاق عريض ميسور",
    sentence: "تحتاج المدارس في المناطق الريفية إلى نطاق عريض ميسور التكلفة.",
    words: "في المناطق الريفية",
    other: "في المناطق الريفية والنائية",
    comment: "يُرجى ذكر المدارس.",
    reason: "المناطق النائية ليست ريفية دائماً.",
  },
} as const;

/** Freezes the document as a stage, waiving in one's name what is missing. */
async function freeze(page: Page, home: string, stage: string, reason: string): Promise<void> {
  await page.goto(`${home}/versions`);
  await page.locator("select[name=stage]").selectOption(stage);
  for (const gap of await page.locator("input[name=waive]").all()) await gap.check();
  await page.locator("textarea[name=reason]").fill(reason);
  await page.locator("main form button[type=submit]").click();
  await page.waitForURL(/versions\/\d+$/);
}

/** The whole way of an answer: read beside the others, coded, cited, frozen, published, spoken to, in brackets, in the next version, and back to who gave it. */
for (const language of ["en", "ar"] as const)
  test(`an answer goes all the way into a text and back to its party in ${language}`, async ({ browser, page }) => {
    test.setTimeout(300_000);
    const say = (key: string, facts: Record<string, string> = {}): string => filled(textOf(language, key), facts);
    const { title, code, sentence, words, other, comment, reason } = WORDS[language];
    const [signed] = await makeSigned(`en=${SIGNED}`);
    const officer = await makePerson("Consolidating Officer", "admin", language);
    const kenya = await makePerson("Speaker of Kenya", "focal_point", language, "KEN");
    const author = await makePerson("Author of the Answer", "focal_point", language, signed!.party);
    await signInPlainly(page, officer.email, PASSWORD);

    // Compile: the answer stands among those to its question.
    await page.goto(`/${language}/desk/compilation/answers?kind=national-report&question=B1&q=${signed!.symbol}`);
    await expect(page.getByRole("article").filter({ hasText: QUOTE })).toHaveCount(1);
    await expectSound(page);

    // Code: its first sentence gets a code, and its coder is done.
    await page.goto(`/${language}/desk/codes`);
    await page.locator(`[id='code-name.${language}']`).fill(code);
    await page.getByRole("button", { name: say("coding:form.add") }).click();
    await expect(page.getByRole("link", { name: code, exact: true })).toBeVisible();
    await page.goto(`/${language}/desk/coding/answer?kind=national-report&question=B1&at=${signed!.id}~`);
    await page.locator("input[name=parts]").first().check();
    await page.getByRole("checkbox", { name: new RegExp(code) }).check();
    await page.locator("button[value=mark]").first().click();
    await expect(page.locator("mark").first()).toHaveText(QUOTE);
    await page.locator("button[value=done]").click();
    await expect(page.locator("button[value=done]")).toHaveCount(0);

    // Write: a sentence that rests on its words.
    await page.goto(`/${language}/desk/documents`);
    await page.locator("input[name=title]").fill(title);
    await page.locator("main form button[type=submit]").click();
    await page.waitForURL(/documents\/[0-9a-f-]{36}$/);
    const home = page.url();
    await page.locator("textarea[name=text]").fill(sentence);
    await page.locator("button[value=paragraph]").click();
    await page.getByRole("link", { name: new RegExp(sentence.slice(0, 20)) }).click();
    await page.waitForURL(/sentence=0/);
    await page.locator("input[name=symbol]").fill(signed!.symbol);
    await page.locator("input[name=question]").fill("B1");
    await page.locator("textarea[name=quote], input[name=quote]").first().fill(QUOTE);
    await page.locator("button[value=cite]").click();
    await expect(page.locator("#evidence blockquote").last()).toHaveText(QUOTE);

    // Freeze and publish.
    await freeze(page, home, "zero_draft", reason);
    await page.goto(`${home}/negotiation`);
    await page.locator("main input[name=day]").first().fill("2099-12-31");
    await page.locator("button[value=open]").click();
    await expect(page.locator("main table")).toContainText(say("negotiations:draft.open"));

    // Comment and propose.
    const speaker = await telephone(browser, kenya.email);
    await speaker.goto(`/${language}/drafts`);
    await speaker.getByRole("link", { name: new RegExp(title) }).click();
    await speaker.locator('main a[href*="/paragraphs/"]').first().click();
    await speaker.locator("#comment-text").fill(comment);
    await speaker.locator("button[value=comment]").click();
    await expect(speaker.locator("main")).toContainText(say("negotiations:done.comment"));
    await speaker.locator("#propose-words").fill(words);
    await speaker.locator("#propose-text").fill(other);
    await speaker.locator("#propose-reason").fill(reason);
    await speaker.locator("button[value=propose]").click();
    await expect(speaker.locator("main")).toContainText(say("negotiations:done.propose"));

    // Compile the brackets, agree, and take it into the text: the sentence keeps what it rests on.
    await page.goto(`${home}/negotiation/1`);
    await expect(page.locator("main ins").first()).toHaveText(other);
    await expect(page.locator("main")).toContainText("KEN");
    await expectSound(page);
    await keepPicture(page, `${language}-whole-way-brackets-1280`);
    const proposal = page.locator("li[id^=input-]", { hasText: other });
    await proposal.locator("form:has(input[name=to][value=agreed]) button").click();
    await expect(proposal).toContainText(say("negotiations:state.agreed"));
    await proposal.locator("button[value=take]").click();
    await expect(proposal).toContainText(say("negotiations:standing.taken"));

    // Rev.1, beside the zero draft.
    await freeze(page, home, "revision", reason);
    await expect(page.locator("main article")).toContainText(other);
    await page.goto(`${home}/versions/2?against=1`);
    expect(await page.locator("ins").count()).toBeGreaterThan(0);
    await expectSound(page);

    // Where did my input go: cited in both, with a link to the paragraph that is public.
    const party = await telephone(browser, author.email);
    await party.goto(`/${language}/reports`);
    await party.locator('main a[href$="/receipt"]').first().click();
    await party.locator('main a[href$="/traces"]').click();
    const row = (stage: string) => party.locator("main tbody tr", { hasText: `${title} · ${stage}` }).filter({ has: party.getByText("B1", { exact: true }) });
    await expect(row(say("documents:stage.revision", { revision: "1" }))).toContainText("1");
    await row(say("documents:stage.zero_draft")).locator('a[href*="/drafts/"]').click();
    await party.waitForURL(/\/drafts\/[0-9a-f-]{36}\/1#paragraph-/);
    await expect(party.locator(`[id="${new URL(party.url()).hash.slice(1)}"]`)).toContainText(sentence);
  });
