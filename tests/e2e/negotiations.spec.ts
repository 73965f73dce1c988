import type { Page } from "@playwright/test";
import type { Language } from "../../app/lib/languages";
import { expectSound } from "./support/page-checks";
import { makePerson, PASSWORD, signInPlainly } from "./support/people";
import { expectSoundOnTelephone, telephone } from "./support/telephone";
import { expect, keepPicture, test } from "./support/test";
import { filled, textOf } from "./support/texts";

const WORDS: Record<
  "en" | "ar",
  { title: string; text: string; words: string; other: string; added: string; costs: string; lower: string; comment: string; reason: string }
> = {
  en: {
    title: "Draft put out for comment",
    text: "Access to the Internet has grown in rural areas. Costs remain high.",
    words: "in rural areas",
    other: "in rural and remote areas",
    added: "The costs of devices should fall.",
    costs: "Costs remain high",
    lower: "The costs of access remain high",
    comment: "Please say by how much.",
    reason: "Remote areas are not always rural.",
  },
  ar: {
    title: "مسودة مطروحة للتعليق",
    text: "ازداد النفاذ إلى الإنترنت في المناطق الريفية. ولا تزال التكاليف مرتفعة.",
    words: "في المناطق الريفية",
    other: "في المناطق الريفية والنائية",
    added: "وينبغي أن تنخفض أسعار الأجهزة.",
    costs: "لا تزال التكاليف مرتفعة",
    lower: "لا تزال تكاليف النفاذ مرتفعة",
    comment: "يُرجى بيان مقدار ذلك.",
    reason: "المناطق النائية ليست ريفية دائماً.",
  },
};

/** The group that proposes, by the language of the journey: a symbol is given once. */
const GROUPS = {
  en: { symbol: "CANZ", name: "Canada, Australia and New Zealand", members: "CAN AUS NZL", speaks: "CAN" },
  ar: { symbol: "G77", name: "مجموعة الـ77 والصين", members: "IRQ EGY CHN", speaks: "IRQ" },
} as const;

