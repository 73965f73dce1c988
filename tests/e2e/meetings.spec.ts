import { expectSound } from "./support/page-checks";
import { makePerson, PASSWORD, signInPlainly } from "./support/people";
import { expectSoundOnTelephone, telephone } from "./support/telephone";
import { expect, keepPicture, test } from "./support/test";
import { textOf } from "./support/texts";

const WORDS = {
  en: {
    document: "Elements for the outcome",
    text: "Access to the Internet has grown.",
    title: "Preparatory meeting",
    item: "Opening statements",
    said: "We welcome the elements.",
  },
  ar: {
    document: "عناصر الوثيقة الختامية",
    text: "ازداد النفاذ إلى الإنترنت.",
    title: "الاجتماع التحضيري",
    item: "البيانات الافتتاحية",
    said: "نرحب بالعناصر المقترحة.",
  },
};

/** The desk calls a meeting on a frozen document; two parties ask for its one slot, one gives a statement tied to a paragraph; the chair marks. */
for (const language of ["en", "ar"] as const)
  test(`a meeting is called, asked to speak at, spoken at and written to in ${language}, with JavaScript and, on a telephone, without`, async ({
    browser,
    page,
  }) => {
    test.setTimeout(300_000);
    const say = (key: string): string => textOf(language, `meetings:${key}`);
    const { document, text, title, item, said } = WORDS[language];
    const officer = await makePerson("Meeting Officer", "desk_officer", language);
    await signInPlainly(page, officer.email, PASSWORD);

    await page.goto(`/${language}/desk/documents`);
    await page.locator("input[name=title]").fill(document);
    await page.locator("main form button[type=submit]").click();
    await page.waitForURL(/documents\/[0-9a-f-]{36}$/);
    const frozen = page.url();
    await page.locator("textarea[name=text]").fill(text);
    await page.locator("button[value=paragraph]").click();
    await expect(page.locator("main")).toContainText(text);
    await page.goto(`${frozen}/versions`);
    await page.locator("select[name=stage]").selectOption("elements");
    for (const gap of ["unread", "bare"]) await page.locator(`input[name=waive][value=${gap}]`).check();
    await page.locator("textarea[name=reason]").fill(text);
    await page.locator("main form button[type=submit]").click();
    await page.waitForURL(/versions\/1$/);

    // The desk calls the meeting: what is missing is said first.
    await page.goto(`/${language}/desk`);
    await page
      .getByRole("navigation", { name: textOf(language, "desk:queue.pages") })
      .getByRole("link", { name: say("title"), exact: true })
      .click();
    await page.waitForURL(/desk\/meetings$/);
    await page.locator("input[name=title]").fill(title);
    await page.locator("input[name=starts]").fill("2030-06-01T10:00");
    await page.locator("input[name=ends]").fill("2030-06-01T13:00");
    await page.locator("select[name=document]").selectOption({ label: document });
    await page.locator("main form button[type=submit]").click();
    await expect(page.locator("#meeting-place")).toHaveAttribute("aria-invalid", "true");
    await expectSound(page);
    await keepPicture(page, `${language}-meetings-desk-1280`);
    await page.locator("input[name=place]").fill("Room K");
    await page.locator("input[name=link]").fill("https://meet.example.org/k");
    await page.locator("main form button[type=submit]").click();
    await page.waitForURL(/desk\/meetings\/[0-9a-f-]{36}$/);
    const [id] = /[0-9a-f-]{36}$/.exec(page.url())!;
    const add = page.locator("form", { has: page.locator("button[value=item_add]") });
    await add.locator("input[name=title]").fill(item);
    await add.locator("input[name=minutes]").fill("3");
    await add.locator("button[value=item_add]").click();
    await expect(page.locator("main h3").first()).toContainText(item);
    await expectSound(page);

    // Two parties ask on telephones without JavaScript: one fits, the other waits.
    const [kenya, france] = [
      await makePerson("Focal Point of Kenya", "focal_point", language, "KEN"),
      await makePerson("Focal Point of France", "focal_point", language, "FRA"),
    ];
    const first = await telephone(browser, kenya.email);
    await first.goto(`/${language}/meetings`);
    await first.locator(`main a[href$="/meetings/${id}"]`).click();
    await first.locator("button[value=ask]").click();
    await expect(first.getByRole("status").filter({ hasText: say("done.confirmed") })).toBeVisible();
    const second = await telephone(browser, france.email);
    await second.goto(`/${language}/meetings/${id}`);
    await second.locator("button[value=ask]").click();
    await expect(second.getByRole("status").filter({ hasText: say("done.waiting") })).toBeVisible();
    await expect(second.locator("main")).toContainText(say("ownTurn.waiting"));
    await expectSoundOnTelephone(browser, second);
    await keepPicture(second, `${language}-meeting-390`);

    // One gives a statement tied to a paragraph, kept until it has spoken.
    await first.locator('main a[href*="/statement?party=KEN"]').click();
    await first.locator("button[type=submit]").last().click();
    await expect(first.locator("#statement-text")).toHaveAttribute("aria-invalid", "true");
    await first.locator("textarea[name=text]").fill(said);
    await first.locator("input[name=paragraph]").first().check();
    await first
      .locator("input[name=file]")
      .setInputFiles({ name: "statement.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7\nstatement\n%%EOF") });
    await expectSoundOnTelephone(browser, first);
    await keepPicture(first, `${language}-statement-form-390`);
    await first.locator("main form button[type=submit]").click();
    await expect(first.getByRole("status").filter({ hasText: say("done.statement") })).toBeVisible();
    await first.locator('main a[href*="/statements/"]').first().click();
    await expect(first.locator("main")).toContainText(said);
    await expect(first.locator("main")).toContainText("statement.pdf");
    await expectSoundOnTelephone(browser, first);
    await keepPicture(first, `${language}-statement-390`);
    const statement = first.url();
    expect((await second.goto(statement))?.status()).toBe(404);

    // At the desk the statement stands with its paragraph, and the order can be changed with a reason.
    await page.reload();
    await expect(page.getByRole("heading", { name: say("desk.byParagraph") })).toBeVisible();
    await page.getByText(say("place.title"), { exact: true }).click();
    await page.locator("select[name=turn]").selectOption({ index: 1 });
    await page.locator("button[value=place]").click();
    await expect(page.locator("textarea[name=reason][aria-invalid]")).toBeVisible();
    await page.goto(`/${language}/desk/meetings/${id}`);
    await expectSound(page);
    await keepPicture(page, `${language}-meeting-desk-1280`);

    // The chair marks by keyboard; the statement is public then, and the page follows without being asked.
    const [floor] = await Promise.all([page.context().newPage(), page.goto(`/${language}/desk/meetings/${id}/floor`)]);
    await floor.goto(page.url());
    await expectSound(page);
    await keepPicture(page, `${language}-floor-1280`);
    await page.locator("button[value=speak]").focus();
    await page.keyboard.press("Enter");
    await expect(page.locator("#marked")).toBeVisible();
    await expect(page.locator("main section").first()).toContainText(say("floor.nobody"));
    await floor.bringToFront();
    await expect(floor.locator("#marked")).toBeVisible({ timeout: 15_000 });
    await page.bringToFront();
    await expectSound(page);
    expect((await second.goto(statement))?.status()).toBe(200);
    await expect(second.locator("main")).toContainText(said);

    const chair = await telephone(browser, officer.email);
    await chair.goto(`/${language}/desk/meetings/${id}/floor`);
    await keepPicture(chair, `${language}-floor-390`);
    await chair.locator("button[value=recall]").click();
    await expect(chair.locator("button[value=speak]")).toBeVisible();
    await first.goto(`/${language}/meetings/${id}`);
    await first.locator("button[value=give_back]").click();
    await second.goto(`/${language}/meetings/${id}`);
    await expect(second.locator("main")).toContainText(say("ownTurn.confirmed"));
    await page.goto(`/${language}/meetings/${id}`);
    await expectSound(page);
    await keepPicture(page, `${language}-meeting-1280`);
  });
