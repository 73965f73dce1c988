import { readFileSync } from "node:fs";
import type { Browser, Page } from "@playwright/test";
import type { Language } from "../../app/lib/languages";
import { holdSaves } from "./support/held-saves";
import { makePerson, type Person, signAndSubmit, signIn } from "./support/people";
import { fillPage, type Writer } from "./support/fill";
import { expect, keepPicture, test } from "./support/test";
import { textOf } from "./support/texts";
import { writerOf } from "./support/writing";

/** States without a demonstration report, one for each language of the journey. */
const JOURNEYS = [
  { language: "en", party: "NZL" },
  { language: "ar", party: "MAR" },
  { language: "zh", party: "SGP" },
] as const;

/** What only the secretariat may read. */
const CONFIDENTIAL = "Between the State and the secretariat: 4711";
const annexOf = (party: string) => ({
  name: { NZL: "Annex 1.pdf", MAR: "الملحق 1.pdf", SGP: "附件 1.pdf" }[party] ?? "Annex.pdf",
  mimeType: "application/pdf",
  buffer: Buffer.from(`%PDF-1.4\nThe annex of ${party}\n`),
});
type Annex = ReturnType<typeof annexOf>;

const pageLinks = (page: Page, id: string): Promise<string[]> =>
  page
    .locator(`main a[href*="/reports/${id}/sections/"]`)
    .evaluateAll((all) => [...new Set(all.map((link) => new URL((link as HTMLAnchorElement).href).pathname))]);

/** What filling leaves alone: a file, an answer the public does not see, and the consent that leaves it out. */
async function fillApart(page: Page, section: string, annex: Annex): Promise<void> {
  if (section === "A") {
    await page.locator("input[type=file][name='upload.A5.files']").setInputFiles(annex);
    await expect(page.getByRole("link", { name: annex.name })).toBeVisible();
  }
  if (section === "F") {
    await page.locator("textarea[name=F2]").fill(CONFIDENTIAL);
    await page.locator("input[type=checkbox][name='conf.F2']").check();
  }
  if (section === "I") await page.locator("input[name='I1.publish'][value=all_but_flagged]").check();
}

/** Fills every page the overview lists, also those that come into sight on the way. */
async function fillReport(page: Page, overview: string, write: Writer, annex: Annex): Promise<void> {
  const id = overview.split("/").pop()!;
  const done = new Set<string>();
  for (;;) {
    await page.goto(overview);
    const next = (await pageLinks(page, id)).find((path) => !done.has(path));
    if (!next) return;
    done.add(next);
    await page.goto(next);
    await expect(page.locator("form#answers")).toBeVisible();
    await fillApart(page, next.split("/").pop()!, annex);
    await fillPage(page, write);
    await page.locator("button[name=intent][value=continue]").click();
    await expect(page).not.toHaveURL(new RegExp(`${next}$`));
  }
}

/** The answer to a question where a report is read. */
const answerTo = (page: Page, question: string) => page.locator(`[id="${question}-answer"]`);

/** The public reads that there is an answer, never the answer; the file of another is there for everybody. */
async function expectPublicPart(page: Page, language: Language, annex: Annex): Promise<void> {
  await expect(page.locator("main")).toContainText("My own text");
  for (const secret of ["focal.point@example.org", CONFIDENTIAL]) await expect(page.locator("main")).not.toContainText(secret);
  expect(await page.content()).not.toContain(CONFIDENTIAL);
  await expect(answerTo(page, "F2")).toContainText(textOf(language, "reports:answerView.withheld.confidential"));
  const file = await page.request.get((await answerTo(page, "A5").getByRole("link", { name: annex.name }).getAttribute("href"))!);
  expect(await file.body()).toEqual(annex.buffer);
}

/** The status board says of the State what it says of those that have submitted. */
async function expectOnBoard(page: Page, language: Language, party: string): Promise<void> {
  const parties = JSON.parse(readFileSync("prisma/seed/reference/parties.json", "utf8")) as { code: string; names: Record<Language, string> }[];
  const nameOf = (wanted: string): string => parties.find(({ code }) => code === wanted)!.names[language];
  const row = (code: string) => page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: nameOf(code), exact: true }) });
  await page.goto(`/${language}/status`);
  await expect(row(party).getByText(textOf(language, "public:status.submitted"), { exact: true })).toBeVisible();
  await expect(row(party).locator(`a[href$="/submissions/WSIS20-NR-${party}"]`)).toBeVisible();
  // A draft is not told apart from nothing.
  await expect(row("CHE").getByText(textOf(language, "public:status.notSubmitted"), { exact: true })).toBeVisible();
}

