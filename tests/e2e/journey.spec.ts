import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Browser, Page } from "@playwright/test";
import { makePerson, type Person, signAndSubmit, signIn } from "./support/people";
import { fillPage, type Writer } from "./support/fill";
import { expect, keepPicture, test } from "./support/test";
import { textOf } from "./support/texts";

/** States without a demonstration report, one for each language of the journey. */
const JOURNEYS = [
  { language: "en", party: "NZL" },
  { language: "ar", party: "MAR" },
  { language: "zh", party: "SGP" },
] as const;

const SEED = resolve("../shared/seed");

const PARAGRAPHS = {
  en: "The national strategy connects every district, trains teachers and protects personal data; the figures come from the statistics office.",
  ar: "تربط الاستراتيجية الوطنية كل المناطق، وتدرب المعلمين، وتحمي البيانات الشخصية وفق التوصية ITU-T X.1250 (2009)؛ والأرقام من مكتب الإحصاء.",
  zh: "国家战略连接每个地区，培训教师，并按照ITU-T X.1250（2009）建议书保护个人数据；数据来自统计部门。",
} as const;

/** Long answers: in Chinese from the source document where it is there, cut to a length every limit allows. */
function writerOf(language: keyof typeof PARAGRAPHS): Writer {
  const files = language === "zh" && existsSync(SEED) ? readdirSync(SEED).filter((name) => name.endsWith(".txt")) : [];
  const source = files
    .map((name) => readFileSync(join(SEED, name), "utf8"))
    .join("\n")
    .replace(/\[bookmark:[^\]]*\]/g, "")
    .replace(/\s+/g, "");
  let at = 0;
  return (name) => {
    if (source.length < 1_000) return `${PARAGRAPHS[language]} (${name})`;
    at = (at + 37) % (source.length - 60);
    return source.slice(at, at + 45);
  };
}

const pageLinks = (page: Page, id: string): Promise<string[]> =>
  page
    .locator(`main a[href*="/reports/${id}/sections/"]`)
    .evaluateAll((all) => [...new Set(all.map((link) => new URL((link as HTMLAnchorElement).href).pathname))]);

/** Fills every page the overview lists, also those that come into sight on the way. */
async function fillReport(page: Page, overview: string, write: Writer): Promise<void> {
  const id = overview.split("/").pop()!;
  const done = new Set<string>();
  for (;;) {
    await page.goto(overview);
    const next = (await pageLinks(page, id)).find((path) => !done.has(path));
    if (!next) return;
    done.add(next);
    await page.goto(next);
    await expect(page.locator("form#answers")).toBeVisible();
    await fillPage(page, write);
    await page.locator("button[name=intent][value=continue]").click();
    await expect(page).not.toHaveURL(new RegExp(`${next}$`));
  }
}

/** Two people on one answer: the second to save sees both texts, chooses, and nothing is lost. */
async function conflict(mine: Page, browser: Browser, colleague: Person, section: string): Promise<void> {
  const { language } = colleague;
  const theirs = await (await browser.newContext()).newPage();
  await signIn(theirs, language, colleague.email);
  await Promise.all([mine.goto(section), theirs.goto(section)]);
  const [myText, theirText] = [mine.locator("textarea[name=B1]"), theirs.locator("textarea[name=B1]")];
  await theirText.fill("Text of the colleague");
  await Promise.all([theirs.waitForResponse((response) => response.url().includes("/answers/B1") && response.ok()), theirText.blur()]);
  await myText.fill("My own text");
  const panel = mine.getByRole("region", { name: textOf(language, "reports:conflict.title") });
  await expect(panel).toBeVisible();
  for (const part of ["Text of the colleague", "My own text", colleague.name]) await expect(panel).toContainText(part);
  await keepPicture(mine, `conflict-${language}`);
  const saved = mine.waitForResponse((response) => response.url().includes("/answers/B1") && response.ok());
  await panel.getByRole("button", { name: textOf(language, "reports:conflict.keepMine") }).click();
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

    await fillReport(page, overview, writerOf(language));
    await page.goto(`${overview}/sections/B`);
    await keepPicture(page, `section-${language}`);
    await conflict(page, browser, colleague, `${overview}/sections/B`);

    await page.goto(`${overview}/review`);
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
    await expect(anyone.locator("main")).toContainText("My own text");
    await expect(anyone.locator("main")).not.toContainText("focal.point@example.org");
    await keepPicture(anyone, `published-${language}`);
    await anyone.goto(`/${language}/status`);
    await expect(anyone.locator("main")).toContainText("1");
  });
}
