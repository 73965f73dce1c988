import type { Locator, Page } from "@playwright/test";
import type { Language } from "../../app/lib/languages";
import { press } from "./support/keyboard";
import { expectSound } from "./support/page-checks";
import { makePerson, PASSWORD, signInPlainly } from "./support/people";
import { makeSigned } from "./support/signed";
import { expectSoundOnTelephone, telephone } from "./support/telephone";
import { expect, expectAccessible, keepPicture, test } from "./support/test";
import { textOf } from "./support/texts";

const say = (key: string, language: Language = "en"): string => textOf(language, `queue:${key}`);
const rowOf = (page: Page, symbol: string): Locator => page.getByRole("row").filter({ hasText: symbol });
const openerOf = (page: Page, symbol: string): Locator => rowOf(page, symbol).locator("[data-open]");

/** Keys are heard once the page is alive. */
const openAlive = (page: Page, path: string) => page.goto(path, { waitUntil: "networkidle" });

/** Goes on by Tab until a control has the focus, which is never lost on the way. */
async function tabOnTo(page: Page, control: Locator): Promise<void> {
  for (let pressed = 0; pressed < 20; pressed++) {
    await press(page, "Tab");
    if (await control.evaluate((element) => element === document.activeElement)) return;
  }
  await expect(control).toBeFocused();
}

test("an officer walks the list, opens, chooses and assigns by keys alone, and can switch the keys off", async ({ page }) => {
  const officer = await makePerson("Queue Officer", "desk_officer", "en");
  const [earlier, later] = await makeSigned("ru", "ru");
  await signInPlainly(page, officer.email, PASSWORD);
  await openAlive(page, "/en/desk?lang=ru&state=submitted");
  await expect(openerOf(page, later!.symbol)).toBeVisible();

  await press(page, "?");
  await expect(page.getByText(say("keys.a"))).toBeVisible();
  await expectAccessible(page);
  await keepPicture(page, "en-queue-keys-1280");

  await press(page, "j");
  await expect(openerOf(page, later!.symbol)).toBeFocused();
  await press(page, "j");
  await expect(openerOf(page, earlier!.symbol)).toBeFocused();
  await press(page, "ArrowUp");
  await expect(openerOf(page, later!.symbol)).toBeFocused();
  await press(page, "ArrowDown", "k");
  await expect(openerOf(page, later!.symbol)).toBeFocused();
  const box = rowOf(page, later!.symbol).getByRole("checkbox");
  await press(page, "x");
  await expect(box).toBeChecked();
  await press(page, "x");
  await expect(box).not.toBeChecked();
  await page.keyboard.press("o");
  await expect(page).toHaveURL(new RegExp(`/en/desk/submissions/${later!.id}$`));

  await openAlive(page, "/en/desk?lang=ru&state=submitted");
  await expect(openerOf(page, later!.symbol)).toBeVisible();
  await press(page, "j", "a");
  await expect(box).toBeChecked();
  await expect(page.locator("#bulk-action")).toHaveValue("assign_officer");
  await expect(page.locator("#bulk-officer")).toBeFocused();
  // Letters belong to the list that has the focus now, not to the queue.
  await page.keyboard.type(officer.name);
  await expect(page.locator("#bulk-officer option:checked")).toHaveText(officer.name);
  await tabOnTo(page, page.getByRole("button", { name: say("bulk.rehearse") }));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/desk\/bulk\/[0-9a-f-]{36}$/);
  await expect(rowOf(page, later!.symbol)).toContainText(say("bulk.item.would"));
  await expect(rowOf(page, earlier!.symbol)).toHaveCount(0);
  await page.getByRole("button", { name: say("bulk.act") }).focus();
  await page.keyboard.press("Enter");
  await expect(rowOf(page, later!.symbol)).toContainText(say("bulk.item.done"));
  await openAlive(page, "/en/desk?lang=ru&state=submitted");
  await expect(rowOf(page, later!.symbol)).toContainText(officer.name);
  await expect(rowOf(page, earlier!.symbol)).not.toContainText(officer.name);

  await press(page, "?");
  await page.getByRole("checkbox", { name: say("keys.use") }).uncheck();
  await openAlive(page, page.url());
  await page.getByText(say("keys.title")).click();
  await expect(page.getByRole("checkbox", { name: say("keys.use") })).not.toBeChecked();
  await page.keyboard.press("j");
  await expect(openerOf(page, later!.symbol)).not.toBeFocused();
});

