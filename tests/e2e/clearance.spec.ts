import type { Browser, Page } from "@playwright/test";
import type { Language } from "../../app/lib/languages";
import { makePerson, signAndSubmit } from "./support/people";
import { expectSoundOnTelephone, telephone } from "./support/telephone";
import { expect, test } from "./support/test";
import { textOf } from "./support/texts";

/** Two people of one State on telephones without JavaScript: one asks, the other returns and then clears, and it is signed. */
const DEMO = "demo-wsis-2025";
const STEP = "Ministry of Health";

/** The answers of a demonstration report, brought into another as a program would. */
async function bringAnswers(from: Page, to: Page, id: string): Promise<void> {
  await from.goto("/en/reports");
  const href = await from.locator('main a[href*="/en/reports/"]').first().getAttribute("href");
  const source = /[0-9a-f-]{36}/.exec(href!)![0];
  const { items } = (await (await from.request.get(`/api/v1/reports/${source}/answers`)).json()) as { items: Record<string, unknown>[] };
  const { origin } = new URL(to.url());
  for (let start = 0; start < items.length; start += 40) {
    const operations = items.slice(start, start + 40).map(({ question, row, value, confidential }) => ({
      opId: crypto.randomUUID(),
      question,
      row,
      value,
      confidential,
      baseRevision: 0,
    }));
    const answer = await to.request.post(`/api/v1/reports/${id}/saves`, { data: operations, headers: { origin } });
    expect(answer.status()).toBe(200);
  }
}

const press = (page: Page, act: string) => page.locator(`button[name=intent][value=${act}]`).click();

async function expectPanel(browser: Browser, page: Page, language: Language): Promise<void> {
  await expect(page.getByRole("heading", { level: 2, name: textOf(language, "clearances:panel.title"), exact: true })).toBeVisible();
  await expectSoundOnTelephone(browser, page);
}

test("a report is returned, cleared and signed by a chain, on telephones and without JavaScript, in English and Arabic", async ({ browser }) => {
  const [author, clearer] = await Promise.all([makePerson("Author JOR", "focal_point", "en", "JOR"), makePerson("Clearer JOR", "approver", "ar", "JOR")]);
  const focal = await telephone(browser, author.email);
  await focal.goto("/en/account/people/JOR/clearance");
  await expectSoundOnTelephone(browser, focal);
  await focal.locator("input[name=steps][value='1']").check();
  await focal.locator("input[name=name1]").fill(STEP);
  await focal.getByRole("checkbox", { name: clearer.name }).first().check();
  await focal.locator("main form button[type=submit]").click();
  await expect(focal).toHaveURL(/\?done/);

  await focal.goto("/en/reports");
  await focal.locator("main form button[type=submit]").first().click();
  await focal.waitForURL(/\/reports\/[0-9a-f-]{36}$/);
  const id = /[0-9a-f-]{36}/.exec(focal.url())![0];
  await expect(focal.getByText(textOf("en", "clearances:panel.ready"))).toBeVisible();
  await bringAnswers(await telephone(browser, "egy.focal@demo.example", DEMO), focal, id);
  await focal.goto(`/en/reports/${id}`);
  await focal.locator("textarea[name=text]").fill("Please look at section B.");
  await press(focal, "ask");
  await expect(focal).toHaveURL(/\/clearance\?done=ask/);
  await expectPanel(browser, focal, "en");
  await focal.goto(`/en/reports/${id}/sections/B`);
  await expect(focal.getByText(STEP)).toBeVisible();

  const reader = await telephone(browser, clearer.email);
  await reader.goto("/ar/reports");
  await reader.getByRole("link", { name: textOf("ar", "clearances:asked.link") }).click();
  await expectPanel(browser, reader, "ar");
  await press(reader, "return");
  await expect(reader.getByText(textOf("ar", "errors:clearance.reason_required")).first()).toBeVisible();
  await reader.locator("#return-text").fill("القسم ب قصير.");
  await press(reader, "return");
  await expect(reader).toHaveURL(/done=return/);

  await focal.goto(`/en/reports/${id}`);
  await expect(focal.getByText("القسم ب قصير.")).toBeVisible();
  await press(focal, "ask");
  await reader.goto(`/ar/reports/${id}/review`);
  await press(reader, "clear");
  await expect(reader).toHaveURL(/done=clear/);
  await focal.goto(`/en/reports/${id}/review`);
  await expectPanel(browser, focal, "en");
  await signAndSubmit(focal, "A. Signatory", "Director");
  await focal.goto(`/en/reports/${id}/clearance`);
  await expect(focal.getByText(textOf("en", "clearances:place.signed"))).toBeVisible();
});
