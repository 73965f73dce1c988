import type { Page } from "@playwright/test";
import { decide } from "./support/desk";
import { linkMailedTo } from "./support/mailbox";
import { makePerson, PASSWORD, signAndSubmit, signIn } from "./support/people";
import { fillPage } from "./support/fill";
import { expect, keepPicture, test } from "./support/test";
import { textOf } from "./support/texts";

test.use({ javaScriptEnabled: false });

/** Opens the page of a State's newest signed version from the desk's queue. */
async function openVersion(desk: Page, party: string): Promise<void> {
  await desk.goto("/en/desk");
  const link = desk
    .locator("tr")
    .filter({ hasText: `-${party}` })
    .locator('a[href*="/desk/submissions/"]')
    .first();
  await desk.goto((await link.getAttribute("href"))!);
}

async function save(page: Page): Promise<void> {
  await page.locator("button[name=intent][value=save]").last().click();
  await expect(page).toHaveURL(/[?&]saved/);
}

test("without JavaScript a report is filled with a file, kept in a conflict, signed, recalled, signed anew in a new version and not published", async ({
  page,
  browser,
}) => {
  test.setTimeout(900_000);
  const [author, colleague] = [await makePerson("Author FJI", "focal_point", "en", "FJI"), await makePerson("Colleague FJI", "contributor", "en", "FJI")];
  const officer = await makePerson("Officer FJI", "desk_officer", "en");
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
      await save(page);
    }
  }

  // Every list of a ranking offers everything; the order of the lists is the order of the answer, and nothing stands twice.
  await page.goto(`${overview}/sections/H`);
  const ranks = page.locator("select[name='H2.issues']");
  for (const [rank, issue] of ["dpi", "", "ai", "dpi", ""].entries()) await ranks.nth(rank).selectOption(issue);
  await save(page);
  for (const [rank, issue] of ["dpi", "ai", "", "", ""].entries()) await expect(ranks.nth(rank)).toHaveValue(issue);

  // A file goes with the page it is chosen on, and stays until its box is cleared.
  const annex = { name: "Annex.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4\nAn annex\n") };
  await page.goto(`${overview}/sections/A`);
  await page.locator("input[type=file][name='upload.A5.files']").setInputFiles(annex);
  await save(page);
  const file = page.getByRole("link", { name: annex.name });
  expect(await (await page.request.get((await file.getAttribute("href"))!)).body()).toEqual(annex.buffer);
  await page.locator("button[name=intent][value=save]").last().click();
  await expect(file).toBeVisible();

  // A colleague saves in between: the page comes back with both texts.
  await page.goto(`${overview}/sections/B`);
  await page.locator("textarea[name=B1]").fill("Mine, typed on the older revision.");
  const theirs = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await signIn(theirs, "en", colleague.email);
  await theirs.goto(`${overview}/sections/B`);
  await theirs.locator("textarea[name=B1]").fill("Theirs, saved first.");
  await save(theirs);
  await page.locator("button[name=intent][value=save]").last().click();
  await expect(page.locator("main")).toContainText("Theirs, saved first.");
  await expect(page.locator("textarea[name=B1]")).toHaveValue("Mine, typed on the older revision.");
  await keepPicture(page, "no-script-conflict");
  await page.locator("button[name=intent][value=save]").last().click();
  await page.goto(`${overview}/sections/B`);
  await expect(page.locator("textarea[name=B1]")).toHaveValue("Mine, typed on the older revision.");

  await page.goto(`${overview}/review`);
  await expect(page.locator("#A5-answer").getByRole("link", { name: annex.name })).toBeVisible();
  const first = await signAndSubmit(page, "A. Signatory", "Director");

  // Taken back before its review, it can be written again.
  await page.locator("button[name=intent][value=recall]").click();
  await expect(page).toHaveURL(new RegExp(`${overview}$`));
  await page.goto(`${overview}/sections/B`);
  await page.locator("textarea[name=B1]").fill("Mine, after the recall.");
  await save(page);
  await page.goto(`${overview}/review`);
  const second = await signAndSubmit(page, "A. Signatory", "Director");
  expect(second).not.toBe(first);

  // Once its review has begun, only a new version can be opened; the signed one stands until then.
  const desk = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await signIn(desk, "en", officer.email);
  await openVersion(desk, "FJI");
  await decide(desk, ["acknowledge", "start_review"]);
  await page.goto(`${overview}/receipt`);
  await expect(page.locator("button[name=intent][value=recall]")).toHaveCount(0);
  await page.locator("button[name=intent][value=new_version]").click();
  await expect(page).toHaveURL(new RegExp(`${overview}$`));
  await page.goto(`${overview}/sections/B`);
  await page.locator("textarea[name=B1]").fill("Mine, in a further version.");
  await save(page);
  await page.goto(`${overview}/review`);
  const third = await signAndSubmit(page, "A. Signatory", "Director");

  // Not publishing wants a reason, which is kept and told.
  await openVersion(desk, "FJI");
  await expect(desk.locator("main")).toContainText(third);
  await expect(desk.locator("main")).toContainText("Mine, in a further version.");
  await decide(desk, ["acknowledge", "start_review", "accept"]);
  await desk.locator("button[name=intent][value=decline]").click();
  await expect(desk.locator("textarea[name=reason]")).toHaveAttribute("aria-invalid", "true");
  await desk.locator("textarea[name=reason]").fill("The annex names a person who did not agree.");
  await decide(desk, ["decline"]);
  await expect(desk.locator("main")).toContainText(textOf("en", "desk:action.decline.done"));
  await expect(desk.locator("main")).toContainText("The annex names a person who did not agree.");
  expect((await theirs.goto("/en/submissions/WSIS20-NR-FJI"))!.status()).toBe(404);
});