/** A draft is published, commented on and changed by two parties, agreed, taken into the text and locked; what became of it all is public in the end. */
for (const language of ["en", "ar"] as const)
  test(`a draft is negotiated in ${language}: published, commented on, in brackets, agreed and locked, with JavaScript and, on a telephone, without`, async ({
    browser,
    page,
  }) => {
    test.setTimeout(300_000);
    const say = (key: string, facts: Record<string, string> = {}): string => filled(textOf(language satisfies Language, `negotiations:${key}`), facts);
    const { title, text, words, other, added, costs, lower, comment, reason } = WORDS[language];
    const officer = await makePerson("Negotiating Officer", "desk_officer", language);
    const kenya = await makePerson("Delegate of Kenya", "focal_point", language, "KEN");
    const egypt = await makePerson("Delegate of Egypt", "focal_point", language, "EGY");
    const voice = await makePerson("Voice of the Group", "focal_point", language, GROUPS[language].speaks);
    const switzerland = await makePerson("Delegate of Switzerland", "focal_point", language, "CHE");

    // A document with one paragraph is frozen and published.
    await signInPlainly(page, officer.email, PASSWORD);
    await page.goto(`/${language}/desk/documents`);
    await page.locator("input[name=title]").fill(title);
    await page.locator("select[name=chapters]").selectOption("none");
    await page.locator("main form button[type=submit]").click();
    await page.waitForURL(/documents\/[0-9a-f-]{36}$/);
    const home = page.url();
    await page.locator("input[name=title]").fill(title);
    await page.locator("button[value=chapter]").click();
    await page.locator("textarea[name=text]").fill(text);
    await page.locator("button[value=paragraph]").click();
    await expect(page.locator("main")).toContainText(text.slice(0, 20));
    await page.goto(`${home}/versions`);
    await page.locator("select[name=stage]").selectOption("zero_draft");
    await page.locator("input[name=waive][value=bare]").check();
    await page.locator("textarea[name=reason]").fill(reason);
    await page.locator("main form button[type=submit]").click();
    await page.waitForURL(/versions\/1$/);
    await page.goto(`${home}/negotiation`);
    await page.locator("main input[name=day]").first().fill("2020-01-01");
    await page.locator("button[value=open]").click();
    await expect(page.getByRole("alert")).toBeVisible();
    await page.locator("main input[name=day]").first().fill("2099-12-31");
    await page.locator("button[value=open]").click();
    await expect(page.locator("main table")).toContainText(say("draft.open"));
    await expectSound(page);
    await keepPicture(page, `${language}-negotiation-1280`);

    // Everybody reads it; Kenya comments and proposes on a telephone without JavaScript.
    const open = await browser.newContext();
    const reader = await open.newPage();
    await reader.goto(`/${language}/drafts`);
    await reader.getByRole("link", { name: new RegExp(title) }).click();
    await reader.waitForURL(/drafts\/[0-9a-f-]{36}\/1$/);
    await expectSound(reader);
    await keepPicture(reader, `${language}-draft-1280`);
    const draft = reader.url();
    const small = await telephone(browser, kenya.email);
    await small.goto(draft);
    await expectSoundOnTelephone(browser, small);
    await keepPicture(small, `${language}-draft-390`);
    await small.locator('main a[href*="/paragraphs/"]').first().click();
    const paragraph = small.url();
    await small.locator("#comment-text").fill(comment);
    await small.locator("button[value=comment]").click();
    await expect(small.locator("main")).toContainText(say("done.comment"));
    await small.locator("#propose-words").fill(title);
    await small.locator("#propose-text").fill(other);
    await small.locator("#propose-reason").fill(reason);
    await small.locator("button[value=propose]").click();
    await expect(small.locator("main")).toContainText(textOf(language, "errors:negotiation.passage_not_found"));
    await expect(small.locator("#propose-text")).toHaveValue(other);
    await expectSoundOnTelephone(browser, small);
    await small.locator("#propose-words").fill(words);
    await small.locator("button[value=propose]").click();
    await expect(small.locator("main")).toContainText(say("done.propose"));
    await expectSoundOnTelephone(browser, small);
    await keepPicture(small, `${language}-draft-paragraph-390`);

    // Egypt joins, and proposes a new paragraph.
    const second: Page = await (await browser.newContext()).newPage();
    await signInPlainly(second, egypt.email, PASSWORD);
    await second.goto(paragraph.replace(/\?.*/, ""));
    await expect(second.locator("main")).not.toContainText(comment);
    await second.locator("button[value=support]").click();
    await expect(second.locator("main")).toContainText(say("done.support"));
    await second.locator("input[name=kind][value=ADD]").check();
    await second.locator("#propose-text").fill(added);
    await second.locator("#propose-reason").fill(reason);
    await second.locator("button[value=propose]").click();
    await expect(second.locator("main")).toContainText(say("done.propose"));
    await expectSound(second);
    await keepPicture(second, `${language}-draft-paragraph-1280`);

    // The desk keeps a group and names who speaks for it, on a telephone without JavaScript; it proposes, and Switzerland joins.
    const { symbol, name, members, speaks } = GROUPS[language];
    const keeper = await telephone(browser, officer.email);
    await keeper.goto(`/${language}/desk/groups`);
    await keeper.locator("#group-symbol").fill("E-U");
    await keeper.locator(`[id="group-name.${language}"]`).fill(name);
    await keeper.locator("#group-members").fill(members);
    await keeper.locator("button[value=add_group]").click();
    await expect(keeper.locator("main")).toContainText(textOf(language, "errors:negotiation.symbol_invalid"));
    await expect(keeper.locator("#group-members")).toHaveValue(members);
    await keeper.locator("#group-symbol").fill(symbol);
    await keeper.locator("button[value=add_group]").click();
    await expect(keeper.locator("main li", { hasText: name }).first()).toContainText(speaks);
    const speaker = keeper.locator("form:has(button[value=name_speaker])");
    await speaker.locator("select[name=group]").selectOption(symbol);
    await speaker.locator("input[name=from]").fill("2026-01-01");
    await speaker.locator("input[name=party]").fill("KEN");
    await speaker.locator("button").click();
    await expect(keeper.locator("main")).toContainText(textOf(language, "errors:negotiation.not_member"));
    await keeper.locator("form:has(button[value=name_speaker]) input[name=party]").fill(speaks);
    await keeper.locator("button[value=name_speaker]").click();
    await expect(keeper.locator("button[value=end_speaker]").first()).toBeVisible();
    await expectSoundOnTelephone(browser, keeper);
    await keepPicture(keeper, `${language}-groups-390`);
    await page.goto(`/${language}/desk/groups`);
    await expectSound(page);
    await keepPicture(page, `${language}-groups-1280`);
    const group = await telephone(browser, voice.email);
    await group.goto(paragraph.replace(/\?.*/, ""));
    await group.locator("#propose-group").selectOption(symbol);
    await group.locator("#propose-words").fill(costs);
    await group.locator("#propose-text").fill(lower);
    await group.locator("#propose-reason").fill(reason);
    await group.locator("button[value=propose]").click();
    await expect(group.locator("main")).toContainText(say("done.propose"));
    const joining = await telephone(browser, switzerland.email);
    await joining.goto(paragraph.replace(/\?.*/, ""));
    await joining.locator("article", { hasText: lower }).locator("button[value=support]").click();
    await expect(joining.locator("main")).toContainText(say("done.support"));
    await page.goto(`${home}/negotiation/1`);
    await expect(page.locator("main")).toContainText(`[${symbol}, CHE: ${lower}]`);
    await page.locator("li[id^=input-]", { hasText: lower }).locator("form:has(input[name=to][value=not_agreed]) button").click();

    // At the desk the words stand in brackets, are agreed, taken into the draft, and the paragraph is locked.
    await page.goto(`${home}/negotiation/1`);
    await expect(page.locator("main ins").first()).toHaveText(other);
    await expect(page.locator("main")).toContainText("KEN, EGY");
    await expectSound(page);
    await keepPicture(page, `${language}-brackets-1280`);
    const of = (content: string) => page.locator("li[id^=input-]", { hasText: content });
    await page.locator("button[value=agree]").click();
    await expect(page.getByRole("alert")).toBeVisible();
    await of(other).locator("form:has(input[name=to][value=agreed]) button").click();
    await expect(of(other)).toContainText(say("state.agreed"));
    await of(other).locator("button[value=take]").click();
    await expect(of(other)).toContainText(say("standing.taken"));
    await of(added).locator("form:has(input[name=to][value=not_agreed]) button").click();
    await expect(of(added)).toContainText(say("state.not_agreed"));
    await page.locator("button[value=agree]").click();
    await expect(page.locator("main")).toContainText(say("lock.agreed"));
    await expectSound(page);
    for (const view of ["proponents", "clean"]) {
      await page.goto(`${home}/negotiation/1?view=${view}`);
      await expect(page.locator("main")).toContainText(other);
      await expectSound(page);
    }
    await keepPicture(page, `${language}-clean-1280`);
    await page.goto(home);
    await expect(page.locator("main")).toContainText(other);
    await page.locator('main a[href*="/paragraphs/"]').first().click();
    await expect(page.locator("main")).toContainText(textOf(language, "documents:paragraph.agreed"));
    await expect(page.locator("button[value=save]")).toHaveCount(0);

    // On a telephone the draft is closed, everything is answered, and the table is public.
    const mobile = await telephone(browser, officer.email);
    await mobile.goto(`${home}/negotiation`);
    await mobile.locator("button[value=close]").click();
    await expect(mobile.locator("main table").first()).toContainText(say("draft.closed"));
    await expectSoundOnTelephone(browser, mobile);
    await keepPicture(mobile, `${language}-negotiation-390`);
    await mobile.goto(`${home}/negotiation/1`);
    await expectSoundOnTelephone(browser, mobile);
    await keepPicture(mobile, `${language}-brackets-390`);
    await mobile.goto(`${home}/negotiation/1/dispositions`);
    await expectSoundOnTelephone(browser, mobile);
    for (const content of [comment, other, added, lower]) {
      const line = mobile.locator("main li", { hasText: content }).last();
      await line.locator("textarea[name=answer]").fill(reason);
      await line.locator("button[value=answer]").click();
      await expect(mobile.locator("main li", { hasText: content }).last()).toContainText(officer.name);
    }
    await mobile.locator("button[value=publish]").click();
    await expect(mobile.locator("main")).toContainText(say("dispositions.public"));
    await keepPicture(mobile, `${language}-dispositions-390`);
    await reader.goto(`${draft}/dispositions`);
    await expect(reader.locator("main")).toContainText(comment);
    await expect(reader.locator("main")).not.toContainText(officer.name);
    await expectSound(reader);
    await keepPicture(reader, `${language}-dispositions-1280`);
    const file = await reader.request.get(`${draft}/dispositions/file?format=csv`);
    expect(await file.text()).toContain(other);

    // What reports propose is there to be put on a paragraph.
    await page.goto(`${home}/negotiation/1/sources`);
    await expectSound(page);
    await keepPicture(page, `${language}-report-proposals-1280`);
  });
