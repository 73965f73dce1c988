import type { Page } from "@playwright/test";
import type { Language } from "../../app/lib/languages";
import { pick, press, tabTo } from "./support/keyboard";
import { makePerson, openReport, PASSWORD, signInPlainly } from "./support/people";
import { expect, test } from "./support/test";
import { textOf } from "./support/texts";

/** The control of a field by its name, which is its id. */
const field = (page: Page, id: string) => page.locator(`[id="${id}"]`);
const ranks = (page: Page) => page.locator("select[name='H2.issues']").evaluateAll((all) => all.map((select) => (select as HTMLSelectElement).value));
const expectSaved = (page: Page, language: Language) => expect(page.getByText(textOf(language, "reports:saving.saved").split("{{")[0]!)).toBeVisible();

/** Opens a page and passes its head by the first link. */
async function open(page: Page, language: Language, path: string): Promise<void> {
  const words = (key: string) => page.getByText(textOf(language, `reports:saving.${key}`));
  await page.goto(`/${language}${path}`);
  await expect(words("untouched").or(words("savedBefore"))).toBeVisible();
  await press(page, "Tab");
  await page.keyboard.press("Enter");
}

/** The assessment of 18 lines: every control is reached, in order, and the first and the last line are answered. */
async function assess(page: Page): Promise<void> {
  const controls = await page.locator("[id^='D1.']:is(select, input:not([type=hidden]))").evaluateAll((all) => all.map(({ id }) => id));
  expect(controls.length).toBe(72);
  await tabTo(page, controls[0]!);
  for (const [index, id] of controls.entries()) {
    if (index > 0) await press(page, "Tab");
    await expect(field(page, id)).toBeFocused();
    if (!/\.(?:C1|C11)\./.test(id)) continue;
    if (id.endsWith("lead_body")) await page.keyboard.type("Ministry");
    else await pick(page, id.endsWith("progress") ? 4 : 2);
  }
  await press(page, "Shift+Tab");
  await expect(field(page, "D1.C11.priority")).toBeFocused();
  await expectSaved(page, "en");
}

/** Two issues in order of priority, put the other way round; the button keeps the focus or gives it to the one back. */
async function rank(page: Page): Promise<void> {
  await tabTo(page, "H2.issues");
  await expect(field(page, "H2.issues-1")).toBeDisabled();
  await pick(page, 1);
  await tabTo(page, "H2.issues-1");
  // What is chosen above is passed over, or the arrow key would take it from there.
  await pick(page, 1);
  expect(await ranks(page)).toEqual(["ai", "data_governance", "", "", ""]);
  await tabTo(page, "H2.issues-1-up");
  await press(page, "Enter");
  await expect(field(page, "H2.issues-down")).toBeFocused();
  await press(page, "Space");
  await expect(field(page, "H2.issues-1-up")).toBeFocused();
  await press(page, "Enter");
  expect(await ranks(page)).toEqual(["data_governance", "ai", "", "", ""]);
}

const PROPOSALS = [
  { topic: "Skills", paragraph: "12 bis", change: "MOD", text: "decide to train teachers", reason: "They are too few." },
  { topic: "Access", paragraph: "7", change: "DEL", reason: "It is said in paragraph 5." },
] as const;
const CHANGES = ["ADD", "MOD", "DEL", "NOC"];

/** Proposals for the text: added, filled in, moved, removed, taken back and removed again. */
async function propose(page: Page): Promise<void> {
  const add = "H5-add";
  for (const [index, proposal] of PROPOSALS.entries()) {
    const at = (name: string): string => `H5.${index}.${name}`;
    await tabTo(page, add);
    await press(page, "Enter");
    await expect(field(page, at("topic"))).toBeFocused();
    await page.keyboard.type(proposal.topic);
    await press(page, "Tab");
    await page.keyboard.type(proposal.paragraph);
    await press(page, "Tab", "Space", ...Array<string>(CHANGES.indexOf(proposal.change)).fill("ArrowDown"));
    for (const name of ["text", "reason"] as const) {
      const words = "text" in proposal || name === "reason" ? proposal[name as "reason"] : null;
      if (words === null) continue;
      await tabTo(page, at(name));
      await page.keyboard.type(words);
    }
  }
  await tabTo(page, "H5.1-up", "Shift+Tab");
  await press(page, "Enter");
  await expect(field(page, "H5.0-down")).toBeFocused();
  await expect(field(page, "H5.0.topic")).toHaveValue(PROPOSALS[1].topic);

  await tabTo(page, add);
  await press(page, "Enter");
  await page.keyboard.type("A slip");
  await tabTo(page, "H5.2-up", "Shift+Tab");
  await press(page, "Enter");
  await expect(field(page, "H5.1-up")).toBeFocused();
  await tabTo(page, "H5.1-remove");
  await press(page, "Enter");
  await expect(field(page, "H5.1")).toBeFocused();
  await tabTo(page, "H5-undo");
  await press(page, "Enter");
  await expect(field(page, "H5.1")).toBeFocused();
  await expect(field(page, "H5.1.topic")).toHaveValue("A slip");
  await tabTo(page, "H5.1-remove");
  await press(page, "Enter");
  await expect(field(page, "H5.1")).toBeFocused();
  await expectSaved(page, "en");
}

test("by the keyboard alone a matrix, a ranking and proposals are answered, and the focus is never lost nor out of sight", async ({ page }) => {
  test.setTimeout(600_000);
  const { email } = await makePerson("Author EST", "focal_point", "en", "EST");
  await signInPlainly(page, email, PASSWORD);
  const report = `/reports/${await openReport(page)}/sections`;
  await open(page, "en", `${report}/D`);
  await assess(page);
  await open(page, "en", `${report}/H`);
  await rank(page);
  await propose(page);

  // In Arabic, after all has been read anew: the same keys, and what was written.
  await open(page, "ar", `${report}/H`);
  await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
  await tabTo(page, "H2.issues-2");
  await pick(page, 1);
  await press(page, "Tab", "Enter");
  await expect(field(page, "H2.issues-1-up")).toBeFocused();
  expect(await ranks(page)).toEqual(["data_governance", "dpi", "ai", "", ""]);
  await expectSaved(page, "ar");
  await page.reload();
  await expect.poll(() => ranks(page)).toEqual(["data_governance", "dpi", "ai", "", ""]);
  for (const [index, proposal] of [PROPOSALS[1], PROPOSALS[0]].entries())
    for (const [name, value] of Object.entries(proposal))
      if (name === "change") await expect(page.locator(`input[name='H5.${index}.change'][value=${value}]`)).toBeChecked();
      else await expect(field(page, `H5.${index}.${name}`)).toHaveValue(value);
  await expect(field(page, "H5.2")).toHaveCount(0);
  await page.goto(`/en${report}/D`);
  for (const line of ["C1", "C11"]) {
    await expect(field(page, `D1.${line}.progress`)).toHaveValue("2");
    await expect(field(page, `D1.${line}.trend`)).toHaveValue("stable");
    await expect(field(page, `D1.${line}.priority`)).toHaveValue("medium");
    await expect(field(page, `D1.${line}.lead_body`)).toHaveValue("Ministry");
  }
});
