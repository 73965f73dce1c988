import type { Page } from "@playwright/test";
import type { Language } from "../../app/lib/languages";
import { expectSound } from "./support/page-checks";
import { makePerson, PASSWORD, signAndSubmit, signInPlainly } from "./support/people";
import { makeSigned } from "./support/signed";
import { expectSoundOnTelephone, telephone } from "./support/telephone";
import { expect, keepPicture, test } from "./support/test";
import { filled, textOf } from "./support/texts";

const say = (key: string, language: Language = "en"): string => textOf(language, `readings:${key}`);
const THEN = "Ce qui était dit il y a dix ans.";
const NEW = "Le chiffre est celui de 2024 et provient de l’office de statistique.";

async function press(page: Page, intent: string, done = intent): Promise<void> {
  await page.locator(`button[name=intent][value=${intent}]`).first().click();
  await expect(page).toHaveURL(new RegExp(`done=${done}`));
}

/** The party, without a script on a telephone, changes the one answer it was asked about and signs a new version. */
async function answerWithChange(page: Page, report: string): Promise<void> {
  await page.goto(`/fr/reports/${report}/sections/B`);
  await expect(page.locator("[name^='rev.']")).toHaveCount(1);
  await page.locator("textarea[name=B1]").fill(NEW);
  await page.locator("button[name=intent][value=save]").last().click();
  await page.goto(`/fr/reports/${report}/review`);
  await signAndSubmit(page, "A. Signataire", "Directrice");
}

test("an officer who has read a version is shown only what the next one changes, until they say they have read it", async ({ browser, page }) => {
  test.setTimeout(420_000);
  const officer = await makePerson("Reading Officer", "desk_officer", "en");
  const [signed] = await makeSigned(`fr:${THEN}`);
  const { id, report, email } = signed!;
  await signInPlainly(page, officer.email, PASSWORD);
  const at = `/en/desk/submissions/${id}`;

  // The first look sets the mark; there is nothing to compare yet.
  await page.goto(`${at}/changes`);
  await expect(page.getByText(say("changes.never"))).toBeVisible();
  await page.goto(at);
  await page.locator("select[name=officer]").selectOption({ label: officer.name });
  for (const intent of ["assign_officer", "acknowledge", "start_review"]) await press(page, intent);
  await page.goto(`${at}/clarifications`);
  await page.locator("select[name=unit]").selectOption("B1");
  await page.locator("textarea[name=text]").fill("De quelle année est ce chiffre ?");
  await page.locator("input[name=due]").fill("2060-01-31");
  await press(page, "ask", "asked");

  await answerWithChange(await telephone(browser, email), report);

  await page.goto(at);
  await page.locator("main aside a[href*='/desk/submissions/']").first().click();
  await expect(page).not.toHaveURL(new RegExp(id));
  const later = new URL(page.url()).pathname;
  const isNew = page.getByText(filled(textOf("en", "queue:unseen"), { count: "1" }));
  await expect(isNew).toBeVisible();
  await expect(page.getByText(filled(say("notice.parts"), { answers: "1", comments: "0" }))).toBeVisible();
  await expectSound(page);
  await page.getByRole("link", { name: say("notice.open") }).click();
  await expect(page).toHaveURL(/\/changes$/);
  const changed = page.getByRole("region", { name: say("changes.answers") });
  await expect(changed.getByRole("heading", { level: 3 })).toHaveCount(1);
  await expect(changed.getByRole("heading", { level: 3 })).toContainText("B1");
  await expect(changed.locator("ins").first()).toBeVisible();
  await expect(page.getByRole("region", { name: say("changes.comments") })).toHaveCount(0);
  await expect(changed).toContainText("office de statistique");
  await expect(page.getByText(filled(say("changes.between"), { from: "1", to: "2" }))).toBeVisible();
  await expectSound(page);
  await keepPicture(page, "en-readings-changes-1280");

  // The mark is each reader's own, and stays until they move it.
  const colleague = await telephone(browser, (await makePerson("Second Officer", "desk_officer", "ar")).email);
  await colleague.goto(`${later.replace("/en/", "/ar/")}/changes`);
  await expect(colleague.getByText(say("changes.never", "ar"))).toBeVisible();
  await page.reload();
  await expect(changed.getByRole("heading", { level: 3 })).toHaveCount(1);
  await press(page, "mark_read");
  await expect(page.getByText(say("changes.none"))).toBeVisible();
  await expect(changed).toHaveCount(0);
  await page.goto(later);
  await expect(isNew).toHaveCount(0);

  await besideIn(page, `${later}/beside`);
  await besideIn(colleague, `${later.replace("/en/", "/ar/")}/beside`, "ar");
  await expectSoundOnTelephone(browser, colleague);
});

