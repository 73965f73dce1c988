import { holdSaves } from "./support/held-saves";
import { makePerson, openReport, PASSWORD, signInPlainly } from "./support/people";
import { expect, expectAccessible, test } from "./support/test";
import { textOf } from "./support/texts";

const said = (key: string) => textOf("en", `reports:${key}`).split("{{")[0]!.trim();

test("colleagues see who else is in the report and where, and what they save, without losing what is typed", async ({ page, browser }) => {
  const [lina, jonas] = await Promise.all([makePerson("Lina Tamm", "focal_point", "en", "LVA"), makePerson("Jonas Ozols", "contributor", "en", "LVA")]);
  await signInPlainly(page, lina.email, PASSWORD);
  const path = `/en/reports/${await openReport(page)}/sections/F`;
  const other = await (await browser.newContext()).newPage();
  await signInPlainly(other, jonas.email, PASSWORD);
  await page.goto(path);
  await other.goto(path);
  const bar = (of: typeof page) => of.getByText(said("live.here")).locator("..");
  await expect(bar(page)).toContainText(jonas.name);
  await expect(bar(other)).toContainText(lina.name);

  await other.locator("textarea[name=F2]").focus();
  await expect(bar(page)).toContainText(`${jonas.name} F2`);
  await expectAccessible(page);

  // What is saved there is shown here, and said; what is typed here stays as it is.
  const letThrough = await holdSaves(page, "F3");
  await page.locator("textarea[name=F3]").fill("Not sent yet");
  await other.locator("textarea[name=F2]").fill("Written by Jonas");
  await expect(page.locator("textarea[name=F2]")).toHaveValue("Written by Jonas");
  await expect(page.getByText(said("unit.savedBy").replace(/\s+at$/, ""), { exact: false }).first()).toContainText(jonas.name);
  await expect(page.getByRole("status").filter({ hasText: "F2" })).toContainText(jonas.name);
  await expect(page.locator("textarea[name=F3]")).toHaveValue("Not sent yet");

  // Typed on what a colleague wrote, it is the next revision of it and no conflict.
  await page.locator("textarea[name=F2]").fill("Written by Jonas, and by Lina");
  await expect(other.locator("textarea[name=F2]")).toHaveValue("Written by Jonas, and by Lina");

  // The same question at once is a conflict, never a text that changes under the hand.
  await other.locator("textarea[name=F3]").fill("The other text");
  await expect(other.getByText(said("unit.saved")).nth(0)).toBeVisible();
  letThrough();
  await expect(page.getByText(textOf("en", "history:conflict.title"))).toBeVisible();
  await expect(page.locator("textarea[name=F3]")).toHaveValue("Not sent yet");

  // Who leaves is gone.
  await other.close();
  await expect(page.getByText(said("live.here"))).toBeHidden();
});
