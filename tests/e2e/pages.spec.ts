import { expectNoSideways, expectTranslated } from "./support/page-checks";
import { signIn } from "./support/people";
import { expect, expectAccessible, keepPicture, test } from "./support/test";
import { textOf } from "./support/texts";

const DEMO = "demo-wsis-2025";
const PUBLIC = [
  "",
  "/status",
  "/status/live",
  "/timeline",
  "/meetings",
  "/templates",
  "/templates/national-report",
  "/templates/facilitator-report",
  "/templates/stakeholder-contribution",
  "/submissions",
  "/drafts",
  "/verify",
  "/about",
  "/accessibility",
  "/sign-in",
  "/no-such-page",
];

for (const language of ["en", "ar"] as const) {
  for (const path of PUBLIC) {
    test(`/${language}${path} is accessible, fits 390 pixels and has no missing text`, async ({ page }) => {
      await page.goto(`/${language}${path}`);
      await expect(page.locator("h1")).toHaveCount(1);
      await expect(page.locator("html")).toHaveAttribute("dir", language === "ar" ? "rtl" : "ltr");
      await expectAccessible(page);
      await expectTranslated(page);
      await keepPicture(page, `${language}${path.replaceAll("/", "-")}-1280`);
      await page.setViewportSize({ width: 390, height: 844 });
      await expectNoSideways(page);
      await keepPicture(page, `${language}${path.replaceAll("/", "-")}-390`);
    });
  }

  test(`every page of a report in ${language} is accessible and fits 390 pixels`, async ({ page }) => {
    test.setTimeout(600_000);
    await signIn(page, language, "che.focal@demo.example", DEMO);
    await page.goto(`/${language}/reports`);
    await expectAccessible(page);
    await page.locator(`main a[href*="/${language}/reports/"]`).first().click();
    await page.waitForURL(/\/reports\/[0-9a-f-]{36}/);
    const overview = new URL(page.url()).pathname.replace(/(\/reports\/[0-9a-f-]{36}).*/, "$1");
    await page.goto(overview);
    const sections = await page
      .locator(`main a[href*="${overview}/sections/"]`)
      .evaluateAll((all) => [...new Set(all.map((link) => new URL((link as HTMLAnchorElement).href).pathname))]);
    expect(sections.length).toBeGreaterThan(9);
    for (const path of [overview, ...sections.filter((section) => !/-C(?!5$)/.test(section)), `${overview}/review`]) {
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.goto(path);
      await expectAccessible(page);
      await expectTranslated(page);
      const name = `${language}-report-${path.split("/").pop()}`;
      await keepPicture(page, `${name}-1280`);
      await page.setViewportSize({ width: 390, height: 844 });
      await expectNoSideways(page);
      await keepPicture(page, `${name}-390`);
    }
  });

  test(`account, desk and mailbox in ${language} are accessible`, async ({ page }) => {
    await signIn(page, language, "desk@demo.example", DEMO);
    for (const path of [
      `/${language}/account`,
      `/${language}/desk`,
      `/${language}/desk/comments`,
      `/${language}/desk/facilitators`,
      `/${language}/desk/cycles`,
      `/${language}/desk/outreach`,
      `/${language}/desk/status`,
      `/${language}/desk/compilation`,
      `/${language}/desk/compilation/answers?kind=national-report&question=B1`,
      `/${language}/desk/compilation/alike?kind=national-report&question=B1`,
      `/${language}/desk/compilation/figures?kind=national-report&question=D1&by=un`,
      `/${language}/desk/codes`,
      `/${language}/desk/coding`,
      `/${language}/desk/coding/answer?kind=national-report&question=B1`,
      `/${language}/desk/coding/agreement`,
      `/${language}/desk/coding/table?by=un`,
      `/${language}/desk/documents`,
      `/${language}/desk/groups`,
      `/${language}/desk/deadlines`,
      `/${language}/desk/reminders`,
      `/${language}/desk/mail`,
      "/dev/mailbox",
    ]) {
      await page.goto(path);
      await expectAccessible(page);
      await keepPicture(page, `${language}${path.replace(/[/?&=]/g, "-")}`);
    }
    await page.goto(`/${language}/desk`);
    await page.locator(`main a[href*="/desk/submissions/"]`).first().click();
    await page.waitForURL(/desk\/submissions\//);
    await expectAccessible(page);
    await keepPicture(page, `${language}-desk-submission`);
    await page.goto(`${page.url()}/comments`);
    await expectAccessible(page);
  });
}

for (const language of ["en", "ar", "zh"] as const)
  test(`the gallery of components in ${language} is accessible in every state`, async ({ page }) => {
    const text = (key: string): string => textOf(language, key);
    const specimen = (name: string) => page.locator(`section[aria-labelledby="specimen-${name}"]`);
    await page.goto(`/dev/gallery?lang=${language}`);
    await expect(specimen("Fieldset, Choice, ChoiceSearch").getByRole("searchbox")).toBeVisible();
    const refusals = specimen("RefusalSummary");
    for (const button of await refusals.getByRole("button").all()) await button.click();
    await expect(refusals.getByRole("alert")).toHaveCount(2);
    await expect(refusals.getByRole("alert").last()).toBeFocused();
    await expectAccessible(page);
    await expectTranslated(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await expectNoSideways(page);

    await page.setViewportSize({ width: 1280, height: 900 });
    await page.getByRole("button", { name: text("gallery:dialog.open") }).click();
    await expect(page.getByRole("dialog", { name: text("gallery:dialog.title") })).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    // One that wants an answer is left by nothing else.
    await specimen("Dialog").getByRole("button").last().click();
    await expect(page.getByRole("alertdialog")).toBeVisible();
    await page.keyboard.press("Escape");
    await expectAccessible(page);
    await page
      .getByRole("alertdialog")
      .getByRole("button", { name: text("gallery:dialog.confirm") })
      .click();
    await expect(page.getByRole("alertdialog")).toHaveCount(0);

    await page.getByRole("link", { name: text("gallery:progress.slow") }).click();
    await expect(page.getByRole("status").filter({ hasText: text("common:state.loading") })).toBeAttached();
    await expect(page.getByRole("status").filter({ hasText: text("common:state.loading") })).toHaveCount(0);
    await expect(page).toHaveURL(/slow/);
  });

for (const language of ["zh", "fr", "ru", "es"] as const) {
  test(`public pages in ${language} have no missing text and fit 390 pixels`, async ({ page }) => {
    test.setTimeout(300_000);
    for (const path of PUBLIC) {
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.goto(`/${language}${path}`);
      await expectTranslated(page);
      await page.setViewportSize({ width: 390, height: 844 });
      await expectNoSideways(page);
    }
    await page.goto(`/${language}`);
    await keepPicture(page, `${language}-390`);
  });
}
