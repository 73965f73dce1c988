import { makePerson, PASSWORD, signInPlainly } from "./support/people";
import { expectSoundOnTelephone, telephone } from "./support/telephone";
import { expect, expectAccessible, test } from "./support/test";
import { filled, textOf } from "./support/texts";

/** A focal point asks somebody of a ministry for a question and a section; they write them and find nothing else, in Arabic. */
test("places of a report are assigned, written and ended, with JavaScript and without, in English and Arabic", async ({ browser, page }) => {
  const [author, invited] = await Promise.all([makePerson("Author NPL", "focal_point", "en", "NPL"), makePerson("Ministry NPL", "delegate", "ar", "NPL")]);
  const focal = await telephone(browser, author.email);
  await focal.goto("/en/reports");
  await focal.locator("main form button[type=submit]").first().click();
  await focal.waitForURL(/\/reports\/[0-9a-f-]{36}$/);
  const id = /[0-9a-f-]{36}/.exec(focal.url())![0];
  await focal.getByRole("link", { name: textOf("en", "delegations:page.open"), exact: true }).click();
  await expect(focal).toHaveURL(/\/delegation$/);
  await focal.locator("button[name=intent][value=assigned]").click();
  await expect(focal.getByText(textOf("en", "errors:delegation.person_required")).first()).toBeVisible();

  await focal.locator("#assignment-person").selectOption({ label: invited.name });
  for (const [page, place] of [
    ["B", "B/B1"],
    ["C", "C"],
  ] as const) {
    await focal
      .locator("details", { has: focal.locator(`#places-${page}`) })
      .locator("summary")
      .click();
    await focal.locator(`input[name=places][value="${place}"]`).check();
  }
  await focal.locator("input[name=due]").fill("2025-01-31");
  await focal.locator("textarea[name=note]").fill("Two pages, please.");
  await focal.locator("button[name=intent][value=assigned]").click();
  await expect(focal).toHaveURL(/done=assigned/);
  await expect(focal.getByText(textOf("en", "delegations:list.overdue"))).toBeVisible();
  await expectSoundOnTelephone(browser, focal);

  const writer = await telephone(browser, invited.email);
  await writer.goto("/ar/reports");
  await expect(writer.getByText(textOf("ar", "delegations:asked.overdue"))).toBeVisible();
  await expect(writer.getByText("Two pages, please.")).toBeVisible();
  await expectSoundOnTelephone(browser, writer);
  await writer.locator(`main a[href$="/sections/B#B1"]`).click();
  await expect(writer.locator("textarea[name=B1]")).toHaveCount(1);
  await expect(writer.locator("[name^='rev.']")).toHaveCount(1);
  await writer.locator("textarea[name=B1]").fill("نص الوزارة");
  await writer.locator("button[name=intent][value=continue]").first().click();
  await expect(writer).toHaveURL(/\/sections\/C(?:#.*)?$/);
  await writer.goto(`/ar/reports/${id}`);
  await expect(writer.getByText(textOf("ar", "delegations:part.text"))).toBeVisible();
  await expect(writer.locator("main table tbody tr")).toHaveCount(2);
  await expectSoundOnTelephone(browser, writer);
  for (const hidden of ["sections/A", "review", "delegation", "history/B2"]) expect((await writer.goto(`/ar/reports/${id}/${hidden}`))?.status()).toBe(404);

  await focal.goto(`/en/reports/${id}/sections/B`);
  await expect(focal.locator("textarea[name=B1]")).toHaveValue("نص الوزارة");

  // The same page alive: it saves what is typed, and goes on to one's own pages.
  await signInPlainly(page, invited.email, PASSWORD);
  await page.goto(`/en/reports/${id}/sections/B`);
  const saved = page.waitForResponse((answer) => answer.url().includes("/answers/B1") && answer.request().method() === "PUT");
  await page.locator("textarea[name=B1]").fill("From the ministry.");
  expect((await saved).status()).toBe(200);
  await page.locator("button[name=intent][value=continue]").first().click();
  await expect(page).toHaveURL(/\/sections\/C$/);
  await page.locator("button[name=intent][value=continue]").first().click();
  await expect(page).toHaveURL(/\/reports\/[0-9a-f-]{36}$/);

  await focal.goto(`/en/reports/${id}/delegation`);
  await focal.getByRole("link", { name: filled(textOf("en", "delegations:list.changeNamed"), { name: invited.name }) }).click();
  await expect(focal.locator("input[name=places]:checked")).toHaveCount(2);
  await expectSoundOnTelephone(browser, focal);
  await focal.locator("input[name=places][value=C]").uncheck();
  await focal.locator("button[name=intent][value=changed]").click();
  await expect(focal).toHaveURL(/done=changed/);
  expect((await writer.goto(`/ar/reports/${id}/sections/C`))?.status()).toBe(404);
  await focal.locator("summary", { hasText: textOf("en", "delegations:list.end") }).click();
  await focal.locator("button[name=intent][value=ended]").click();
  await expect(focal).toHaveURL(/done=ended/);
  expect((await writer.goto(`/ar/reports/${id}`))?.status()).toBe(404);
});

/** A ministry proposes an answer in Arabic; the focal point sees it beside the question, gives it back with a reason, then takes it. */
test("a proposed text is kept apart until it is taken, with JavaScript and without, in English and Arabic", async ({ browser, page }) => {
  const [author, invited] = await Promise.all([makePerson("Author BTN", "focal_point", "en", "BTN"), makePerson("Ministry BTN", "delegate", "ar", "BTN")]);
  const focal = await telephone(browser, author.email);
  await focal.goto("/en/reports");
  await focal.locator("main form button[type=submit]").first().click();
  await focal.waitForURL(/\/reports\/[0-9a-f-]{36}$/);
  const id = /[0-9a-f-]{36}/.exec(focal.url())![0];
  await focal.goto(`/en/reports/${id}/delegation`);
  await focal.locator("#assignment-person").selectOption({ label: invited.name });
  await focal
    .locator("details", { has: focal.locator("#places-B") })
    .locator("summary")
    .click();
  await focal.locator('input[name=places][value="B/B1"]').check();
  await focal.locator("input[name=how][value=proposes]").check();
  await focal.locator("button[name=intent][value=assigned]").click();
  await expect(focal.getByText(textOf("en", "delegations:list.proposes"))).toBeVisible();

  const writer = await telephone(browser, invited.email);
  await writer.goto(`/ar/reports/${id}/sections/B`);
  await writer.locator("textarea[name=B1]").fill("نص الوزارة");
  await writer.locator("button[name=intent][value=save]").last().click();
  await expect(writer.locator("textarea[name=B1]")).toHaveValue("نص الوزارة");
  await writer.getByRole("button", { name: textOf("ar", "delegations:proposing.call") }).click();
  await expect(writer).toHaveURL(/decided=ready/);
  await expect(writer.getByText(textOf("ar", "delegations:decided.ready"))).toBeVisible();
  await expectSoundOnTelephone(browser, writer);

  // Beside the question and on the lists, not in the answer.
  await focal.goto("/en/reports");
  await focal.getByRole("link", { name: textOf("en", "delegations:waiting.link") }).click();
  await expect(focal.getByRole("heading", { name: textOf("en", "delegations:waiting.title") })).toBeVisible();
  await expectSoundOnTelephone(browser, focal);
  await focal.locator('main a[href$="/sections/B#B1"]').first().click();
  await expect(focal.locator("textarea[name=B1]")).toHaveValue("");
  const panel = focal.locator("section", { has: focal.getByRole("heading", { name: new RegExp(invited.name) }) });
  await expect(panel).toContainText("نص الوزارة");
  await expect(panel).toContainText(textOf("en", "delegations:proposal.ready"));
  await expectSoundOnTelephone(browser, focal);
  await panel.locator("summary").click();
  await panel.locator("textarea").fill("One more figure, please.");
  await panel.getByRole("button", { name: textOf("en", "delegations:proposal.send") }).click();
  await expect(focal.getByText(textOf("en", "delegations:decided.back"))).toBeVisible();
  await expect(panel).toHaveCount(0);

  // The same pages alive: the author goes on, and what the focal point typed meanwhile is not lost.
  await signInPlainly(page, invited.email, PASSWORD);
  await page.goto(`/ar/reports/${id}/sections/B`);
  await expect(page.getByText("One more figure, please.")).toBeVisible();
  await expectAccessible(page);
  const saved = page.waitForResponse((answer) => answer.url().includes("/answers/B1") && answer.request().method() === "PUT");
  await page.locator("textarea[name=B1]").fill("نص الوزارة 2025");
  expect((await saved).status()).toBe(200);
  await signInPlainly(page, author.email, PASSWORD);
  await page.goto(`/en/reports/${id}/sections/B`);
  // The page is alive: before that, the button takes the proposal as it does without scripts.
  await expect(page.getByRole("toolbar").first()).toBeVisible();
  await page.locator("textarea[name=B1]").fill("Our own text.");
  await page.getByRole("button", { name: textOf("en", "delegations:proposal.take"), exact: true }).click();
  // What was typed meanwhile is saved first, and shown beside the proposal before that takes its place.
  await expect(page.getByText(textOf("en", "errors:proposal.answer_changed"))).toBeVisible();
  await expect(page.locator("textarea[name=B1]")).toHaveValue("Our own text.");
  await page.getByRole("button", { name: textOf("en", "delegations:proposal.take"), exact: true }).click();
  await expect(page).toHaveURL(/decided=take#B1/);
  await expect(page.locator("textarea[name=B1]")).toHaveValue("نص الوزارة 2025");
  await page.goto(`/en/reports/${id}/history/B1`);
  await expect(page.getByText(invited.name)).toBeVisible();
  await expect(page.getByText("Our own text.").first()).toBeVisible();
});
