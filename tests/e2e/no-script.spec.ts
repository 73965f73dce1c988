import { makePerson, signAndSubmit, signIn } from "./support/people";
import { fillPage } from "./support/fill";
import { expect, keepPicture, test } from "./support/test";

test.use({ javaScriptEnabled: false });

test("without JavaScript a report is started, filled page by page, kept in a conflict, reviewed, signed and recalled", async ({ page, browser }) => {
  test.setTimeout(900_000);
  const [author, colleague] = [await makePerson("Author FJI", "focal_point", "en", "FJI"), await makePerson("Colleague FJI", "contributor", "en", "FJI")];
  await signIn(page, "en", author.email);
  await page.goto("/en/reports");
  await page.locator("main form button[type=submit]").first().click();
  await page.waitForURL(/\/reports\/[0-9a-f-]{36}/);
  const overview = new URL(page.url()).pathname.replace(/(\/reports\/[0-9a-f-]{36}).*/, "$1");

  const done = new Set<string>();
  for (;;) {
    await page.goto(overview);
    const links = await page
      .locator(`main a[href*="${overview}/sections/"]`)
      .evaluateAll((all) => [...new Set(all.map((link) => (link as HTMLAnchorElement).getAttribute("href")!.replace(/[?#].*/, "")))]);
    const next = links.find((path) => !done.has(path));
    if (!next) break;
    done.add(next);
    await page.goto(next);
    // Answers that bring others into sight do so when the page is saved.
    for (let round = 0; round < 3; round++) {
      const filled = await fillPage(page, (name) => `A text for ${name}, written without a script.`);
      if (filled === 0) break;
      await page.locator("button[name=intent][value=save]").last().click();
      await expect(page).toHaveURL(/[?&]saved/);
    }
  }

  // A colleague saves in between: the page comes back with both texts.
  await page.goto(`${overview}/sections/B`);
  await page.locator("textarea[name=B1]").fill("Mine, typed on the older revision.");
  const theirs = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await signIn(theirs, "en", colleague.email);
  await theirs.goto(`${overview}/sections/B`);
  await theirs.locator("textarea[name=B1]").fill("Theirs, saved first.");
  await theirs.locator("button[name=intent][value=save]").last().click();
  await expect(theirs).toHaveURL(/[?&]saved/);
  await page.locator("button[name=intent][value=save]").last().click();
  await expect(page.locator("main")).toContainText("Theirs, saved first.");
  await expect(page.locator("textarea[name=B1]")).toHaveValue("Mine, typed on the older revision.");
  await keepPicture(page, "no-script-conflict");
  await page.locator("button[name=intent][value=save]").last().click();
  await page.goto(`${overview}/sections/B`);
  await expect(page.locator("textarea[name=B1]")).toHaveValue("Mine, typed on the older revision.");

  await page.goto(`${overview}/review`);
  await signAndSubmit(page, "A. Signatory", "Director");
});
