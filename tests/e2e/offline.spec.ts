import type { Page } from "@playwright/test";
import { openReport, signInPlainly } from "./support/people";
import { expect, expectAccessible, test } from "./support/test";
import { textOf } from "./support/texts";

const en = (key: string): string => textOf("en", key);
/** A text up to its first placeholder. */
const opening = (key: string): string => en(key).split("{{")[0]!;
test.use({ serviceWorkers: "allow" });

const AUTHOR = "che.focal@demo.example";
const PASSWORD = "demo-wsis-2025";

/** Opens a page of the demonstration report of Switzerland and waits until it saves by itself. */
async function openSection(page: Page, section: string): Promise<string> {
  await signInPlainly(page, AUTHOR, PASSWORD);
  const path = `/en/reports/${await openReport(page)}/sections/${section}`;
  await page.goto(path);
  await expect(page.getByText(en("reports:saving.untouched")).or(page.getByText(en("reports:saving.savedBefore")))).toBeVisible();
  return path;
}

/** What a browser writes to the console while there is no line. */
const LINK_DOWN = /net::ERR_(?:FAILED|ABORTED|INTERNET_DISCONNECTED)|Failed to fetch/;

/** Nothing else went wrong than that there was no line. */
function expectOnlyLinkDown(watched: string[]): void {
  expect(watched.filter((fault) => !LINK_DOWN.test(fault))).toEqual([]);
  watched.length = 0;
}

/** Waits until the device has a copy of a page. */
const kept = (page: Page, path: string) =>
  expect.poll(() => page.evaluate(async (address) => (await caches.match(address)) !== undefined, path), { timeout: 60_000 }).toBe(true);

/** Waits until it has the texts of the report's own page, the last things to be kept. */
const textsKept = (page: Page) =>
  expect
    .poll(
      () =>
        page.evaluate(async () => {
          for (const name of await caches.keys())
            for (const { url } of await (await caches.open(name)).keys()) if (url.includes("/assets/download-")) return true;
          return false;
        }),
      { timeout: 60_000 },
    )
    .toBe(true);

const saved = (page: Page) => page.getByText(opening("reports:saving.saved"));

test("a session that ends mid-sentence: the author signs in over the page, and writes on where the caret stood", async ({ page, context }) => {
  await openSection(page, "F");
  const area = page.locator("textarea[name=F5]");
  await area.fill("The first part and the last part.");
  await expect(saved(page)).toBeVisible();
  await context.clearCookies({ name: "session" });
  await area.evaluate((box: HTMLTextAreaElement) => (box.focus(), box.setSelectionRange(14, 14)));
  await page.keyboard.type(", the second");
  await expect(page.getByText(en("reports:saving.signed_out")).first()).toBeVisible();

  // By the keyboard alone, with a wrong password first.
  const open = page.getByRole("button", { name: en("device:signIn.open") });
  await open.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: en("device:signIn.title") });
  const password = dialog.getByLabel(en("account:field.password"));
  await expect(password).toBeFocused();
  await expect(dialog.getByLabel(en("account:field.email"))).toHaveValue(AUTHOR);
  await expectAccessible(page);
  await page.keyboard.type("not the password");
  // Back from another window, what waits is tried again: the dialog stays.
  const tried = page.waitForResponse((response) => response.status() === 401);
  await page.evaluate(() => window.dispatchEvent(new Event("focus")));
  await tried;
  await expect(password).toHaveValue("not the password");
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("alert")).toContainText(en("errors:identity.sign_in_failed"));
  // Somebody else's account opens nothing here.
  await dialog.getByLabel(en("account:field.email")).fill("desk@demo.example");
  await password.fill(PASSWORD);
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("alert")).toContainText(en("errors:identity.other_person"));
  await dialog.getByLabel(en("account:field.email")).fill(AUTHOR);
  await password.fill(PASSWORD);
  await page.keyboard.press("Enter");
  await expect(dialog).toHaveCount(0);
  await expect(area).toBeFocused();
  await page.keyboard.type(" part");
  await expect(area).toHaveValue("The first part, the second part and the last part.");
  await expect(saved(page)).toBeVisible();

  // Another person who signs in elsewhere in this browser writes nothing in the author's name.
  await context.clearCookies({ name: "session" });
  await signInPlainly(page, "desk@demo.example", PASSWORD);
  await page.keyboard.type(" More.");
  await expect(page.getByText(en("reports:saving.otherPerson")).first()).toBeVisible();
  await open.click();
  await password.fill(PASSWORD);
  await page.keyboard.press("Enter");
  await expect(saved(page)).toBeVisible();
  await expect(area).toHaveValue("The first part, the second part More. and the last part.");
  await area.fill("");
  await expect(saved(page)).toBeVisible();
});

