import type { Language } from "../../app/lib/languages";
import { expectSound } from "./support/page-checks";
import { makePerson, PASSWORD, signInPlainly } from "./support/people";
import { expectSoundOnTelephone, telephone } from "./support/telephone";
import { expect, keepPicture, test } from "./support/test";
import { filled, textOf } from "./support/texts";

const WORDS: Record<"en" | "ar", { title: string; first: string; second: string; added: string; edited: string }> = {
  en: {
    title: "Zero draft of the outcome",
    first: "Access to the Internet has grown in rural areas.",
    second: "The meeting takes note of this.",
    added: "Further work is needed.",
    edited: "Access to the Internet has grown in remote areas.",
  },
  ar: {
    title: "المسودة الأولية للوثيقة",
    first: "ازداد النفاذ إلى الإنترنت في المناطق الريفية.",
    second: "يحيط الاجتماع علماً بذلك.",
    added: "ويلزم بذل مزيد من العمل.",
    edited: "ازداد النفاذ إلى الإنترنت في المناطق النائية.",
  },
};

/** A document is written, each sentence tied or editorial, an answer set aside, a version refused, waived and frozen, and the next compared with it. */
for (const language of ["en", "ar"] as const)
  test(`a consolidated document is written from its evidence and frozen in ${language}, with JavaScript and, on a telephone, without`, async ({
    browser,
    page,
  }) => {
    test.setTimeout(300_000);
    const say = (key: string, facts: Record<string, string> = {}): string => filled(textOf(language satisfies Language, `documents:${key}`), facts);
    const officer = await makePerson("Drafting Officer", "desk_officer", language);
    const { title, first, second, added, edited } = WORDS[language];
    await signInPlainly(page, officer.email, PASSWORD);
    await page.goto(`/${language}/desk`);
    await page
      .getByRole("navigation", { name: textOf(language, "desk:queue.pages") })
      .getByRole("link", { name: say("title"), exact: true })
      .click();
    await page.waitForURL(/desk\/documents$/);
    await expectSound(page);
    await page.locator("input[name=title]").fill(title);
    await page.locator("main form button[type=submit]").click();
    await page.waitForURL(/documents\/[0-9a-f-]{36}$/);
    const home = page.url();

    const write = async (text: string, place?: string): Promise<void> => {
      if (place) await page.locator("select[name=place]").selectOption({ label: place });
      await page.locator("textarea[name=text]").fill(text);
      await page.locator("button[value=paragraph]").click();
      await expect(page.getByRole("link", { name: new RegExp(text.slice(0, 20)) })).toBeVisible();
    };
    const progress = await page
      .locator(`optgroup[label="${textOf(language, "compilation:chapter.progress")}"] option`)
      .first()
      .getAttribute("value");
    await page.locator("select[name=place]").selectOption(progress!);
    await write(`${first} ${second}`);
    await expectSound(page);
    await keepPicture(page, `${language}-document-1280`);

    // The first sentence is tied to what Kenya said, chosen from the compilation; the second is the writers' own.
    await page.getByRole("link", { name: new RegExp(first.slice(0, 20)) }).click();
    await page.waitForURL(/sentence=0/);
    await expectSound(page);
    await page.getByRole("link", { name: new RegExp(say("evidence.fromCompilation")) }).click();
    await page.locator('a[href*="kind=national-report&question=B1"]').click();
    await page.waitForURL(/question=B1/);
    await expectSound(page);
    await keepPicture(page, `${language}-document-sources-1280`);
    const cite = page.locator("form", { has: page.locator('input[name=symbol][value^="WSIS20-NR-KEN"]') });
    await cite.locator("summary").click();
    const quote = await cite.locator("input[name=quote]").first().getAttribute("value");
    await cite.locator("input[name=quote]").first().check();
    await cite.locator("button[value=cite]").click();
    await page.waitForURL(/done=changed/);
    await expect(page.locator("#evidence blockquote").last()).toHaveText(quote!);
    await expectSound(page);
    await keepPicture(page, `${language}-document-evidence-1280`);
    await page
      .locator("main header")
      .getByRole("link", { name: say("next") })
      .click();
    await page.waitForURL(/sentence=1/);
    await page.locator("button[value=editorial]").click();
    await expect(page.locator("#evidence")).toContainText(say("evidence.editorial"));

    // One answer is set aside with a reason; without one it is not.
    await page.goto(`${home}/answers`);
    await expectSound(page);
    await page.locator("main details summary").first().click();
    await page.locator("main details button[type=submit]").first().click();
    await expect(page.locator("main details [aria-invalid]").first()).toBeVisible();
    await page.locator("main details textarea").first().fill(second);
    await page.locator("main details button[type=submit]").first().click();
    await expect(page.getByRole("status").filter({ hasText: say("done.aside") })).toBeVisible();
    await keepPicture(page, `${language}-document-answers-1280`);

    // It is taken back, and set aside anew.
    await page.locator('main table a[href*="standing=aside"]').first().click();
    await page.waitForURL(/standing=aside/);
    await expectSound(page);
    await keepPicture(page, `${language}-document-aside-1280`);
    await page.locator("button[value=undo]").first().click();
    await expect(page.getByRole("status").filter({ hasText: say("done.undo") })).toBeVisible();
    await expect(page.locator("button[value=undo]")).toHaveCount(0);
    await page.goto(`${home}/answers`);
    await page.locator("main details summary").first().click();
    await page.locator("main details textarea").first().fill(second);
    await page.locator("main details button[type=submit]").first().click();
    await expect(page.getByRole("status").filter({ hasText: say("done.aside") })).toBeVisible();

    // Frozen only when what is missing is waived by name.
    await page.goto(`${home}/versions`);
    await page.locator("select[name=stage]").selectOption("zero_draft");
    await page.locator("main form button[type=submit]").click();
    await expect(page.getByRole("alert")).toBeVisible();
    await page.locator("input[name=waive][value=unread]").check();
    await page.locator("textarea[name=reason]").fill(second);
    await expectSound(page);
    await page.locator("main form button[type=submit]").click();
    await page.waitForURL(/versions\/1$/);
    await expect(page.locator("main article")).toContainText(first);
    await expect(page.locator("main footer")).toContainText(second);
    await expectSound(page);

    // What a sentence rested on is read by paragraph.
    await page
      .locator("main article")
      .getByRole("link", { name: say("evidence.of", { number: "1" }) })
      .click();
    await page.waitForURL(/versions\/1\/paragraphs\//);
    await expect(page.locator("main blockquote").first()).toHaveText(quote!);
    await expectSound(page);
    await keepPicture(page, `${language}-version-evidence-1280`);

    // On a telephone without JavaScript: a chapter is renamed, but not over another title than was seen; an edit, a conflict, a new paragraph, and the next version.
    const small = await telephone(browser, officer.email);
    await small.goto(home);
    const renamed = await telephone(browser, officer.email);
    await renamed.goto(home);
    for (const [phone, name] of [
      [renamed, added],
      [small, edited],
    ] as const) {
      await phone.locator("section details summary").nth(1).click();
      await phone.locator("section details input[name=title]").nth(1).fill(name);
      await phone.locator("section details button[value=chapter_rename]").nth(1).click();
    }
    await expect(small.getByRole("alert")).toContainText(textOf(language, "errors:document.changed"));
    await expect(small.locator("main h2", { hasText: added })).toBeVisible();
    await expect(small.locator("section details[open] input[name=title]")).toHaveValue(edited);
    await expectSoundOnTelephone(browser, small);
    await keepPicture(small, `${language}-document-chapter-390`);
    await small.goto(home);
    await small.locator('main a[href*="/paragraphs/"]:not([href*="sentence"])').first().click();
    const late = await telephone(browser, officer.email);
    await late.goto(small.url());
    await small.locator("textarea[name=text]").fill(`${edited} ${second}`);
    await small.locator("button[value=save]").click();
    await expect(small.locator("main")).toContainText(say("done.saved"));
    await late.locator("textarea[name=text]").fill(`${first} ${second} ${added}`);
    await late.locator("button[value=save]").click();
    await expect(late.locator("main")).toContainText(say("conflict.title", { name: officer.name }));
    await expect(late.locator("main")).toContainText(edited);
    await expect(late.locator("textarea[name=text]")).toHaveValue(`${first} ${second} ${added}`);
    await keepPicture(late, `${language}-document-conflict-390`);
    await small.goto(home);
    await small.locator("textarea[name=text]").fill(added);
    await small.locator("button[value=paragraph]").click();
    await expectSoundOnTelephone(browser, small);
    await keepPicture(small, `${language}-document-390`);
    await small.goto(`${home}/versions`);
    await small.locator("select[name=stage]").selectOption("revision");
    for (const gap of ["unread", "bare"]) await small.locator(`input[name=waive][value=${gap}]`).check();
    await small.locator("textarea[name=reason]").fill(second);
    await small.locator("main form button[type=submit]").click();
    await small.waitForURL(/versions\/2$/);
    await small.locator("form:has(select[name=against]) button[type=submit]").click();
    await small.waitForURL(/against=1/);
    expect(await small.locator("ins").count()).toBeGreaterThan(0);
    await expect(small.locator("main")).toContainText(say("version.state.added"));
    await expectSoundOnTelephone(browser, small);
    await keepPicture(small, `${language}-document-compared-390`);

    // Kenya finds on its receipt where its answer went.
    const focal = await makePerson("Focal Point of Kenya", "focal_point", language, "KEN");
    const party = await telephone(browser, focal.email);
    await party.goto(`/${language}/reports`);
    await party.locator('main a[href$="/receipt"]').first().click();
    await party.locator('main a[href$="/traces"]').click();
    await expect(party.locator("main table")).toContainText(`${title} · ${say("stage.zero_draft")}`);
    await expectSoundOnTelephone(browser, party);
    await keepPicture(party, `${language}-traces-390`);
    const coming = party.waitForEvent("download");
    await party.locator('form[action$="/traces/letter"] button[type=submit]').click();
    expect((await coming).suggestedFilename()).toMatch(/^traces-WSIS20-NR-KEN.*\.pdf$/);

    // Once the version is published, Kenya lets everybody read it, and takes that back.
    await page.goto(`${home}/negotiation`);
    await page.locator("main input[name=day]").first().fill("2099-12-31");
    await page.locator("button[value=open]").first().click();
    await expect(page.locator("main table")).toContainText(textOf(language, "negotiations:draft.open"));
    const everybody = await (await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } })).newPage();
    await everybody.goto(home.replace("/desk/documents/", "/drafts/") + "/2");
    await everybody.getByRole("link", { name: say("evidence.of", { number: "1" }) }).click();
    await expect(everybody.locator("main blockquote").first()).toHaveText(quote!);
    await expectSoundOnTelephone(browser, everybody);
    await keepPicture(everybody, `${language}-draft-evidence-390`);
    await party.locator("button[value=open]").click();
    await expect(party.locator("main")).toContainText(say("traces.isOpen"));
    await page.goto(`/${language}/submissions/WSIS20-NR-KEN`);
    await page.getByRole("link", { name: textOf(language, "public:submission.traces") }).click();
    await expect(page.getByRole("heading", { level: 1, name: say("traces.wentTitle") })).toBeVisible();
    await expect(page.locator("main table")).toContainText(title);
    await expectSound(page);
    await keepPicture(page, `${language}-public-traces-1280`);
    await party.locator("button[value=close]").click();
    await expect(party.locator("button[value=open]")).toBeVisible();
    expect((await page.request.get(page.url())).status()).toBe(404);
  });

