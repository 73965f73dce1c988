import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import type { Language } from "../../app/lib/languages";
import { expectSound } from "./support/page-checks";
import { makePerson, PASSWORD, signInPlainly } from "./support/people";
import { makeSigned } from "./support/signed";
import { expectSoundOnTelephone, telephone } from "./support/telephone";
import { expect, keepPicture, test } from "./support/test";
import { textOf } from "./support/texts";

const say = (key: string, language: Language = "en"): string => textOf(language, `audit:${key}`);
const READ = "event.submission.read";
const DOWNLOADED = "event.submission.downloaded";
const rows = (page: Page) => page.locator("main tbody tr");

/** Narrows the log by its form. */
async function narrow(page: Page, fields: Record<string, string>, type = ""): Promise<void> {
  for (const [name, value] of Object.entries(fields)) await page.locator(`main [role=search] input[name=${name}]`).fill(value);
  await page.locator("main [role=search] select[name=type]").selectOption(type);
  await page.locator("main [role=search] button[type=submit]").click();
  await page.waitForURL(({ searchParams }) => Object.entries({ ...fields, type }).every(([name, value]) => (searchParams.get(name) ?? "") === value));
}

test("an administrator finds who has read and decided what, the history of a version, and takes the log away; nobody else finds it", async ({
  browser,
  page,
}) => {
  test.setTimeout(420_000);
  const [officer, admin] = await Promise.all([makePerson("Reader of reports", "desk_officer", "en"), makePerson("Log Administrator", "admin", "ar")]);
  const [signed] = await makeSigned("en");
  const { id, symbol, email, party } = signed!;

  await signInPlainly(page, officer.email, PASSWORD);
  await page.goto(`/en/desk/submissions/${id}`);
  expect((await page.request.get(`/en/desk/submissions/${id}/export?format=docx`)).ok()).toBe(true);
  await page.locator("button[name=intent][value=acknowledge]").click();
  await expect(page).toHaveURL(/done=acknowledge/);

  // The log is not there for those at the desk who may not read it; whoever has no part of the desk has none of this one.
  const focal = await browser.newContext();
  const author = await focal.newPage();
  await signInPlainly(author, email, PASSWORD);
  for (const [who, path, status, title] of [
    [page, "/en/desk/audit", 404, "notFound"],
    [page, "/en/desk/audit?subject=CHN", 404, "notFound"],
    [author, "/en/desk/audit", 403, "forbidden"],
  ] as const) {
    const answer = await who.goto(path);
    expect(answer!.status()).toBe(status);
    await expect(who.getByRole("heading", { level: 1 })).toHaveText(textOf("en", `common:error.${title}.title`));
    expect((await who.request.get(path.replace("audit", "audit/export"))).status()).toBe(status);
  }
  await page.goto("/en/desk");
  await expect(page.locator('main a[href$="/desk/audit"]')).toHaveCount(0);
  await focal.close();

  await signInPlainly(page, admin.email, PASSWORD);
  await page.goto("/en/desk");
  await page.locator('main a[href$="/desk/audit"]').click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(say("page.title"));
  await expectSound(page);
  await keepPicture(page, "en-audit-1280");

  await narrow(page, { who: officer.email });
  await expect(rows(page).filter({ hasText: say(READ) })).toContainText(symbol);
  await expect(rows(page).filter({ hasText: say(DOWNLOADED) })).toContainText("docx");
  await expect(rows(page).filter({ hasText: say("event.submission.acknowledged") })).toHaveCount(1);
  await expect(rows(page).filter({ hasNotText: officer.name })).toHaveCount(0);
  await narrow(page, { who: "", subject: symbol }, "submission.read");
  await expect(rows(page)).toHaveCount(1);
  await expectSound(page);
  await narrow(page, { subject: party }, "report");
  await expect(rows(page).filter({ hasText: say("event.report.submitted") })).toHaveCount(1);
  await narrow(page, { from: "2060-01-01" }, "submission");
  await expect(page.getByText(say("page.empty"))).toBeVisible();
  await page.getByRole("link", { name: say("filter.clear") }).click();
  await expect(rows(page).first()).toBeVisible();

  // What the page shows is what the file says, the officer's acts and no other's.
  await narrow(page, { who: officer.email }, "submission");
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: say("page.export") }).click()]);
  const lines = (await readFile(await download.path(), "utf8")).trim().split(/\r?\n/);
  expect(lines[0]).toContain("id,at,actor,type,event,subject,facts");
  expect(lines.length).toBeGreaterThan(3);
  await expect(rows(page)).toHaveCount(lines.length - 1);
  expect(lines.slice(1).every((line) => line.includes(officer.name) && line.includes(symbol))).toBe(true);

  await page.goto(`/en/desk/submissions/${id}/history`);
  const history = page.locator("main ol > li");
  await expect(history.filter({ hasText: say(READ) }).filter({ hasText: officer.name })).toHaveCount(1);
  await expect(history.filter({ hasText: say("event.submission.acknowledged") })).toContainText(officer.name);
  await expect(history.last()).toContainText(say("event.report.started"));
  await expectSound(page);
  await keepPicture(page, "en-audit-history-1280");

  // The same without a script, in Arabic: also that the log itself was read and taken away.
  const bare = await telephone(browser, admin.email);
  await bare.goto("/ar/desk/audit");
  await narrow(bare, { who: admin.email }, "audit");
  await expect(rows(bare).filter({ hasText: say("event.audit.exported", "ar") })).toHaveCount(1);
  await expect(
    rows(bare)
      .filter({ hasText: say("event.audit.read", "ar") })
      .first(),
  ).toContainText(admin.name);
  await expectSoundOnTelephone(browser, bare);
  await keepPicture(bare, "ar-audit-390");
  await bare.goto(`/ar/desk/submissions/${id}/history`);
  await expect(
    bare
      .locator("main ol > li")
      .filter({ hasText: say(READ, "ar") })
      .first(),
  ).toBeVisible();
  await expectSoundOnTelephone(browser, bare);
  await keepPicture(bare, "ar-audit-history-390");
});
