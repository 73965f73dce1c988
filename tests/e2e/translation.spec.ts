import type { Page } from "@playwright/test";
import { LANGUAGE_NAMES, type Language } from "../../app/lib/languages";
import { decide } from "./support/desk";
import { expectSound } from "./support/page-checks";
import { makePerson, PASSWORD, signInPlainly } from "./support/people";
import { makeSigned } from "./support/signed";
import { expectSoundOnTelephone, telephone } from "./support/telephone";
import { expect, keepPicture, test } from "./support/test";
import { filled, textOf } from "./support/texts";

const say = (key: string, language: Language = "en"): string => textOf(language, `translations:${key}`);
const FIRST = "Le rapport porte sur la période écoulée depuis 2003.\n\n- Le haut débit a atteint les petites localités.";
const SECOND = "Les données sur l’usage de l’Internet par les personnes handicapées sont incomplètes.";

/** The form of an answer on the page of translations. */
const formOf = (page: Page, unit: string) => page.locator(`#t-${unit} form`);
async function press(page: Page, unit: string, intent: "saved" | "checked" | "unchecked"): Promise<void> {
  await formOf(page, unit).locator(`button[name=intent][value=${intent}]`).click();
}

test("answers of a Chinese report are translated into French, checked by a colleague without JavaScript, and read by the public", async ({ browser, page }) => {
  test.setTimeout(420_000);
  const officer = await makePerson("Translating Officer", "desk_officer", "en");
  const colleague = await makePerson("Revising Officer", "desk_officer", "ar");
  const [signed] = await makeSigned("zh");
  const { id, symbol, party } = signed!;
  await signInPlainly(page, officer.email, PASSWORD);
  await page.goto(`/en/desk/submissions/${id}`);
  await decide(page, ["acknowledge", "start_review", "accept", "translate"]);
  await expect(page.locator("main")).toContainText(say("notice.none"));
  await page.getByRole("link", { name: say("notice.open") }).click();
  await page.waitForURL(/\/translate$/);
  const languages = page.getByRole("navigation", { name: say("to") });
  await expect(languages.getByRole("link", { name: LANGUAGE_NAMES.zh })).toHaveCount(0);
  await languages.getByRole("link", { name: LANGUAGE_NAMES.fr }).click();
  await page.waitForURL(/to=fr/);
  await expect(page.locator("#t-B1 [lang=zh]").first()).toBeVisible();
  await expect(page.locator("#t-A3")).toHaveCount(0);

  // Nothing is refused beside its field; what is written is kept.
  await press(page, "B1", "saved");
  const text = page.getByRole("textbox", { name: `${LANGUAGE_NAMES.fr} · B1`, exact: true });
  await expect(text).toHaveAttribute("aria-invalid", "true");
  await expect(page.locator("#t-B1")).toContainText(textOf("en", "errors:translation.text_required"));
  await expect(text).toHaveAttribute("lang", "fr");
  await expect(text).toHaveAttribute("dir", "ltr");
  const stale = await page.context().newPage();
  await stale.goto(page.url());
  await text.fill(FIRST);
  await press(page, "B1", "saved");
  await expect(page.getByText(say("done.saved"))).toBeVisible();
  await expect(page).toHaveURL(/#t-B1$/);
  await expect(formOf(page, "B1").locator("button[value=saved]")).toBeFocused();
  await expect(page.locator("#t-B1")).toContainText(say("form.own"));
  await page.getByRole("textbox", { name: `${LANGUAGE_NAMES.fr} · E4`, exact: true }).fill(SECOND);
  await press(page, "E4", "saved");
  await expect(page).toHaveURL(/#t-E4$/);
  await expectSound(page);
  await keepPicture(page, "en-translate-1280");

  // Nobody leaves texts behind unasked.
  const unsaved = page.getByRole("textbox", { name: `${LANGUAGE_NAMES.fr} · F2`, exact: true });
  await unsaved.fill("Pas encore enregistré.");
  await languages.getByRole("link", { name: LANGUAGE_NAMES.es }).click();
  await expect(page.getByText(say("leave.title"))).toBeVisible();
  await expectSound(page);
  await page.getByRole("button", { name: textOf("en", "common:leave.stay") }).click();
  await expect(page.getByText(say("leave.title"))).toHaveCount(0);
  await expect(unsaved).toHaveValue("Pas encore enregistré.");
  await languages.getByRole("link", { name: LANGUAGE_NAMES.es }).click();
  await page.getByRole("button", { name: textOf("en", "common:leave.leave") }).click();
  await page.waitForURL(/to=es/);
  await page.goBack();
  await page.waitForURL(/to=fr/);
  await expect(unsaved).toHaveValue("");

  // Somebody who saw the page before is shown both texts.
  await stale.getByRole("textbox", { name: `${LANGUAGE_NAMES.fr} · B1`, exact: true }).fill("Autre chose.");
  await press(stale, "B1", "saved");
  await expect(stale.locator("#t-B1")).toContainText(textOf("en", "errors:translation.changed"));
  await expect(stale.locator("#t-B1")).toContainText(filled(say("form.now"), { name: officer.name }));
  await expect(stale.getByRole("textbox", { name: `${LANGUAGE_NAMES.fr} · B1`, exact: true })).toHaveValue("Autre chose.");
  await expectSound(stale);
  await keepPicture(stale, "en-translate-changed-1280");
  await stale.close();

  const reviser = await telephone(browser, colleague.email);
  await reviser.goto(`/ar/desk/submissions/${id}/translate?to=fr&show=unchecked`);
  await expect(reviser.locator("main article")).toHaveCount(2);
  await expectSoundOnTelephone(browser, reviser);
  await keepPicture(reviser, "ar-translate-390");
  await press(reviser, "B1", "checked");
  await expect(reviser.getByText(say("done.checked", "ar"))).toBeVisible();
  await expect(reviser.locator("main article")).toHaveCount(1);
  await press(reviser, "E4", "checked");
  await expect(reviser.getByText(say("noneShown", "ar"))).toBeVisible();
  await expectSoundOnTelephone(browser, reviser);

  // Read side by side, in the compilation, and on the page of the version.
  for (const language of ["en", "ar"] as const) {
    await page.goto(`/${language}/desk/submissions/${id}/beside?with=translation&to=fr`);
    await expect(page.locator("#t-B1 [lang=fr]").first()).toBeVisible();
    await expect(page.locator("#t-B1")).toContainText(colleague.name);
    await expect(page.locator("#t-B1")).toContainText(say("state.checked", language));
    await expect(page.locator("#t-C3")).toContainText(say("beside.none", language));
    await expectSound(page);
    await keepPicture(page, `${language}-translation-beside-1280`);
  }
  await page.goto(`/fr/desk/compilation/answers?kind=national-report&question=B1&q=${party}`);
  await expect(
    page
      .getByRole("article")
      .filter({ hasText: symbol })
      .getByRole("region", { name: say("title", "fr") }),
  ).toContainText("petites localités");
  await expectSound(page);
  await keepPicture(page, "fr-translation-compilation-1280");
  await page.goto(`/en/desk/submissions/${id}`);
  await expect(page.locator("main")).toContainText(filled(say("notice.counts"), { answers: "2", languages: "1", checked: "2" }));
  await decide(page, ["publish"]);

  const reader = await (await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } })).newPage();
  for (const language of ["en", "ar"] as const) {
    await reader.goto(`/${language}/submissions/${symbol}`);
    await expect(reader.locator("#B1-answer [lang=zh]").first()).toBeVisible();
    await reader
      .getByRole("navigation", { name: textOf(language, "public:translation.label") })
      .getByRole("link", { name: LANGUAGE_NAMES.fr })
      .click();
    const answer = reader.locator("#B1-answer");
    await expect(answer).toContainText("petites localités");
    await expect(answer).toContainText(/Chinese|الصينية/);
    await expect(answer.locator("details [lang=zh]").first()).toBeHidden();
    await answer.locator("summary").click();
    await expect(answer.locator("details [lang=zh]").first()).toBeVisible();
    await expect(reader.locator("#C3-answer [lang=fr]")).toHaveCount(0);
    await expectSoundOnTelephone(browser, reader);
    await keepPicture(reader, `${language}-translation-public-390`);
    await page.goto(reader.url());
    await expectSound(page);
    await keepPicture(page, `${language}-translation-public-1280`);
  }
});
