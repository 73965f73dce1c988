import { makePerson, PASSWORD, signInPlainly } from "./support/people";
import { expectSoundOnTelephone, telephone } from "./support/telephone";
import { expect, expectAccessible, keepPicture, test } from "./support/test";
import { textOf } from "./support/texts";

/** An officer asks about one answer; the party, in Arabic, finds only that one open and replies that it stays; the officer closes and accepts. */
test("one question is asked, answered and closed, without JavaScript on a telephone, in English and Arabic", async ({ browser, page }) => {
  const desk = await makePerson("Officer One", "desk_officer", "en");
  const officer = await telephone(browser, desk.email);
  // A report of the demonstration whose review has begun.
  await officer.goto("/en/desk?q=China&kind=national-report");
  await officer.locator('main a[href*="/desk/submissions/"]').first().click();
  const submission = /[0-9a-f-]{36}/.exec(officer.url())![0];
  const [, code] = /WSIS20-NR-([A-Z]{3})/.exec(await officer.locator("main").innerText())!;
  // A colleague's: whoever goes on with it takes it over first.
  await officer.locator("select[name=officer]").selectOption({ label: desk.name });
  await officer.locator("button[name=intent][value=assign_officer]").click();
  await expect(officer).toHaveURL(/done=assign_officer/);

  await officer.goto(`/en/desk/submissions/${submission}/clarifications`);
  await officer.locator("button[name=intent][value=ask]").click();
  await expect(officer.getByText(textOf("en", "errors:clarification.place_unknown")).first()).toBeVisible();
  await officer.locator("select[name=unit]").selectOption("B1");
  await officer.locator("textarea[name=text]").fill("Which year is meant?");
  await officer.locator("input[name=due]").fill("2060-01-31");
  await officer.locator("button[name=intent][value=ask]").click();
  await expect(officer).toHaveURL(/done=asked/);
  await expect(officer.getByText("Which year is meant?").first()).toBeVisible();
  await expectSoundOnTelephone(browser, officer);

  const focal = await makePerson(`Focal ${code}`, "focal_point", "ar", code);
  const author = await telephone(browser, focal.email);
  await author.goto("/ar/reports");
  await author.locator('main a[href*="/ar/reports/"]').first().click();
  await expect(author.getByText(textOf("ar", "clarifications:notice.title"))).toBeVisible();
  await expectSoundOnTelephone(browser, author);
  await author.getByRole("link", { name: textOf("ar", "clarifications:notice.link") }).click();
  const id = /[0-9a-f-]{36}/.exec(author.url())![0];
  await expect(author.getByText("Which year is meant?").first()).toBeVisible();
  const letter = await author.request.get((await author.locator("main a[download]").first().getAttribute("href"))!);
  expect((await letter.body()).subarray(0, 5).toString()).toBe("%PDF-");

  await author.goto(`/ar/reports/${id}/sections/B`);
  await expect(author.locator("[name^='rev.']")).toHaveCount(1);
  await expect(author.locator("[name='rev.B1']")).toHaveCount(1);
  await expect(author.getByText(textOf("ar", "reports:reopened.closed")).first()).toBeVisible();
  await expectSoundOnTelephone(browser, author);

  // The same pages alive, and as pictures.
  await signInPlainly(page, focal.email, PASSWORD);
  await page.goto(`/ar/reports/${id}/sections/B`);
  await expectAccessible(page);
  await keepPicture(page, "ar-clarified-section-1280");
  await page.goto(`/ar/reports/${id}/clarifications`);
  await expectAccessible(page);
  await keepPicture(page, "ar-clarifications-1280");
  await page.setViewportSize({ width: 390, height: 844 });
  await keepPicture(page, "ar-clarifications-390");

  await author.goto(`/ar/reports/${id}/clarifications`);
  await author.locator("textarea[id$=-stays]").fill("صحيح كما هو.");
  await author.locator("button[name=intent][value=stays]").click();
  await expect(author).toHaveURL(/done=stays/);
  await expect(author.locator("button[name=intent]")).toHaveCount(0);

  await officer.goto(`/en/desk/submissions/${submission}/clarifications`);
  await expect(officer.getByText("صحيح كما هو.")).toBeVisible();
  await officer.locator("button[name=intent][value=close]").click();
  await expect(officer).toHaveURL(/done=closed/);
  await officer.goto(`/en/desk/submissions/${submission}`);
  await officer.locator("button[name=intent][value=accept]").click();
  await expect(officer).toHaveURL(/done=accept/);
  await expectSoundOnTelephone(browser, officer);
});
