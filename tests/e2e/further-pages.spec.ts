import type { Page } from "@playwright/test";
import type { Language } from "../../app/lib/languages";
import { inLanguage } from "../../app/lib/links";
import { holdSaves } from "./support/held-saves";
import { linkMailedTo } from "./support/mailbox";
import { expectSound } from "./support/page-checks";
import { openReport, signInPlainly } from "./support/people";
import { expect, test } from "./support/test";
import { textOf } from "./support/texts";

const DEMO = "demo-wsis-2025";
const READERS = ["en", "ar"] as const;
const NOWHERE = "00000000-0000-4000-8000-000000000000";
const key = Math.random().toString(36).slice(2, 8);

/** Posts a form as the page does; the answer is a redirect. */
async function post(page: Page, path: string, form: Record<string, string>): Promise<void> {
  const { origin } = new URL((await page.request.get("/en")).url());
  const answer = await page.request.post(path, { form, headers: { origin }, maxRedirects: 0 });
  expect(answer.status(), path).toBeLessThan(400);
}

async function become(page: Page, name: string): Promise<void> {
  await page.context().clearCookies();
  await signInPlainly(page, `${name}@demo.example`, DEMO);
}

/** Looks at the pages in each language; one that is not there or not allowed answers so, and is a page like others. */
async function look(page: Page, paths: readonly string[], { languages = READERS, status = 200 }: { languages?: readonly Language[]; status?: number } = {}) {
  for (const language of languages)
    for (const path of paths)
      await test.step(inLanguage(path, language), async () => {
        const response = await page.goto(inLanguage(path, language));
        expect(response!.status()).toBe(status);
        await expectSound(page);
      });
}

/** The addresses of the pages a list links to. */
const linked = (page: Page, part: string): Promise<string[]> =>
  page.locator(`main a[href*="${part}"]`).evaluateAll((all) => [...new Set(all.map((link) => new URL((link as HTMLAnchorElement).href).pathname))]);

test("pages behind a link in a mail are sound in English and Arabic", async ({ page }) => {
  test.setTimeout(600_000);
  const applicant = `applicant.${key}@example.org`;
  await look(page, ["/en/register"]);
  await post(page, "/en/register", {
    ...{ organisation: `Rural Network ${key}`, acronym: "RN", website: "", category: "civil-society", scope: "national", about: "Trains teachers." },
    ...{ name: "Aminata Ndiaye", email: applicant, password: "a-long-password", language: "en" },
  });
  const confirm = await linkMailedTo(page, applicant, /\/en\/register\//);
  await look(page, [confirm]);
  await post(page, confirm, { password: "a-long-password" });

  await become(page, "desk");
  await page.goto("/en/desk/registrations");
  const registration = await page.getByRole("link", { name: `Rural Network ${key}` }).getAttribute("href");
  await look(page, [
    "/en/desk/registrations",
    registration!,
    "/en/desk/matrix",
    "/en/desk/facilitators",
    "/en/desk/cycles",
    "/en/desk/deadlines",
    "/en/desk/reminders",
    "/en/desk/mail",
  ]);
  await post(page, registration!, { intent: "ask", question: "Since which year?" });
  await page.goto("/en/desk/facilitators");
  await look(page, (await linked(page, "/desk/facilitators/")).slice(0, 1));

  await become(page, "admin");
  await look(page, ["/en/desk/cycles", "/en/desk/cycles/wsis20", "/en/desk/cycles/followup2027"]);

  await become(page, "che.focal");
  const invited = `invited.${key}@example.org`;
  await post(page, "/en/account/people/CHE", { intent: "invited", email: invited, role: "contributor", language: "en" });
  await look(page, ["/en/account/people/CHE"]);

  await page.context().clearCookies();
  await look(page, [
    await linkMailedTo(page, applicant, /\/register\/answer\//),
    await linkMailedTo(page, invited, /\/invitations\//),
    await linkMailedTo(page, "j.mwangi@demo.example", /\/cosign\//),
  ]);
});

test("receipts, published reports, refusals and copying are sound in English and Arabic", async ({ page }) => {
  test.setTimeout(600_000);
  await page.goto("/en/submissions");
  const published = await linked(page, "/submissions/WSIS20-");
  const oneOf = (kind: string) => published.find((path) => path.includes(`-${kind}-`))!;
  await look(page, [oneOf("NR")]);
  // The other kinds are drawn by the same parts.
  await look(page, [oneOf("FR"), oneOf("SC")], { languages: ["ar"] });
  await page.goto(oneOf("NR"));
  await look(page, [await linked(page, "/verify/").then(([path]) => path!)]);
  await look(page, ["/en/verify/WSIS20-0000-0000-0000"], { status: 404 });

  await become(page, "egy.focal");
  await look(page, [`/en/reports/${await openReport(page)}/receipt`]);
  await look(page, ["/en/desk"], { status: 403 });
  await look(page, [`/en/reports/${NOWHERE}`], { status: 404 });

  await become(page, "itu.facilitator");
  await page.goto("/en/reports");
  await look(page, [(await linked(page, "/en/reports/")).find((path) => /[0-9a-f-]{36}$/.test(path))!.concat("/copy")]);
});

test("a section with what is left to do, and one with two texts for an answer, are sound in English and Arabic", async ({ page }) => {
  test.setTimeout(600_000);
  await become(page, "che.focal");
  const report = `/en/reports/${await openReport(page)}`;
  await look(page, [`${report}/sections/G?check`, `${report}/sections/B?check`]);
  for (const language of READERS) {
    const section = inLanguage(`${report}/sections/F`, language);
    const other = await page.context().newPage();
    await Promise.all([page.goto(section), other.goto(section)]);
    const letThrough = await holdSaves(page, "F3");
    await page.locator("textarea[name=F3]").fill("The text of this page");
    const saved = other.waitForResponse((response) => response.url().includes("/answers/F3"));
    await other.locator("textarea[name=F3]").fill(`A colleague’s text ${key} ${language}`);
    expect((await saved).status()).toBe(200);
    await other.close();
    letThrough();
    const panel = page.getByRole("region", { name: textOf(language, "history:conflict.title") });
    await expect(panel).toBeVisible();
    await expectSound(page);
    await panel.getByRole("button", { name: textOf(language, "history:conflict.takeTheirs").split("{{")[0]! }).click();
    await expect(panel).toBeHidden();
    await expect(page.locator("textarea[name=F3]")).toBeFocused();
  }
});

for (const [name, template] of [
  ["itu.facilitator", "facilitator"],
  ["youth.focal", "stakeholder"],
] as const)
  test(`every page of a ${template}’s report in Arabic is sound`, async ({ page }) => {
    test.setTimeout(600_000);
    await become(page, name);
    await page.goto("/ar/reports");
    const [report] = (await linked(page, "/ar/reports/")).filter((path) => /\/reports\/[0-9a-f-]{36}$/.test(path));
    await page.goto(report!);
    const sections = await linked(page, `${report}/sections/`);
    expect(sections.length).toBeGreaterThan(7);
    await look(page, [report!, ...sections, `${report}/review`], { languages: ["ar"] });
  });