test("without JavaScript an organisation registers, answers what it must, names a co-signatory, signs, and the co-signatory confirms", async ({
  page,
  browser,
}) => {
  test.setTimeout(300_000);
  const key = Math.random().toString(36).slice(2, 8);
  const [organisation, email] = [`Network Without Scripts ${key}`, `plain.${key}@example.org`];
  const partner = { organisation: `Foundation ${key}`, name: "Awa Partner", email: `partner.${key}@example.org` };
  const fill = async (values: Record<string, string>): Promise<void> => {
    for (const [name, value] of Object.entries(values)) await page.locator(`:is(input, textarea)[name="${name}"]`).fill(value);
  };
  const tick = async (...boxes: [name: string, value?: string][]): Promise<void> => {
    for (const [name, value] of boxes) await page.locator(`input[name="${name}"]${value ? `[value="${value}"]` : ""}`).check();
  };
  const submit = page.locator("main form button[type=submit]");

  await page.goto("/en/register");
  await fill({ organisation, about: "Trains teachers.", name: "Ada Plain", email, password: PASSWORD });
  await page.locator("select[name=category]").selectOption("civil-society");
  await tick(["scope", "global"]);
  await submit.click();
  await expect(page.locator("main")).toContainText(textOf("en", "registration:form.sent"));
  await page.goto(await linkMailedTo(page, email, /\/en\/register\//));
  await fill({ password: PASSWORD });
  await submit.click();
  await expect(page.locator("main")).toContainText(textOf("en", "registration:confirm.done"));

  const desk = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await signIn(desk, "en", "desk@demo.example", "demo-wsis-2025");
  await desk.goto("/en/desk/registrations");
  await desk.getByRole("link", { name: organisation }).click();
  await desk.locator("button[name=intent][value=accept]").click();
  await expect(desk.locator("main")).toContainText(textOf("en", "registration:action.accept.done"));

  await signIn(page, "en", email);
  await page.goto("/en/reports");
  await submit.first().click();
  await page.waitForURL(/\/reports\/[0-9a-f-]{36}/);
  const overview = /.*\/reports\/[0-9a-f-]{36}/.exec(new URL(page.url()).pathname)![0];
  await page.goto(`${overview}/sections/A`);
  await fill({ "A5.name": "Ada Plain", "A5.email": email });
  await tick(["A8.lines", "C4"]);
  await page.locator('button[name=intent][value="add:A6"]').click();
  await fill({ "A6.0.organisation": partner.organisation, "A6.0.name": partner.name, "A6.0.email": partner.email });
  await save(page);
  await page.goto(`${overview}/sections/B`);
  await fill({ B1: "A summary written without a script." });
  await save(page);
  await page.goto(`${overview}/sections/I`);
  await fill({ "I1.official": "Ada Plain", "I1.function": "President" });
  await tick(["I1.publish", "organisation_only"], ["I1.accuracy"], ["I1.conduct"], ["I1.declaration"]);
  await save(page);
  // The licence is asked for once there is something to publish.
  await tick(["I1.licence"]);
  await save(page);
  await page.goto(`${overview}/review`);
  await signAndSubmit(page, "Ada Plain", "President");
  await expect(page.locator("main tbody")).toContainText(partner.organisation);

  const invited = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await invited.goto(await linkMailedTo(invited, partner.email, /\/en\/cosign\//));
  await expect(invited.locator("main")).toContainText("A summary written without a script.");
  await invited.locator("button[name=intent][value=confirmed]").click();
  await page.reload();
  await expect(page.locator("main tbody")).toContainText(textOf("en", "signing:cosign.state.confirmed"));
});
