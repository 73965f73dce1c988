import { expectNoSideways, expectTranslated } from "./support/page-checks";
import { makePerson, signInPlainly, PASSWORD } from "./support/people";
import { expect, expectAccessible, keepPicture, test } from "./support/test";
import { textOf } from "./support/texts";

const en = (key: string): string => textOf("en", `deadlines:${key}`);
const PARTY = "ISL";

test("an officer extends a deadline for one State, without a script; its focal point sees it and takes it along; a rule shows whom it reaches", async ({
  page,
  browser,
}) => {
  test.setTimeout(240_000);
  const [officer, focal] = await Promise.all([makePerson("Deadline Officer", "desk_officer", "en"), makePerson("Focal Point", "focal_point", "en", PARTY)]);
  await signInPlainly(page, officer.email, PASSWORD);
  const plain = await browser.newContext({ javaScriptEnabled: false, storageState: await page.context().storageState() });
  const bare = await plain.newPage();
  await bare.goto("/en/desk");
  await bare.getByRole("link", { name: en("page.title"), exact: true }).click();
  await bare.locator("#grant-party").fill(PARTY);
  await bare.locator("#grant-template").selectOption("national-report");
  await bare.getByRole("button", { name: en("grant.button"), exact: true }).click();
  await expect(bare.locator("main")).toContainText(textOf("en", "errors:extension.reason_required"));
  await expect(bare.locator("#grant-party")).toHaveValue(PARTY);
  await bare.locator("#grant-day").fill("2027-03-15");
  await bare.locator("#grant-reason").fill("Elections");
  await bare.getByRole("button", { name: en("grant.button"), exact: true }).click();
  await expect(bare.locator("main")).toContainText(en("done.granted"));
  await expect(bare.locator("main")).toContainText("15 March 2027");

  await bare.getByRole("link", { name: en("reminder.title"), exact: true }).click();
  await bare.locator("#rule-days").fill("14");
  await bare.locator("#rule-audience").selectOption("not_begun");
  await bare.getByRole("button", { name: en("ruleForm.button"), exact: true }).click();
  await expect(bare.locator("main")).toContainText(en("done.added"));
  await expect(bare.locator("#preview")).toBeVisible();
  await bare
    .getByRole("button", { name: en("rule.switchOn"), exact: true })
    .first()
    .click();
  await expect(bare.locator("main")).toContainText(en("done.switched_on"));
  await bare
    .getByRole("button", { name: en("rule.switchOff"), exact: true })
    .first()
    .click();
  await expect(bare.locator("main")).toContainText(en("done.switched_off"));
  await plain.close();

  for (const language of ["en", "ar"] as const)
    for (const path of ["deadlines", "reminders", "mail"]) {
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.goto(`/${language}/desk/${path}`);
      await expectAccessible(page);
      await expectTranslated(page);
      await keepPicture(page, `${language}-desk-${path}-1280`);
      await page.setViewportSize({ width: 390, height: 844 });
      await expectNoSideways(page);
      await keepPicture(page, `${language}-desk-${path}-390`);
    }
  await expect(page.locator("main")).toContainText(textOf("ar", "deadlines:mailKind.extension"));

  const theirs = await browser.newContext();
  const own = await theirs.newPage();
  await signInPlainly(own, focal.email, PASSWORD);
  await own.goto("/en/reports");
  await expect(own.locator("main")).toContainText(textOf("en", "reports:deadline.extended"));
  await expect(own.locator("main")).toContainText("15 March 2027");
  const calendar = await own.request.get((await own.getByRole("link", { name: textOf("en", "reports:deadline.calendar") }).getAttribute("href"))!);
  expect(calendar.headers()["content-type"]).toContain("text/calendar");
  expect(await calendar.text()).toContain("DTEND:20270315T225900Z");
  await own.goto("/en/account");
  await own.getByRole("button", { name: en("letters.stop"), exact: true }).click();
  await expect(own.locator("main")).toContainText(en("letters.isOff"));
  await theirs.close();
});