/** Two people on one answer: the second to save sees both texts, chooses, and nothing is lost. */
async function conflict(mine: Page, browser: Browser, colleague: Person, section: string): Promise<void> {
  const { language } = colleague;
  const theirs = await (await browser.newContext()).newPage();
  await signIn(theirs, language, colleague.email);
  await Promise.all([mine.goto(section), theirs.goto(section)]);
  const [myText, theirText] = [mine.locator("textarea[name=B1]"), theirs.locator("textarea[name=B1]")];
  // What a colleague saves while nothing is typed is shown at once: both must have begun.
  const letThrough = await holdSaves(mine, "B1");
  await myText.fill("My own text");
  await theirText.fill("Text of the colleague");
  await Promise.all([theirs.waitForResponse((response) => response.url().includes("/answers/B1") && response.ok()), theirText.blur()]);
  letThrough();
  const panel = mine.getByRole("region", { name: textOf(language, "history:conflict.title") });
  await expect(panel).toBeVisible();
  for (const part of ["Text of the colleague", "My own text", colleague.name]) await expect(panel).toContainText(part);
  await keepPicture(mine, `conflict-${language}`);
  const saved = mine.waitForResponse((response) => response.url().includes("/answers/B1") && response.ok());
  await panel.getByRole("button", { name: textOf(language, "history:conflict.keepMine") }).click();
  await saved;
  await expect(panel).toBeHidden();
  await mine.reload();
  await expect(myText).toHaveValue("My own text");
  await theirs.context().close();
}

for (const { language, party } of JOURNEYS) {
  test(`a national report in ${language}: written, in conflict, signed, verified, reviewed, published, found`, async ({ page, browser }) => {
    test.setTimeout(900_000);
    const author = await makePerson(`Author ${party}`, "focal_point", language, party);
    const colleague = await makePerson(`Colleague ${party}`, "contributor", language, party);
    const officer = await makePerson(`Officer ${party}`, "desk_officer", language);

    await signIn(page, language, author.email);
    await page.goto(`/${language}/reports`);
    await page.locator("main form button[type=submit]").first().click();
    await page.waitForURL(/\/reports\/[0-9a-f-]{36}/);
    const overview = new URL(page.url()).pathname.replace(/(\/reports\/[0-9a-f-]{36}).*/, "$1");
    await keepPicture(page, `overview-${language}`);

    const annex = annexOf(party);
    await fillReport(page, overview, writerOf(language), annex);
    await page.goto(`${overview}/sections/B`);
    await keepPicture(page, `section-${language}`);
    await conflict(page, browser, colleague, `${overview}/sections/B`);

    await page.goto(`${overview}/review`);
    await expect(answerTo(page, "A5").getByRole("link", { name: annex.name })).toBeVisible();
    await expect(answerTo(page, "F2")).toContainText(CONFIDENTIAL);
    await expect(answerTo(page, "F2")).toContainText(textOf(language, "reports:answerView.confidential"));
    await keepPicture(page, `review-${language}`);
    const receipt = await signAndSubmit(page, author.name, "Director");
    await keepPicture(page, `receipt-${language}`);

    const anyone = await (await browser.newContext()).newPage();
    await anyone.goto(`/${language}/verify/${receipt}`);
    await expect(anyone.locator("main")).toContainText(receipt);
    await keepPicture(anyone, `verify-${language}`);

    const desk = await (await browser.newContext()).newPage();
    await signIn(desk, language, officer.email);
    await desk.goto(`/${language}/desk`);
    const queued = await desk
      .locator("tr, li, article")
      .filter({ hasText: `-${party}` })
      .locator(`a[href*="/desk/submissions/"]`)
      .first()
      .getAttribute("href");
    await desk.goto(queued!);
    for (const step of ["acknowledge", "start_review", "accept", "publish"]) {
      await desk.locator(`button[name=intent][value=${step}]`).click();
      await expect(desk.locator(`button[name=intent][value=${step}]`)).toHaveCount(0);
    }
    await keepPicture(desk, `desk-${language}`);

    await anyone.goto(`/${language}/submissions`);
    await anyone.locator(`a[href*="-${party}"]`).first().click();
    await expect(anyone).toHaveURL(new RegExp(`submissions/WSIS20-NR-${party}`));
    await expectPublicPart(anyone, language, annex);
    await keepPicture(anyone, `published-${language}`);
    await expectOnBoard(anyone, language, party);
  });
}
