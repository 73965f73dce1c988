import type { Page } from "@playwright/test";
import { expectNoSideways, expectTranslated } from "./support/page-checks";
import { makePerson, signInPlainly, PASSWORD } from "./support/people";
import { expect, expectAccessible, test } from "./support/test";
import { textOf } from "./support/texts";

const en = (key: string): string => textOf("en", `carry:${key}`);
const beside = (page: Page, code: string) => page.locator("details").filter({ has: page.locator(`summary[id="${code}-last"]`) });

/** The open report of the State that has a published one in the cycle before. */
async function draftOf(page: Page): Promise<string> {
  await page.goto("/en/reports");
  const href = await page.locator('main a[href*="/en/reports/"]').first().getAttribute("href");
  return /[0-9a-f-]{36}/.exec(href!)![0];
}

test("what was said in the cycle before stands beside the question: still true, update and no longer", async ({ page, browser }) => {
  const person = await makePerson("Earlier Author", "focal_point", "en", "CHE");
  await signInPlainly(page, person.email, PASSWORD);
  const report = await draftOf(page);
  const section = (language: string, code: string): string => `/${language}/reports/${report}/sections/${code}`;

  // With a script: the old answer comes into an empty field, and what was just typed elsewhere on the page is saved first.
  await page.goto(section("en", "F"));
  const field = page.locator("textarea[name=F2]");
  await expect(field).toHaveValue("");
  const old = beside(page, "F2");
  await expect(old).not.toHaveAttribute("open");
  await old.locator("summary").focus();
  await page.keyboard.press("Enter");
  await expect(old).toContainText("éducation aux médias");
  await expect(old.locator("p[lang=fr]")).toHaveAttribute("dir", "auto");
  await expect(old.getByRole("link", { name: en("version") })).toHaveAttribute("href", /\/en\/submissions\/WSIS10-NR-CHE$/);
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await old.getByRole("button", { name: en("act.update") }).click();
  await expect(page).toHaveURL(/told=F2#F2$/);
  await expect(field).toHaveValue(/éducation aux médias/);
  await expect(field).toBeFocused();
  await expect(old).toHaveAttribute("open");
  await expect(old.locator("summary")).toContainText(en("state.update"));

  // What is written is never replaced.
  await old.getByRole("button", { name: en("act.still_true") }).click();
  await expect(old.locator("summary")).toContainText(en("state.still_true"));
  await Promise.all([
    page.waitForResponse((response) => response.request().method() === "PUT" && response.url().includes("/answers/F2") && response.ok()),
    field.fill("Written anew."),
  ]);
  await old.getByRole("button", { name: en("act.still_true") }).click();
  await expect(page.locator("main")).toContainText(textOf("en", "errors:carry_over.written").replace("{{question}}", "F2"));
  await expect(field).toHaveValue("Written anew.");
  await beside(page, "F2").locator("summary").click();
  await beside(page, "F2")
    .getByRole("button", { name: en("act.no_longer") })
    .click();
  await expect(old.locator("summary")).toContainText(en("state.no_longer"));
  await expect(field).toHaveValue("Written anew.");

  // Without one.
  const plain = await browser.newContext({ javaScriptEnabled: false, storageState: await page.context().storageState() });
  const bare = await plain.newPage();
  await bare.goto(section("en", "E"));
  await expect(bare.locator("textarea[name=E4]")).toHaveValue("");
  await beside(bare, "E4").locator("summary").click();
  await beside(bare, "E4")
    .getByRole("button", { name: en("act.still_true") })
    .click();
  await expect(bare.locator("textarea[name=E4]")).toHaveValue(/enquête complémentaire/);
  await expect(beside(bare, "E4").locator("summary")).toContainText(en("state.still_true"));
  await plain.close();

  for (const language of ["en", "ar"] as const) {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`${section(language, "F")}?told=F2`);
    await expect(beside(page, "F2")).toHaveAttribute("open");
    await expectAccessible(page);
    await expectTranslated(page);
    await expectNoSideways(page);
  }

  // Others find the report as it was.
  await page.goto(section("en", "F"));
  await expect(field).toHaveValue("Written anew.");
  await Promise.all([
    page.waitForResponse((response) => response.request().method() === "PUT" && response.url().includes("/answers/F2") && response.ok()),
    field.fill(""),
  ]);
});
