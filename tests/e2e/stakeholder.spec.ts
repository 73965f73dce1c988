import type { Page } from "@playwright/test";
import { fillPage } from "./support/fill";
import { linkMailedTo } from "./support/mailbox";
import { signAndSubmit, signIn } from "./support/people";
import { expect, expectAccessible, keepPicture, test } from "./support/test";
import { textOf } from "./support/texts";

const PASSWORD = "une phrase pour mot de passe";
const key = Math.random().toString(36).slice(2, 8);
const applicant = `asso.${key}@example.org`;
const organisation = `Réseau rural ${key}`;
const fr = (name: string): string => textOf("fr", name);

const PARTNERS = {
  yes: { organisation: `Fondation Oui ${key}`, name: `Awa Confirmée ${key}`, email: `oui.${key}@example.org` },
  no: { organisation: `Institut Non ${key}`, name: `Luc Réticent ${key}`, email: `non.${key}@example.org` },
};

async function register(page: Page): Promise<void> {
  await page.goto("/fr");
  await page.getByRole("link", { name: fr("public:home.register") }).click();
  await expect(page).toHaveURL(/\/fr\/register$/);
  await expectAccessible(page);
  // An incomplete form says what is missing and keeps what was typed.
  await page.locator("input[name=organisation]").fill(organisation);
  await page.locator("details summary", { hasText: fr("registration:field.countries") }).click();
  await page.locator("input[name=countries][value=SEN]").check();
  await page.locator("input[name=accreditation][value=wsis_accredited]").check();
  await page.locator("main form button[type=submit]").click();
  await expect(page.getByRole("alert")).toContainText(fr("errors:registration.category_required"));
  await expect(page.locator("input[name=organisation]")).toHaveValue(organisation);
  await expect(page.locator("input[name=countries][value=SEN]")).toBeChecked();
  await keepPicture(page, "register-fr");

  await page.locator("input[name=acronym]").fill("RR");
  await page.locator("input[name=website]").fill(`reseau-${key}.example.org`);
  await page.locator("select[name=category]").selectOption("civil-society");
  await page.locator("input[name=scope][value=national]").check();
  await page.locator("textarea[name=about]").fill("Forme des enseignants en milieu rural.");
  await page.locator("input[name=name]").fill("Aminata Ndiaye");
  await page.locator("input[name=email]").fill(applicant);
  await page.locator("input[name=password]").fill(PASSWORD);
  await page.locator("main form button[type=submit]").click();
  await expect(page.locator("main")).toContainText(fr("registration:form.sent"));

  await page.goto(await linkMailedTo(page, applicant, /\/fr\/register\//));
  await expectAccessible(page);
  await page.locator("input[name=password]").fill(PASSWORD);
  await page.locator("main form button[type=submit]").click();
  await expect(page.locator("main")).toContainText(fr("registration:confirm.done"));
}

/** The desk asks, the applicant answers by the link, the desk accepts. */
async function screen(desk: Page, applicantPage: Page): Promise<void> {
  await desk.goto("/fr/desk");
  await desk.getByRole("link", { name: fr("desk:queue.registrations") }).click();
  await expectAccessible(desk);
  await desk.getByRole("link", { name: organisation }).click();
  await expect(desk.locator("main")).toContainText(applicant);
  await expectAccessible(desk);
  await desk.locator("textarea[name=question]").fill("Depuis quelle année ?");
  await desk.locator("button[name=intent][value=ask]").click();
  await expect(desk.locator("main")).toContainText(fr("registration:action.ask.done"));

  await applicantPage.goto(await linkMailedTo(applicantPage, applicant, /\/register\/answer\//));
  await expect(applicantPage.locator("main")).toContainText("Depuis quelle année ?");
  await applicantPage.locator("textarea[name=answer]").fill("Depuis 2009.");
  await applicantPage.locator("main form button[type=submit]").click();
  await expect(applicantPage.locator("main")).toContainText(fr("registration:answer.done").slice(0, 25));

  await desk.reload();
  await expect(desk.locator("main")).toContainText("Depuis 2009.");
  await keepPicture(desk, "registration-fr");
  await desk.locator("button[name=intent][value=accept]").click();
  await expect(desk.locator("main")).toContainText(fr("registration:action.accept.done"));
  await expect(desk.locator("main")).toContainText(/ORG-RR-[2-9A-Z]{4}/);
}

/** Fills every page of the contribution; two co-signatories, published with the name of the organisation only. */
async function fillContribution(page: Page, overview: string): Promise<void> {
  const done = new Set<string>();
  for (;;) {
    await page.goto(overview);
    const paths = await page
      .locator(`main a[href*="${overview}/sections/"]`)
      .evaluateAll((all) => [...new Set(all.map((link) => new URL((link as HTMLAnchorElement).href).pathname))]);
    const next = paths.find((path) => !done.has(path));
    if (!next) return;
    done.add(next);
    await page.goto(next);
    await expect(page.locator("form#answers")).toBeVisible();
    if (next.endsWith("/A")) {
      // What was said at registration stands here already.
      await expect(page.locator('input[name="A1.name"]')).toHaveValue(organisation);
      await expect(page.locator("select[name=A2]")).toHaveValue("civil-society");
      await expect(page.locator("select[name=A2] option[value=government]")).toHaveCount(0);
      await narrowCountries(page);
      await page.locator('input[name="A1.founded"]').fill("2009");
      for (const [index, partner] of Object.values(PARTNERS).entries()) {
        await page.locator('button[name=intent][value="add:A6"]').click();
        for (const [field, value] of Object.entries(partner)) await page.locator(`input[name="A6.${index}.${field}"]`).fill(value);
        await page.locator(`select[name="A6.${index}.country"]`).selectOption("MLI");
      }
    }
    if (next.endsWith("/I")) await page.locator("input[value=organisation_only]").check();
    await fillPage(page, (name) => `Texte pour ${name}.`);
    await page.locator("button[name=intent][value=continue]").click();
    await expect(page).not.toHaveURL(new RegExp(`${next}$`));
  }
}

/** The list of States narrows to what is typed, says how much it shows, and keeps what is ticked in view. */
async function narrowCountries(page: Page): Promise<void> {
  const box = (code: string) => page.locator(`input[name="A3.countries"][value=${code}]`);
  await expect(box("SEN")).toBeChecked();
  const search = page
    .locator("fieldset", { has: box("SEN") })
    .last()
    .getByRole("searchbox");
  await search.fill("suisse");
  await expect(box("CHE")).toBeVisible();
  await expect(box("SEN")).toBeVisible();
  await expect(box("KEN")).toBeHidden();
  await expect(
    page
      .locator("fieldset", { has: box("SEN") })
      .last()
      .getByRole("status"),
  ).toContainText("2");
  await search.fill("");
  await expect(box("KEN")).toBeVisible();
}

async function submit(page: Page): Promise<string> {
  await signIn(page, "fr", applicant, PASSWORD);
  await page.goto("/fr/reports");
  await page.locator("main form button[type=submit]").first().click();
  await page.waitForURL(/\/reports\/[0-9a-f-]{36}/);
  const overview = new URL(page.url()).pathname.replace(/(\/reports\/[0-9a-f-]{36}).*/, "$1");
  await fillContribution(page, overview);
  await page.goto(`${overview}/review`);
  await signAndSubmit(page, "Aminata Ndiaye", "Présidente");
  for (const partner of Object.values(PARTNERS)) await expect(page.locator("main")).toContainText(partner.organisation);
  await expect(page.locator("main tbody")).toContainText(fr("signing:cosign.state.asked"));
  await expectAccessible(page);
  return `${overview}/receipt`;
}

async function cosign(page: Page, who: keyof typeof PARTNERS, intent: "confirmed" | "declined"): Promise<void> {
  await page.goto(await linkMailedTo(page, PARTNERS[who].email, /\/fr\/cosign\//));
  await expect(page.locator("main")).toContainText(organisation);
  await expect(page.locator("main")).toContainText("Texte pour B1.");
  const other = PARTNERS[who === "yes" ? "no" : "yes"];
  for (const secret of [other.email, other.name, "focal.point@example.org"]) await expect(page.locator("main")).not.toContainText(secret);
  if (who === "yes") {
    await expectAccessible(page);
    await keepPicture(page, "cosign-fr");
  }
  await page.locator(`button[name=intent][value=${intent}]`).click();
  await expect(page.locator("main")).toContainText(fr(`signing:cosign.done.${intent}`).slice(0, 14));
}

test("an NGO registers, is screened, files a joint contribution, and the public page shows what consent allows", async ({ page, browser }) => {
  test.setTimeout(900_000);
  page.setDefaultTimeout(30_000);
  const other = async () => {
    const opened = await (await browser.newContext()).newPage();
    opened.setDefaultTimeout(30_000);
    return opened;
  };
  const desk = await other();
  await register(page);
  await signIn(desk, "fr", "desk@demo.example", "demo-wsis-2025");
  await screen(desk, page);
  const receipt = await submit(page);

  const anyone = await other();
  await cosign(anyone, "yes", "confirmed");
  await cosign(anyone, "no", "declined");
  await page.goto(receipt);
  await expect(page.locator("main tbody")).toContainText(fr("signing:cosign.state.confirmed"));
  await expect(page.locator("main tbody")).toContainText(fr("signing:cosign.state.declined"));
  await keepPicture(page, "receipt-joint-fr");

  await desk.goto("/fr/desk");
  await desk.getByRole("link", { name: organisation }).click();
  for (const partner of Object.values(PARTNERS)) await expect(desk.locator("main")).toContainText(partner.email);
  for (const step of ["acknowledge", "start_review", "accept", "publish"]) {
    await desk.locator(`button[name=intent][value=${step}]`).click();
    await expect(desk.locator(`button[name=intent][value=${step}]`)).toHaveCount(0);
  }
  await keepPicture(desk, "desk-joint-fr");

  await anyone.goto("/fr/submissions");
  await anyone.getByRole("link", { name: organisation }).first().click();
  await expect(anyone).toHaveURL(/submissions\/WSIS20-SC-ORG-RR-/);
  const shown = anyone.locator("main");
  await expect(shown).toContainText("Texte pour B1.");
  await expect(shown).toContainText(PARTNERS.yes.organisation);
  for (const secret of [
    PARTNERS.yes.name,
    PARTNERS.yes.email,
    PARTNERS.no.organisation,
    PARTNERS.no.name,
    PARTNERS.no.email,
    applicant,
    "focal.point@example.org",
  ])
    await expect(shown).not.toContainText(secret);
  await expectAccessible(anyone);
  await keepPicture(anyone, "published-joint-fr");

  // All three kinds are on the board; organisations by name only once they are public.
  await anyone.goto("/fr/status");
  for (const kind of ["state", "un_entity", "organisation"])
    await expect(anyone.getByRole("link", { name: fr(`public:templates.kind.${kind}`), exact: true })).toBeVisible();
  await anyone.getByRole("link", { name: fr("public:templates.kind.organisation"), exact: true }).click();
  await expect(anyone.locator("main")).toContainText(organisation);
  for (const partner of Object.values(PARTNERS)) await expect(anyone.locator("main")).not.toContainText(partner.organisation);
  await expectAccessible(anyone);
  await anyone.setViewportSize({ width: 390, height: 844 });
  await keepPicture(anyone, "status-stakeholders-fr-390");
  await anyone.goto("/fr/submissions?q=RR&category=civil-society");
  await expect(anyone.locator("main")).toContainText(organisation);
});
