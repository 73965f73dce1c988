import type { Browser, Page } from "@playwright/test";
import { expectNoSideways, expectTranslated } from "./page-checks";
import { PASSWORD, signInPlainly } from "./people";
import { expectAccessible } from "./test";

const viewport = { width: 390, height: 844 };

/** Somebody signed in on a telephone without JavaScript. */
export async function telephone(browser: Browser, email: string, password = PASSWORD): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport });
  const page = await context.newPage();
  await signInPlainly(page, email, password);
  return page;
}

/** The page that is open breaks no rule of accessibility, has all its texts and fits a telephone; the rules are asked by a script. */
export async function expectSoundOnTelephone(browser: Browser, page: Page): Promise<void> {
  const context = await browser.newContext({ storageState: await page.context().storageState(), viewport });
  const scripted = await context.newPage();
  await scripted.goto(page.url());
  await expectAccessible(scripted);
  await expectTranslated(scripted);
  await expectNoSideways(scripted);
  await context.close();
}
