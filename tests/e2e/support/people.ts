import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, type Page } from "@playwright/test";
import type { Language } from "../../../app/lib/languages";

const run = promisify(execFile);
/** The number of a receipt of this cycle. */
const RECEIPT = /WSIS20(?:-[0-9A-Z]{4}){3}/;
export const PASSWORD = "a-long-password-for-tests";
export type Person = { email: string; name: string; language: Language };

/** Makes an account with the command line, as whoever runs the portal would, while the portal of a data folder runs. */
export async function makePerson(name: string, role: string, language: Language, party?: string, dataDir: string = process.env.E2E_DATA_DIR!): Promise<Person> {
  const email = `${name.toLowerCase().replace(/[^a-z0-9]+/g, ".")}.${Math.random().toString(36).slice(2, 8)}@example.org`;
  const args = [
    "user",
    "create",
    "--email",
    email,
    "--name",
    name,
    "--role",
    role,
    "--language",
    language,
    "--password",
    PASSWORD,
    ...(party ? ["--party", party] : []),
  ];
  await run("node_modules/.bin/tsx", ["cli/portal.ts", ...args], { env: { ...process.env, DATA_DIR: dataDir, LOG_LEVEL: "warn" } });
  return { email, name, language };
}

/** Signs in on the sign-in page of a language and waits for the page that follows. */
export async function signIn(page: Page, language: Language, email: string, password = PASSWORD): Promise<void> {
  await page.goto(`/${language}/sign-in`);
  await page.locator("input[name=email]").fill(email);
  await page.locator("input[name=password]").fill(password);
  await page.locator("main form button[type=submit]").first().click();
  await expect(page).not.toHaveURL(/sign-in/);
}

/** Signs the report whose review page is open, submits it and waits for its receipt. Returns the receipt's number. */
export async function signAndSubmit(page: Page, name: string, title: string): Promise<string> {
  await page.locator("input[name=name]").fill(name);
  await page.locator("input[name=function]").fill(title);
  await page.locator("input[type=checkbox][name=accepted]").check();
  await page.locator("main form button[type=submit]").last().click();
  await page.waitForURL(/\/receipt$/);
  await expect(page.locator("main")).toContainText(RECEIPT);
  return RECEIPT.exec(await page.locator("main").innerText())![0];
}

/** Signs in with a plain request, for tests that are not about signing in: the page has the session's cookie afterwards. */
export async function signInPlainly(page: Page, email: string, password: string): Promise<void> {
  const { origin } = new URL((await page.request.get("/en/sign-in")).url());
  const answer = await page.request.post("/en/sign-in", { form: { email, password }, headers: { origin }, maxRedirects: 0 });
  expect(answer.status()).toBe(302);
}

/** The id of the first report of whoever is signed in; one is started where there is none. */
export async function openReport(page: Page): Promise<string> {
  await page.goto("/en/reports");
  const open = page.locator('main a[href*="/en/reports/"]');
  if ((await open.count()) > 0) await open.first().click();
  else await page.locator("main form button[type=submit]").first().click();
  await page.waitForURL(/\/reports\/[0-9a-f-]{36}/);
  return /[0-9a-f-]{36}/.exec(page.url())![0];
}
