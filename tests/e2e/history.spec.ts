import { holdSaves } from "./support/held-saves";
import { makePerson, openReport, signInPlainly, PASSWORD } from "./support/people";
import { expect, expectAccessible, test } from "./support/test";
import { textOf } from "./support/texts";

const en = (key: string): string => textOf("en", `history:${key}`);

test("two people in conflict take the merge; the history shows every text, and one of them is put back", async ({ page, browser }) => {
  const party = "SWE";
  const [own, colleague] = await Promise.all([makePerson("Own Author", "focal_point", "en", party), makePerson("Other Author", "contributor", "en", party)]);
  await signInPlainly(page, own.email, PASSWORD);
  const report = await openReport(page);
  const section = `/en/reports/${report}/sections/B`;
  await page.goto(section);
  const mine = page.locator("textarea[name=B1]");
  const saved = (where: typeof page) =>
    where.waitForResponse((response) => response.request().method() === "PUT" && response.url().includes("/answers/B1") && response.ok());
  await Promise.all([saved(page), mine.fill("The plan covers schools. It ends in 2025.")]);

  const theirs = await (await browser.newContext()).newPage();
  await signInPlainly(theirs, colleague.email, PASSWORD);
  await Promise.all([page.goto(section), theirs.goto(section)]);
  const letThrough = await holdSaves(page, "B1");
  await mine.fill("The plan covers clinics. It ends in 2025.");
  await Promise.all([saved(theirs), theirs.locator("textarea[name=B1]").fill("The plan covers schools. It ends in 2030.")]);
  letThrough();
  const panel = page.getByRole("region", { name: en("conflict.title") });
  await expect(panel).toContainText(colleague.name);
  await expect(panel).toContainText(en("conflict.fromMine"));
  await expectAccessible(page);
  const merged = "The plan covers clinics. It ends in 2030.";
  await Promise.all([saved(page), panel.getByRole("button", { name: en("conflict.takeMerge") }).click()]);
  await expect(panel).toBeHidden();
  await expect(mine).toBeFocused();
  await expect(mine).toHaveValue(merged);

  await page.locator(`a[href$="/history/B1"]`).click();
  const saves = page.locator("main ol > li").filter({ has: page.locator("h2") });
  await expect(saves).toHaveCount(4);
  await expect(saves.nth(0)).toContainText(en("savedVia.merge"));
  await expect(saves.nth(1)).toContainText(en("aside"));
  await expect(saves.nth(2)).toContainText(colleague.name);
  await saves
    .nth(3)
    .getByRole("link", { name: en("restore.revision").replace("{{revision}}", "1") })
    .click();
  const form = page.getByRole("region", { name: en("restore.title") });
  for (const word of ["clinics", "schools"]) await expect(form).toContainText(word);
  await form.getByRole("button", { name: en("restore.submit") }).click();
  await expect(page.getByRole("status").filter({ hasText: en("restore.done").replace("{{revision}}", "4") })).toBeVisible();
  await expect(saves).toHaveCount(5);
  await page.goto(section);
  await expect(mine).toHaveValue("The plan covers schools. It ends in 2025.");

  await page.goto(`/ar/reports/${report}/history/B1`);
  await expect(saves).toHaveCount(5);
  await expectAccessible(page);
  await theirs.context().close();
});