/** The answer beside that of the last cycle; then what is said where there is no translation and no figure. */
async function besideIn(page: Page, address: string, language: Language = "en"): Promise<void> {
  await page.goto(address);
  const main = page.locator("main");
  await expect(main).toContainText(NEW);
  await expect(main).toContainText(THEN);
  await expect(main).toContainText(say("beside.notAsked", language));
  if (language === "en") await expectSound(page);
  await keepPicture(page, `${language}-readings-beside-${page.viewportSize()!.width}`);
  for (const [what, words] of [
    ["translation", "translations:beside.none"],
    ["indicators", "readings:beside.noIndicators"],
  ] as const) {
    await page.getByRole("link", { name: say(`beside.with.${what}`, language), exact: true }).click();
    await expect(main).toContainText(textOf(language, words));
    await expect(main).not.toContainText(THEN);
  }
  await page.getByRole("link", { name: say("beside.with.last", language), exact: true }).click();
  await expect(main).toContainText(THEN);
}

test("two officers tick the checklist of a version, each in their own name, with JavaScript and without", async ({ browser, page }) => {
  test.setTimeout(300_000);
  const [first, second] = await Promise.all([makePerson("Ticking Officer", "desk_officer", "en"), makePerson("Second Ticker", "desk_officer", "ar")]);
  const [signed] = await makeSigned("ar");
  await signInPlainly(page, first.email, PASSWORD);
  await page.goto(`/en/desk/submissions/${signed!.id}/checklist`);
  const items = page.locator("main ol > li[id]");
  const count = await items.count();
  expect(count).toBeGreaterThan(1);
  await items.nth(0).locator("textarea[name=note]").fill("Compared with the letter of the mission.");
  await items.nth(0).locator("button[name=intent][value=tick]").click();
  await expect(page.getByText(say("checklist.saved"))).toBeVisible();
  await expect(items.nth(0)).toContainText(say("checklist.done"));

  const other = await telephone(browser, second.email);
  await other.goto(`/ar/desk/submissions/${signed!.id}/checklist`);
  const theirs = other.locator("main ol > li[id]");
  await expect(theirs.nth(0)).toContainText(first.name);
  await expect(theirs.nth(0)).toContainText("Compared with the letter of the mission.");
  await theirs.nth(1).locator("textarea[name=note]").fill("تم التحقق.");
  await theirs.nth(1).locator("button[name=intent][value=tick]").click();
  await expect(other).toHaveURL(/done=tick/);
  await expectSoundOnTelephone(browser, other);
  await keepPicture(other, "ar-readings-checklist-390");

  await page.reload();
  await expect(items.nth(1)).toContainText(second.name);
  await expect(items.nth(1)).toContainText("تم التحقق.");
  await expect(items.locator("button[value=untick]")).toHaveCount(2);
  // What was ticked can be opened again; the record keeps both.
  await items.nth(1).locator("button[name=intent][value=untick]").click();
  await expect(items.locator("button[value=untick]")).toHaveCount(1);
  await items.nth(1).locator("summary").click();
  await expect(items.nth(1)).toContainText(first.name);
  await expect(items.nth(1)).toContainText(second.name);
  await expectSound(page);
  await keepPicture(page, "en-readings-checklist-1280");
});