for (const language of ["en", "ar"] as const)
  test(`two officers see each other in a document in ${language}, and bring together without JavaScript what they wrote at once`, async ({ browser, page }) => {
    test.setTimeout(120_000);
    const say = (key: string, facts: Record<string, string> = {}): string => filled(textOf(language satisfies Language, `documents:${key}`), facts);
    const [mona, ravi] = [await makePerson("Mona Officer", "desk_officer", language), await makePerson("Ravi Officer", "desk_officer", language)];
    const { title, first, second, added, edited } = WORDS[language];
    await signInPlainly(page, mona.email, PASSWORD);
    await page.goto(`/${language}/desk/documents`);
    await page.locator("input[name=title]").fill(`${title} 2`);
    await page.locator("main form button[type=submit]").click();
    await page.waitForURL(/documents\/[0-9a-f-]{36}$/);
    const home = page.url();
    await page.locator("textarea[name=text]").fill(`${first} ${second}`);
    await page.locator("button[value=paragraph]").click();
    await expect(page.getByRole("link", { name: new RegExp(first.slice(0, 20)) })).toBeVisible();
    const there = new URL((await page.locator('main a[href*="/paragraphs/"]:not([href*="sentence"])').first().getAttribute("href"))!, home).href;

    // Each is told who else is there; who writes a paragraph, at which.
    const other = await (await browser.newContext()).newPage();
    await signInPlainly(other, ravi.email, PASSWORD);
    await other.goto(there);
    const told = (of: typeof page, text: string) => of.getByRole("status").filter({ hasText: text });
    await expect(told(page, say("live.writes", { name: ravi.name, number: "1" }))).toBeVisible();
    await expect(told(other, say("live.here", { name: mona.name }))).toBeVisible();
    await page.goto(there);
    await expect(told(other, say("live.writes", { name: mona.name, number: "1" }))).toBeVisible();
    const phone = await telephone(browser, mona.email);
    await phone.goto(there);

    // What a colleague saves is said; what is typed stays, and is saved with it or left.
    await page.locator("textarea[name=text]").fill(`${first} ${second} ${added}`);
    await other.locator("textarea[name=text]").fill(`${edited} ${second}`);
    await other.locator("button[value=save]").click();
    await expect(told(page, say("live.changed", { name: ravi.name, number: "1" }))).toBeVisible();
    await expect(page.locator("textarea[name=text]")).toHaveValue(`${first} ${second} ${added}`);
    await expect(told(other, say("live.changed", { name: ravi.name, number: "1" }))).toBeHidden();
    await expectSound(page);
    await keepPicture(page, `${language}-document-live-1280`);
    await page.setViewportSize({ width: 390, height: 844 });
    await keepPicture(page, `${language}-document-live-390`);
    await page.getByRole("link", { name: say("live.reload") }).click();
    await expect(page.locator("textarea[name=text]")).toHaveValue(`${edited} ${second}`);
    await expect(page.getByRole("link", { name: say("live.reload") })).toBeHidden();

    await phone.locator("textarea[name=text]").fill(`${first} ${second} ${added}`);
    await phone.locator("button[value=save]").click();
    await expect(phone.locator("main")).toContainText(say("conflict.mergeText"));
    await keepPicture(phone, `${language}-document-merge-390`);
    await phone.getByRole("button", { name: textOf(language, "history:conflict.takeMerge") }).click();
    await expect(phone.locator("main")).toContainText(say("done.saved"));
    await expect(phone.locator("textarea[name=text]")).toHaveValue(`${edited} ${second} ${added}`);
    await expectSoundOnTelephone(browser, phone);
    await expect(told(other, say("live.changed", { name: mona.name, number: "1" }))).toBeVisible();
    await other.close();
    await expect(page.getByText(say("live.writes", { name: ravi.name, number: "1" }))).toBeHidden();
  });
