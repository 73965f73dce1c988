import type { Locator, Page } from "@playwright/test";
import type { Language } from "../../app/lib/languages";
import { expectSound } from "./support/page-checks";
import { makePerson, PASSWORD, signInPlainly } from "./support/people";
import { makeSigned, type Signed } from "./support/signed";
import { expectSoundOnTelephone, telephone } from "./support/telephone";
import { expect, keepPicture, test } from "./support/test";
import { filled, textOf } from "./support/texts";

const say = (key: string, language: Language = "en"): string => textOf(language, `queue:bulk.${key}`);
const desk = (key: string, language: Language = "en"): string => textOf(language, `desk:${key}`);
const rowOf = (page: Page, { symbol }: Signed): Locator => page.getByRole("row").filter({ hasText: symbol });
const NAMES = { en: "English", fr: "Français", ar: "العربية" } as const;

/** The state that the page of a version shows beside its title. */
async function expectState(page: Page, { id }: Signed, state: string): Promise<void> {
  await page.goto(`/en/desk/submissions/${id}`);
  await expect(page.locator("main header").first()).toContainText(desk(`state.${state}`));
}

/** Opens the queue at what an officer has in a state, by its filters, and rehearses an act on all of it. */
async function rehearse(page: Page, officer: string, state: string, action: string, count: number): Promise<void> {
  await page.goto("/en/desk");
  const form = page.getByRole("search", { name: desk("queue.filter") });
  await form.locator("select[name=officer]").selectOption({ label: officer });
  await form.locator("select[name=state]").selectOption(state);
  await form.getByRole("button").click();
  await expect(page).toHaveURL(/[?&]officer=/);
  await page
    .locator("summary")
    .filter({ hasText: say("title") })
    .click();
  await page.locator("#bulk-action").selectOption(action);
  await page.getByRole("radio", { name: filled(say("shown"), { count: String(count) }) }).check();
  await page.getByRole("button", { name: say("rehearse") }).click();
  await expect(page).toHaveURL(/\/desk\/bulk\/[0-9a-f-]{36}$/);
}

test("many reports are chosen, rehearsed, moved and put back; what somebody has worked on since stays and is named", async ({ browser, page }) => {
  test.setTimeout(600_000);
  const officer = await makePerson("Bulk Officer", "desk_officer", "en");
  const signed = await makeSigned("en", "fr", "ar");
  await signInPlainly(page, officer.email, PASSWORD);
  for (const { id } of signed) {
    await page.goto(`/en/desk/submissions/${id}`);
    await page.locator("select[name=officer]").selectOption({ label: officer.name });
    await page.locator("button[name=intent][value=assign_officer]").click();
    await expect(page).toHaveURL(/done=assign_officer/);
  }

  // A rehearsal names them all with what would happen, counts the mails of each language, and changes nothing.
  await rehearse(page, officer.name, "submitted", "acknowledge", 3);
  await expect(page.getByText(say("phases.rehearsed"))).toBeVisible();
  for (const one of signed) await expect(rowOf(page, one)).toContainText(say("item.would"));
  for (const name of Object.values(NAMES))
    await expect(page.getByText(filled(say("mailsCounted"), { language: name, count: "1" }), { exact: true })).toBeVisible();
  await page.getByText(filled(say("mailsCounted"), { language: NAMES.fr, count: "1" }), { exact: true }).click();
  await expect(page.locator("details[open] [lang=fr]")).toContainText(signed[1]!.symbol);
  await expectSound(page);
  await keepPicture(page, "en-bulk-rehearsal-1280");
  const act = page.url();
  await expectState(page, signed[0]!, "submitted");

  await page.goto(act);
  await page.getByRole("button", { name: say("act") }).click();
  await expect(page.getByText(filled(say("counted"), { what: say("item.done"), count: "3" }))).toBeVisible();
  await expectSound(page);
  for (const one of signed) await expectState(page, one, "acknowledged");

  await page.goto(act);
  await page.getByRole("button", { name: say("undo") }).click();
  await expect(page.getByText(filled(say("counted"), { what: say("item.undone"), count: "3" }))).toBeVisible();
  for (const one of signed) await expectState(page, one, "submitted");
  await expect(page.getByText(textOf("en", "queue:undone.line")).first()).toBeVisible();

  // Once more; then one of them goes on by hand, and stays where it went.
  await rehearse(page, officer.name, "submitted", "acknowledge", 3);
  const again = page.url();
  await page.getByRole("button", { name: say("act") }).click();
  await expect(page.getByRole("button", { name: say("undo") })).toBeVisible();
  const [kept, ...back] = signed;
  await page.goto(`/en/desk/submissions/${kept!.id}`);
  await page.locator("button[name=intent][value=start_review]").click();
  await expect(page).toHaveURL(/done=start_review/);
  await page.goto(again);
  await page.getByRole("button", { name: say("undo") }).click();
  await expect(page.getByText(filled(say("counted"), { what: say("item.kept"), count: "1" }))).toBeVisible();
  await expect(rowOf(page, kept!)).toContainText(say("item.kept"));
  for (const one of back) await expect(rowOf(page, one)).toContainText(say("item.undone"));
  await expectSound(page);
  await keepPicture(page, "en-bulk-kept-1280");
  await expectState(page, kept!, "under_review");
  for (const one of back) await expectState(page, one, "submitted");

  await chooseByHand(await telephone(browser, officer.email), back[0]!);
  // Somebody else at the desk reads an act and neither carries it out nor undoes it.
  const colleague = await telephone(browser, (await makePerson("Other Officer", "desk_officer", "ar")).email);
  await colleague.goto(new URL(again).pathname.replace("/en/", "/ar/"));
  await expect(colleague.getByText(say("other", "ar"))).toBeVisible();
  await expect(colleague.locator("main button[name=intent]")).toHaveCount(0);
  await expectSoundOnTelephone(browser, colleague);
  await keepPicture(colleague, "ar-bulk-other-390");
});

/** The same without a script, in Arabic: one version chosen by its box, rehearsed, moved and put back. */
async function chooseByHand(page: Page, { id, symbol, party }: Signed): Promise<void> {
  await page.goto(`/ar/desk?q=${party}`);
  await page.locator(`input[name=ids][value="${id}"]`).check();
  await page
    .locator("summary")
    .filter({ hasText: say("title", "ar") })
    .click();
  await page.locator("#bulk-action").selectOption("acknowledge");
  await page.getByRole("button", { name: say("rehearse", "ar") }).click();
  await expect(page).toHaveURL(/\/ar\/desk\/bulk\/[0-9a-f-]{36}$/);
  await expect(page.locator("main tbody tr")).toHaveCount(1);
  await expect(page.locator("main tbody")).toContainText(symbol);
  await keepPicture(page, "ar-bulk-rehearsal-390");
  await page.locator("button[name=intent][value=act]").click();
  await expect(page.locator("main tbody")).toContainText(say("item.done", "ar"));
  await page.locator("button[name=intent][value=undo]").click();
  await expect(page.locator("main tbody")).toContainText(say("item.undone", "ar"));
  await page.goto(`/ar/desk/submissions/${id}`);
  await expect(page.locator("main header").first()).toContainText(desk("state.submitted", "ar"));
}