test("filters become a view that is kept, opens the queue, and goes again, by mouse", async ({ page }) => {
  const officer = await makePerson("View Officer", "desk_officer", "en");
  const [signed] = await makeSigned("ru");
  const name = `Мои черновики ${officer.email}`;
  await signInPlainly(page, officer.email, PASSWORD);
  await page.goto("/en/desk");
  const form = page.getByRole("search", { name: textOf("en", "desk:queue.filter") });
  await form.locator("select[name=lang]").selectOption("ru");
  await form.locator("select[name=state]").selectOption("submitted");
  await form.getByRole("button").click();
  await expect(page).toHaveURL(/[?&]state=submitted/);
  await expect(rowOf(page, signed!.symbol)).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: "WSIS20-NR-EGY" })).toHaveCount(0);

  await page.getByText(say("views.save"), { exact: true }).click();
  await page.locator("#view-name").fill(name);
  await page.locator("#view-opens").check();
  await page.getByRole("button", { name: say("views.submit"), exact: true }).click();
  await expect(page.getByText(say("views.done.save_view"))).toBeVisible();
  const view = page.getByRole("link", { name, exact: true });
  await expect(view).toHaveAttribute("aria-current", "true");
  await expectSound(page);

  await page.goto("/en/desk");
  await expect(page).toHaveURL(/lang=ru.*view=/);
  await expect(rowOf(page, signed!.symbol)).toBeVisible();
  await page.getByRole("link", { name: say("views.all"), exact: true }).click();
  await expect(page).toHaveURL(/[?&]all=1/);
  await view.click();
  await expect(page).toHaveURL(/view=/);
  await page.getByText(say("views.save"), { exact: true }).click();
  await keepPicture(page, "en-queue-view-1280");
  await page.getByRole("button", { name: say("views.clearDefault") }).click();
  await expect(page.getByText(say("views.done.default_view"))).toBeVisible();
  await page.goto("/en/desk");
  await expect(page).toHaveURL(/\/en\/desk$/);

  await view.click();
  await page.getByText(say("views.save"), { exact: true }).click();
  await page.getByRole("button", { name: say("views.remove") }).click();
  await expect(page.getByText(say("views.done.remove_view"))).toBeVisible();
  await expect(view).toHaveCount(0);
});

test("a rule gives what arrives to an officer by itself; what a hand gives to another stays there; without a script, in Chinese", async ({ browser }) => {
  test.setTimeout(420_000);
  const [officer, colleague] = await Promise.all([makePerson("Rule Officer", "desk_officer", "zh"), makePerson("Hand Officer", "desk_officer", "en")]);
  const page = await telephone(browser, officer.email);
  await page.goto("/zh/desk/rules");
  await page.locator("#rule-template").selectOption("national-report");
  await page.locator("#rule-language").selectOption("ru");
  await page.locator("#rule-priority").fill("1");
  const add = page.getByRole("button", { name: say("rules.add", "zh") });
  await add.click();
  await expect(page.locator("main")).toContainText(textOf("zh", "errors:queue.rule_officers_required"));
  // What was chosen is still there.
  await expect(page.locator("#rule-language")).toHaveValue("ru");
  await expect(page.locator("#rule-priority")).toHaveValue("1");
  await page.getByRole("checkbox", { name: officer.name }).check();
  await add.click();
  await expect(page.getByText(say("rules.done.add", "zh"))).toBeVisible();
  const rule = page
    .getByRole("row")
    .filter({ hasText: officer.name })
    .filter({ has: page.locator("button[value=remove]") });
  await expect(rule).toHaveCount(1);
  await expectSoundOnTelephone(browser, page);
  await keepPicture(page, "zh-queue-rules-390");

  /** The round of the rules comes every minute. */
  const isGiven = (symbol: string, name: string) =>
    expect(async () => {
      await page.goto("/zh/desk?lang=ru");
      await expect(rowOf(page, symbol)).toContainText(name, { timeout: 1_000 });
    }).toPass({ timeout: 130_000, intervals: [2_000] });
  const [first] = await makeSigned("ru");
  await isGiven(first!.symbol, officer.name);
  await page.goto(`/zh/desk/submissions/${first!.id}`);
  await page.locator("select[name=officer]").selectOption({ label: colleague.name });
  await page.locator("button[name=intent][value=assign_officer]").click();
  await expect(page).toHaveURL(/done=assign_officer/);
  const [second] = await makeSigned("ru");
  await isGiven(second!.symbol, officer.name);
  await expect(rowOf(page, first!.symbol)).toContainText(colleague.name);
  await expectSoundOnTelephone(browser, page);
  await keepPicture(page, "zh-queue-given-390");

  await page.goto("/zh/desk/rules");
  await rule.locator("button[value=remove]").click();
  await expect(page.getByText(say("rules.done.remove", "zh"))).toBeVisible();
  await expect(rule).toHaveCount(0);
});
