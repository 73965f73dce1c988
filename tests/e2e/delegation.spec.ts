import { makePerson, PASSWORD, signInPlainly } from "./support/people";
import { expectSoundOnTelephone, telephone } from "./support/telephone";
import { expect, test } from "./support/test";
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