test("without a line a report that was open once is opened again, its other pages too, and what is typed goes out later", async ({
  page,
  context,
  watched,
}) => {
  const path = await openSection(page, "F");
  const other = path.replace(/F$/, "C");
  const [here, there] = [page.locator("textarea[name=F6]"), page.locator("textarea[name=C3]")];
  const later = page.locator("textarea[name=F9]");
  const banner = page.getByRole("status").filter({ hasText: en("device:kept.title") });
  await kept(page, other);
  await kept(page, path);
  await textsKept(page);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await later.fill("Saved after the copy.");
  await expect(saved(page)).toBeVisible();

  await context.setOffline(true);
  await page.reload();
  await expect(banner).toContainText(opening("device:kept.text"));
  await expectAccessible(page);
  // What was saved after the copy was made is shown in it.
  await expect(later).toHaveValue("Saved after the copy.");
  await here.fill("Typed without a line.");
  await expect(page.getByText(en("reports:unit.waiting"))).toBeVisible();
  // The way to another page of the report, then to the report, and back by the browser's own.
  await page.locator('main nav a[href$="/sections/C"]').click();
  await expect(page).toHaveURL(/\/sections\/C$/);
  await expect(banner).toBeVisible();
  await there.fill("Typed on another page.");
  await page
    .getByRole("navigation")
    .locator(`a[href="${path.replace(/\/sections.*/, "")}"]`)
    .first()
    .click();
  await expect(page).toHaveURL(/reports\/[0-9a-f-]{36}$/);
  await expect(banner).toBeVisible();
  await page.goBack();
  await expect(there).toHaveValue("Typed on another page.");

  await context.setOffline(false);
  await expect(saved(page)).toBeVisible();
  await expect(banner).toHaveCount(0);
  await page.goto(path);
  await expect(here).toHaveValue("Typed without a line.");
  await here.fill("");
  await later.fill("");
  await expect(saved(page)).toBeVisible();
  await page.goto(other);
  await there.fill("");
  await expect(saved(page)).toBeVisible();

  // Who signs out takes the copies along.
  await page.getByRole("button", { name: en("common:nav.signOut") }).click();
  await expect(page).toHaveURL(/\/en$/);
  await expect.poll(() => page.evaluate(async (address) => (await caches.match(address)) === undefined, path)).toBe(true);
  await context.setOffline(true);
  await expect(page.goto(path)).rejects.toThrow(LINK_DOWN);
  expectOnlyLinkDown(watched);
});

test("what one tab saves appears in another where that answer is untouched; typed in both it becomes a conflict, or nothing where it is the same", async ({
  page,
  context,
  watched,
}) => {
  const path = await openSection(page, "E");
  const second = await context.newPage();
  await second.goto(path);
  const [one, two] = [page.locator("textarea[name=E4]"), second.locator("textarea[name=E4]")];
  // The channel by itself: the portal tells its pages of saves, too.
  await context.route("**/live", (route) => route.abort());
  await Promise.all([page.reload(), second.reload()]);
  // What listens comes with the first focus: until it is there, nothing is heard.
  await two.focus();
  let times = 0;
  await expect(async () => {
    const text = `Seen in the other tab, ${(times += 1)}.`;
    await one.fill(text);
    await expect(two).toHaveValue(text, { timeout: 4_000 });
  }).toPass({ timeout: 60_000 });

  // The same in both is nothing; different texts are shown beside each other.
  await context.route("**/answers/E4**", (route) => route.abort());
  await one.fill("The same.");
  await two.fill("The same.");
  await expect(page.getByText(en("reports:unit.waiting"))).toBeVisible();
  await expect(second.getByText(en("reports:unit.waiting"))).toBeVisible();
  await context.unroute("**/answers/E4**");
  await expect(saved(page)).toBeVisible();
  await expect(saved(second)).toBeVisible();
  await context.route("**/answers/E4**", (route) => route.abort());
  await one.fill("By the first tab.");
  await two.fill("By the second tab.");
  await expect(second.getByText(en("reports:unit.waiting"))).toBeVisible();
  await context.unroute("**/answers/E4**");
  // Whichever came second has both before it.
  const conflicts = async (): Promise<number> =>
    (await page.getByText(en("history:conflict.title")).count()) + (await second.getByText(en("history:conflict.title")).count());
  await expect.poll(conflicts, { timeout: 30_000 }).toBe(1);
  await expect(one).toHaveValue("By the first tab.");
  await expect(two).toHaveValue("By the second tab.");
  expectOnlyLinkDown(watched);
});

test("a page of an older build goes on while its author writes, and is loaded again by itself after that, once", async ({ page }) => {
  await openSection(page, "C");
  await page.route("**/answers/C3**", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), "x-build": "next" } });
  });
  const area = page.locator("textarea[name=C3]");
  const word = page.getByRole("status").filter({ hasText: en("device:newer.title") });
  await area.fill("Written across two builds.");
  await expect(word).toBeVisible();
  await expectAccessible(page);
  await expect(area).toBeFocused();
  const again = page.waitForEvent("load");
  await page.getByRole("heading", { level: 1 }).click();
  await again;
  await expect(area).toHaveValue("Written across two builds.");
  await area.fill("");
  await expect(word).toBeVisible();
  // The same build again is no news: from now on the author decides.
  await page.getByRole("heading", { level: 1 }).click();
  await expect(word).toBeVisible();
  const chosen = page.waitForEvent("load");
  await word.getByRole("button", { name: en("device:newer.load") }).click();
  await chosen;
  await expect(area).toHaveValue("");
});

test.describe("without a worker, which would have the file", () => {
  test.use({ serviceWorkers: "block" });

  test("a part of the page that is gone with an older build leaves words in its place, and everything typed", async ({ page }) => {
    await page.route("**/assets/user-text-*", (route) => route.fulfill({ status: 404 }));
    await openSection(page, "E");
    const area = page.locator("textarea[name=E4]");
    await area.fill("With **stress**.");
    await page
      .getByRole("button", { name: en("reports:text.preview") })
      .first()
      .click();
    await expect(page.getByText(en("common:state.missing"))).toBeVisible();
    await page
      .getByRole("button", { name: en("reports:text.write") })
      .first()
      .click();
    await expect(area).toHaveValue("With **stress**.");
    await area.fill("");
    await expect(saved(page)).toBeVisible();
  });
});
