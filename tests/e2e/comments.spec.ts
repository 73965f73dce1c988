import type { Language } from "../../app/lib/languages";
import { expectSound } from "./support/page-checks";
import { makePerson, openReport, PASSWORD, signInPlainly } from "./support/people";
import { expectSoundOnTelephone, telephone } from "./support/telephone";
import { expect, keepPicture, test } from "./support/test";
import { textOf } from "./support/texts";

const DEMO = "demo-wsis-2025";

/** An officer asks about one answer; the focal point answers in Arabic without a script; a note for colleagues stays with them. */
test("a question on an answer goes to the party and comes back, an internal one never does, with JavaScript and without", async ({ browser, page }, {
  repeatEachIndex,
}) => {
  test.setTimeout(600_000);
  const officer = await makePerson("Officer Comments", "desk_officer", "en");
  const member = await makePerson(`Member EGY ${repeatEachIndex}`, "focal_point", "ar", "EGY");
  // Words nobody else writes: the journey may be run again on the same portal.
  const asked = `Which year is meant, please? (${member.email})`;
  const between = `Between us: check the **year** of ${member.email}.`;
  const answered = `سنة 2025. ${member.email}`;
  await signInPlainly(page, "egy.focal@demo.example", DEMO);
  const report = await openReport(page);

  await signInPlainly(page, officer.email, PASSWORD);
  await page.goto("/en/desk?q=EGY&kind=national-report");
  await page.goto((await page.locator('main a[href*="/desk/submissions/"]').first().getAttribute("href"))!);
  await page.locator('main a[href*="/comments?question=B1"]').click();
  await page.waitForURL(/\/comments\?question=B1/);
  const comments = new URL(page.url()).pathname;
  await expectSound(page);
  await page.getByRole("link", { name: textOf("en", "comments:begin.internal"), exact: true }).click();
  await expect(page.getByText(textOf("en", "comments:begin.internalReads"))).toBeVisible();
  await expect(page.locator("select[name=place]")).toHaveValue("B1");
  await page.locator("textarea[name=text]").fill(between);
  await page.locator("button[name=intent][value=started]").click();
  await expect(page.getByText(textOf("en", "comments:done.started"))).toBeVisible();
  await expect(page).toHaveURL(/thread=[0-9a-f-]{36}.*#c-[0-9a-f-]{36}$/);
  await expectSound(page);
  await keepPicture(page, "en-comments-thread-1280");

  await page.goto(`${comments}?question=B1`);
  await page.getByRole("link", { name: textOf("en", "comments:begin.shared"), exact: true }).click();
  // Focal points are told unless the officer says otherwise.
  await expect(page.getByRole("checkbox", { name: `@${member.name}` })).toBeChecked();
  await page.locator("button[name=intent][value=started]").click();
  await expect(page.getByText(textOf("en", "errors:comment.text_required")).first()).toBeVisible();
  await page.locator("textarea[name=text]").fill("Which year is meant?");
  await expectSound(page);
  await keepPicture(page, "en-comments-begin-1280");
  await page.locator("button[name=intent][value=started]").click();
  await expect(page.getByText(textOf("en", "comments:done.started"))).toBeVisible();
  await page.getByRole("link", { name: textOf("en", "comments:comment.edit"), exact: true }).click();
  await page.waitForURL(/[?&]edit=/);
  await page.locator("textarea[name=text]").fill(asked);
  await page.locator("button[name=intent][value=edited]").click();
  await expect(page.getByText(textOf("en", "comments:done.edited"))).toBeVisible();
  await expect(page.getByText(textOf("en", "comments:comment.earlier"))).toBeVisible();
  await page.locator("select[name=person]").selectOption({ label: member.name });
  await page.locator("button[name=intent][value=assigned]").click();
  await expect(page.getByText(textOf("en", "comments:done.assigned"))).toBeVisible();

  const focal = await telephone(browser, member.email);
  await focal.goto(`/ar/reports/${report}`);
  await focal.getByRole("link", { name: textOf("ar", "comments:page.title"), exact: true }).click();
  await expect(focal.getByText(asked)).toBeVisible();
  await expect(focal.getByText("Between us")).toHaveCount(0);
  await expectSoundOnTelephone(browser, focal);
  await keepPicture(focal, "ar-comments-party-390");
  await focal.locator('main a[href*="?filter=assigned"]').click();
  await focal.locator('main article a[href*="?thread="]').last().click();
  await focal.locator("textarea[name=text]").fill(answered);
  await focal.locator("button[name=intent][value=replied]").click();
  await expect(focal.getByText(textOf("ar", "comments:done.replied"))).toBeVisible();
  await focal.locator("button[name=intent][value=resolved]").click();
  await expect(focal.getByText(textOf("ar", "comments:done.resolved"))).toBeVisible();
  await expectSoundOnTelephone(browser, focal);

  await page.goto(comments);
  await expect(page.getByText(answered)).toBeVisible();
  await expect(page.getByRole("article").filter({ hasText: answered }).getByText(textOf("en", "comments:state.resolved"), { exact: true })).toBeVisible();
  await expectSound(page);
  await page.goto("/en/desk/comments?filter=mine");
  await expect(page.getByText(between)).toBeVisible();
  await expect(page.getByText(asked)).toHaveCount(0);
  for (const path of ["/en/desk/comments", "/ar/desk/comments", comments.replace("/en/", "/ar/")]) {
    await page.goto(path);
    await expectSound(page);
    await keepPicture(page, `${path.replaceAll("/", "-").slice(1, 20)}-comments-1280`);
  }
});

/** A colleague has opened a report; what is written on it afterwards is new to them, in the queue too, until they say they have read it. */
test("a comment of somebody else is new until its reader has marked it as read, on a telephone without a script too", async ({ browser, page }) => {
  test.setTimeout(300_000);
  const writer = await makePerson("Writer Unseen", "desk_officer", "en");
  const reader = await makePerson("Reader Unseen", "desk_officer", "ar");
  const written = `هل السنة صحيحة؟ ${writer.email}\n\nAnd is the source the same?`;
  const queue = (language: Language): string => `/${language}/desk?q=EGY&kind=national-report`;
  await signInPlainly(page, writer.email, PASSWORD);
  await page.goto(queue("en"));
  const version = (await page.locator('main a[href*="/desk/submissions/"]').first().getAttribute("href"))!;
  const changesIn = (language: Language): string => `${version.replace("/en/", `/${language}/`)}/changes`;

  const narrow = await telephone(browser, reader.email);
  await narrow.goto(changesIn("ar"));
  await expect(narrow.getByText(textOf("ar", "readings:changes.never"))).toBeVisible();
  // The first look is remembered after the page was given.
  await expect(async () => {
    await narrow.goto(changesIn("ar"));
    await expect(narrow.getByText(textOf("ar", "readings:changes.none"))).toBeVisible({ timeout: 1_000 });
  }).toPass();

  await page.goto(`${version}/comments?question=B1&begin=internal`);
  await page.locator("textarea[name=text]").fill(written);
  await page.locator("button[name=intent][value=started]").click();
  await expect(page.getByText(textOf("en", "comments:done.started"))).toBeVisible();
  await page.goto(changesIn("en"));
  await expect(page.getByText(writer.email)).toHaveCount(0);

  await narrow.goto(queue("ar"));
  await narrow.locator(`main a[href="${changesIn("ar")}"]`).scrollIntoViewIfNeeded();
  await keepPicture(narrow, "ar-queue-unseen-390");
  await narrow.locator(`main a[href="${changesIn("ar")}"]`).click();
  await expect(narrow.getByText(writer.email)).toBeVisible();
  await expectSoundOnTelephone(browser, narrow);
  await keepPicture(narrow, "ar-changes-comments-390");
  await narrow.locator('main a[href*="#c-"]').click();
  await expect(narrow).toHaveURL(/thread=[0-9a-f-]{36}.*#c-[0-9a-f-]{36}$/);

  await signInPlainly(page, reader.email, PASSWORD);
  await page.goto(queue("en"));
  await expect(page.locator(`main a[href="${changesIn("en")}"]`)).toBeVisible();
  await expectSound(page);
  await keepPicture(page, "en-queue-unseen-1280");
  await page.goto(version);
  await expect(page.getByRole("link", { name: textOf("en", "readings:notice.open") })).toBeVisible();
  await expectSound(page);
  await page.screenshot({ path: "artefacts/pages/en-submission-unseen-1280.png" });
  await page.goto(changesIn("en"));
  await expectSound(page);
  await keepPicture(page, "en-changes-comments-1280");
  await page.goto(`${version}/history`);
  await expect(page.locator('main a[href*="thread="]').first()).toBeVisible();
  await expectSound(page);
  await keepPicture(page, "en-history-comments-1280");

  await narrow.goto(changesIn("ar"));
  await narrow.locator("button[name=intent][value=mark_read]").click();
  await expect(narrow.getByText(textOf("ar", "readings:changes.done"))).toBeVisible();
  await expect(narrow.getByText(writer.email)).toHaveCount(0);
  await narrow.goto(queue("ar"));
  await expect(narrow.locator(`main a[href="${changesIn("ar")}"]`)).toHaveCount(0);
  await narrow.context().close();
});
