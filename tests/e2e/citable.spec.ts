import type { Page } from "@playwright/test";
import { decide } from "./support/desk";
import { makePerson, PASSWORD, signAndSubmit, signInPlainly } from "./support/people";
import { expectSound } from "./support/page-checks";
import { expectSoundOnTelephone, telephone } from "./support/telephone";
import { expect, expectAccessible, keepPicture, test } from "./support/test";
import { textOf } from "./support/texts";

/** A State's published report of the demonstration. */
const CODE = "RUS";
const FIRST = `WSIS20-NR-${CODE}`;
const SECOND = `${FIRST}.2`;

async function expectSoundInBoth(page: Page, path: string, picture: string): Promise<void> {
  for (const language of ["en", "ar"]) {
    await page.goto(`/${language}${path}`);
    await expectSound(page);
    await keepPicture(page, `${picture}-${language}-1280`);
    await page.setViewportSize({ width: 390, height: 844 });
    await expectAccessible(page);
    await keepPicture(page, `${picture}-${language}-390`);
    await page.setViewportSize({ width: 1280, height: 900 });
  }
}

/** A published report is amended; who has cited its first version finds it again, and what has changed. */
test("a published report is amended, both symbols can be read and compared, and it is withdrawn, without JavaScript on a telephone", async ({
  browser,
  page,
}) => {
  test.setTimeout(600_000);
  const focal = await makePerson(`Amending ${CODE}`, "focal_point", "en", CODE);
  const author = await telephone(browser, focal.email);
  await author.goto("/en/reports");
  await author.locator('main a[href*="/en/reports/"]').first().click();
  const id = /[0-9a-f-]{36}/.exec(author.url())![0];
  await author.goto(`/en/reports/${id}/receipt`);
  await author.locator("button[name=intent][value=new_version]").click();
  await expect(author).toHaveURL(new RegExp(`/reports/${id}$`));
  await author.goto(`/en/reports/${id}/sections/B`);
  const text = author.locator("textarea[name=B1]");
  const before = await text.inputValue();
  await text.fill(`${before} Amendedlater.`);
  await author.locator("button[name=intent][value=save]").last().click();
  await expect(author).toHaveURL(/[?&]saved/);
  await author.goto(`/en/reports/${id}/review`);
  const changes = author.getByRole("region", { name: textOf("en", "readings:toSign.title") });
  await expect(changes.locator("ins")).toContainText(["Amendedlater"]);
  await expect(changes.locator("li")).toHaveCount(1);
  await expectSoundOnTelephone(browser, author);
  await signInPlainly(page, focal.email, PASSWORD);
  await expectSoundInBoth(page, `/reports/${id}/review`, "changes-to-sign");
  await signAndSubmit(author, "A. Signatory", "Director");
  // Until the new version is published, the first stands.
  await page.goto(`/en/submissions/${FIRST}`);
  await expect(page.getByText(textOf("en", "public:submission.replaced.title"))).toHaveCount(0);

  const officer = await makePerson("Amending Officer", "desk_officer", "en");
  const desk = await telephone(browser, officer.email);
  await desk.goto(`/en/desk?q=${SECOND}`);
  await desk.locator('main a[href*="/desk/submissions/"]').first().click();
  await decide(desk, ["acknowledge", "start_review", "accept", "publish"]);

  const reader = await (await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } })).newPage();
  await reader.goto(`/ar/submissions/${FIRST}`);
  await expect(reader.locator("main")).not.toContainText("Amendedlater");
  await expect(reader.getByText(textOf("ar", "public:submission.replaced.title"))).toBeVisible();
  await expect(reader.locator('meta[name="robots"]')).toHaveAttribute("content", "noindex");
  await expect(reader.locator('link[rel="canonical"]')).toHaveAttribute("href", new RegExp(`/ar/submissions/${SECOND}$`));
  const paper = await reader.request.get(`/api/v1/submissions/${FIRST}/export?format=pdf&lang=ar`);
  expect((await paper.body()).subarray(0, 5).toString()).toBe("%PDF-");

  await reader.getByRole("link", { name: textOf("ar", "public:submission.replaced.changes") }).click();
  await expect(reader).toHaveURL(new RegExp(`/ar/submissions/${FIRST}/changes$`));
  await expect(reader.locator("main ins")).toContainText(["Amendedlater"]);
  await reader.locator(`main a[href$="/submissions/${SECOND}"]`).first().click();
  await expect(reader.locator("main")).toContainText("Amendedlater");
  await expect(reader.getByRole("table", { name: textOf("ar", "public:submission.versions.title") }).getByRole("row")).toHaveCount(3);
  await expect(reader.locator('meta[name="robots"]')).toHaveCount(0);
  await reader.goto(`/en/submissions?q=${FIRST}`);
  await expect(reader.locator(`main a[href$="/submissions/${FIRST}"]`)).toHaveCount(0);

  for (const [path, picture] of [
    [`/submissions/${FIRST}`, "replaced"],
    [`/submissions/${SECOND}`, "current"],
    [`/submissions/${FIRST}/changes`, "compared"],
  ] as const)
    await expectSoundInBoth(page, path, picture);

  // The party takes its report back: not without a reason, and both symbols say so from then on.
  await author.goto(`/en/reports/${id}/receipt`);
  await author.locator("button[name=intent][value=withdraw]").click();
  await expect(author.locator("textarea[name=reason]")).toHaveAttribute("aria-invalid", "true");
  await expectSoundOnTelephone(browser, author);
  await author.goto(`/en/reports/${id}/receipt`);
  await author.locator("textarea[name=reason]").fill("A figure is wrong.");
  await author.locator("button[name=intent][value=withdraw]").click();
  await expect(author.locator("main")).toContainText(textOf("en", "signing:withdraw.done"));
  await expectSoundOnTelephone(browser, author);
  for (const symbol of [FIRST, SECOND]) {
    expect((await reader.goto(`/ar/submissions/${symbol}`))!.status()).toBe(410);
    await expect(reader.locator("h1")).toHaveText(textOf("ar", "public:submission.withdrawn"));
  }
  await expectSoundInBoth(page, `/submissions/${FIRST}`, "withdrawn");
});
