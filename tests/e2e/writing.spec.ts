import type { Locator, Page } from "@playwright/test";
import { holdSaves } from "./support/held-saves";
import { openReport, signInPlainly } from "./support/people";
import { expect, expectAccessible, test } from "./support/test";
import { filled, textOf } from "./support/texts";
import { WORD_HTML, WORD_MARKDOWN } from "./support/word";

const en = (key: string): string => textOf("en", `reports:${key}`);
/** A text up to its first placeholder. */
const opening = (key: string): string => en(key).split("{{")[0]!;
/** Milliseconds: longer than the pause after which typed text goes out. */
const AFTER_THE_PAUSE = 10_000;
const LINK_DOWN = /net::ERR_(?:FAILED|ABORTED)/;

/** Opens a page of the demonstration report of Switzerland, with what it sends to be saved. */
async function openSection(page: Page, section: string): Promise<{ path: string; sent: string[] }> {
  const sent: string[] = [];
  page.on("request", (request) => {
    if (request.method() !== "GET" && /\/(?:answers\/|saves)/.test(request.url())) sent.push(request.postData() ?? "");
  });
  await signInPlainly(page, "che.focal@demo.example", "demo-wsis-2025");
  const path = `/en/reports/${await openReport(page)}/sections/${section}`;
  await page.goto(path);
  await expect(page.getByText(en("saving.untouched")).or(page.getByText(en("saving.savedBefore")))).toBeVisible();
  return { path, sent };
}

/** What reads pasted HTML. */
const CONVERTER = /\/assets\/paste-late-[^/]+\.js/;

/** Pastes over what is selected, as copied from a page. */
const pasteInto = (area: Locator, html: string, plain: string): Promise<void> =>
  area.evaluate(
    (box, copied) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/html", copied.html);
      clipboardData.setData("text/plain", copied.plain);
      box.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    },
    { html, plain },
  );

test("what is pasted from Word keeps its headings, lists, stress, links, table, Arabic and Chinese", async ({ page }) => {
  await openSection(page, "D-C10");
  const area = page.locator("textarea[name=D3]");
  await area.fill("Before. After.");
  await area.evaluate((box: HTMLTextAreaElement) => (box.focus(), box.setSelectionRange(7, 8)));
  await pasteInto(area, WORD_HTML, "plain");
  await expect(area).toHaveValue(`Before.\n\n${WORD_MARKDOWN}\n\nAfter.`);
  // One step back it is plain text, as it stood in the field at once; one more takes all of it away.
  await page.keyboard.press("Control+z");
  await expect(area).toHaveValue("Before.plainAfter.");
  await page.keyboard.press("Control+z");
  await expect(area).toHaveValue("Before. After.");
});

test("what is pasted on a slow line stands in the field at once and outlives the tab; what reads it comes late and overwrites no key", async ({
  page,
  context,
}) => {
  let letThrough = (): void => undefined;
  const held = new Promise<void>((resolve) => (letThrough = resolve));
  await context.route(CONVERTER, async (route) => (await held, route.continue()));
  const { path } = await openSection(page, "F");
  const area = page.locator("textarea[name=F3]");
  await area.fill("Before: ");
  await pasteInto(area, "<p><b>Three</b> plans</p>", "Three plans");
  await page.keyboard.type(" and more");
  await expect(area).toHaveValue("Before: Three plans and more");
  await expect(page.getByText(opening("saving.saved"))).toBeVisible();
  await page.close();

  const next = await context.newPage();
  await next.goto(path);
  const again = next.locator("textarea[name=F3]");
  await expect(again).toHaveValue("Before: Three plans and more");
  await expect(next.getByRole("toolbar").first()).toBeVisible();
  await again.fill("Now: ");
  await pasteInto(again, "<p><b>Four</b> plans</p>", "Four plans");
  await next.keyboard.type(" here");
  letThrough();
  await expect(again).toHaveValue("Now: **Four** plans here");
  await next.keyboard.type(" and there");
  await expect(again).toHaveValue("Now: **Four** plans here and there");
  await again.fill("");
  await expect(next.getByText(opening("saving.saved"))).toBeVisible();
});

test("letters that are being composed are not sent until they are text", async ({ page }) => {
  await page.clock.install();
  const { path, sent } = await openSection(page, "F");
  const area = page.locator("textarea[name=F2]");
  const devtools = await page.context().newCDPSession(page);
  await area.focus();
  for (const text of ["z", "zh", "zhong", "zhongguo"])
    await devtools.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
  await page.clock.fastForward(AFTER_THE_PAUSE);
  await expect(area).toHaveValue("zhongguo");
  expect(sent).toEqual([]);
  const saved = page.waitForResponse((response) => response.url().includes("/answers/F2"));
  await devtools.send("Input.insertText", { text: "中国" });
  expect((await saved).status()).toBe(200);
  expect(sent.map((body) => (JSON.parse(body) as { value: unknown }).value)).toEqual(["中国"]);
  await page.goto(path);
  await expect(area).toHaveValue("中国");
  await area.fill("");
  await expect(page.getByText(opening("saving.saved"))).toBeVisible();
});

test("the page says where a text is kept: here, on its way, saved, or nowhere else while the portal is away", async ({ page, watched }) => {
  const { path } = await openSection(page, "D-C4");
  const area = page.locator("textarea[name=D3]");
  const letThrough = await holdSaves(page, "D3");
  // While somebody goes on typing nothing is sent for a while.
  const typing = area.pressSequentially("One text, typed letter by letter.", { delay: 100 });
  await expect(page.getByText(en("unit.here"))).toBeVisible();
  await expect(page.getByText(en("saving.here"))).toBeVisible();
  await typing;
  await expect(page.getByText(en("saving.sending"), { exact: true })).toHaveCount(2);
  letThrough();
  await expect(page.getByText(new RegExp(`^${opening("unit.saved")}`))).toBeVisible();
  await expect(page.getByText(opening("saving.saved"))).toBeVisible();
  await page.unroute("**/answers/D3**");

  // Away: the words say so, closing is asked about, and a way to another page is held until the author decides.
  await page.route(/\/(?:answers|saves)/, (route) => route.abort());
  await area.pressSequentially(" And another.");
  await expect(page.getByText(en("unit.waiting"))).toBeVisible();
  await expect(page.getByText(filled(en("saving.waiting_one"), { count: "1" })).first()).toBeVisible();
  await expectAccessible(page);
  const asked = page.waitForEvent("dialog");
  await page.close({ runBeforeUnload: true });
  const dialog = await asked;
  expect(dialog.type()).toBe("beforeunload");
  await dialog.dismiss();
  const way = page.locator('main nav a[href$="/sections/G"]');
  const warning = page.getByRole("status").filter({ hasText: en("leave.title") });
  await way.click();
  await expect(warning).toBeVisible();
  await warning.getByRole("button", { name: textOf("en", "common:leave.stay") }).click();
  await expect(warning).toBeHidden();
  await expect(way).toBeFocused();
  await expect(page).toHaveURL(new RegExp(`${path}$`));
  await expect(area).toHaveValue("One text, typed letter by letter. And another.");

  // Back again: the way is free once the text is saved, without a question.
  await page.unroute(/\/(?:answers|saves)/);
  await way.click();
  await expect(page).toHaveURL(/\/sections\/G$/);
  await page.goto(path);
  await expect(area).toHaveValue("One text, typed letter by letter. And another.");
  await area.fill("");
  await expect(page.getByText(opening("saving.saved"))).toBeVisible();
  expect(watched.filter((fault) => !LINK_DOWN.test(fault))).toEqual([]);
  watched.length = 0;
});

test("Goals the matrix suggests are ticked, are saved by nobody but the author, and stay cleared", async ({ page }) => {
  await page.clock.install();
  const { path, sent } = await openSection(page, "D-C7-SCI");
  const boxes = page.locator("input[type=checkbox][name^='D5.']");
  const ticked = page.locator("input[type=checkbox][name^='D5.']:checked");
  const suggestion = page.getByText(en("suggestion.title"));
  await expect(suggestion).toBeVisible();
  const suggested = await ticked.count();
  expect(suggested).toBeGreaterThan(1);
  expect(suggested).toBeLessThan(await boxes.count());
  await page.clock.fastForward(AFTER_THE_PAUSE);
  await expect(ticked).toHaveCount(suggested);
  expect(sent).toEqual([]);
  await page.reload();
  await expect(suggestion).toBeVisible();
  await expect(ticked).toHaveCount(suggested);
  while ((await ticked.count()) > 0) await ticked.first().uncheck();
  await expect(page.getByText(opening("saving.saved"))).toBeVisible();
  await page.goto(path);
  await expect(boxes.first()).toBeVisible();
  await expect(suggestion).toHaveCount(0);
  await expect(ticked).toHaveCount(0);
});

test("what was typed outlives a tab that ends without a word, wherever the report is opened next", async ({ page, context, watched }) => {
  const { path } = await openSection(page, "F");
  const saves = /\/(?:answers\/|saves)/;
  /** Types into a question while the portal cannot be reached, and ends the tab as a crash does. */
  const leaveUnsent = async (tab: Page, question: string, text: string): Promise<void> => {
    await tab.route(saves, (route) => route.abort());
    await tab.locator(`textarea[name=${question}]`).fill(text);
    await expect(tab.getByText(en("unit.waiting"))).toBeVisible();
    const devtools = await tab.context().newCDPSession(tab);
    void devtools.send("Page.crash").catch(() => undefined);
    await tab.waitForEvent("crash");
    await tab.close();
  };
  const openAgain = async (address: string): Promise<Page> => {
    const tab = await context.newPage();
    await tab.goto(address);
    return tab;
  };

  await leaveUnsent(page, "F2", "Typed before the crash.");
  const second = await openAgain(path);
  const area = second.locator("textarea[name=F2]");
  await expect(area).toHaveValue("Typed before the crash.");
  await expect(second.getByText(opening("saving.saved"))).toBeVisible();

  // Another page of the report sends what was left on the first.
  await leaveUnsent(second, "F2", "Typed before the second crash.");
  const sent = context.waitForEvent("response", (response) => /\/answers\/F2/.test(response.url()));
  const elsewhere = await openAgain(path.replace(/F$/, "G"));
  expect((await sent).status()).toBe(200);
  await elsewhere.goto(path);
  await expect(elsewhere.locator("textarea[name=F2]")).toHaveValue("Typed before the second crash.");

  // Somebody saved in between: both texts are shown.
  await leaveUnsent(elsewhere, "F2", "Typed before the third crash.");
  const api = path.replace(/^\/en\/(reports\/[^/]+)\/.*$/, "/api/v1/$1/answers");
  const { items } = (await (await context.request.get(api)).json()) as { items: { question: string; row: string; revision: number }[] };
  const { revision } = items.find(({ question }) => question === "F2")!;
  const headers = { origin: new URL(elsewhere.url()).origin, "if-match": `"${revision}"`, "idempotency-key": crypto.randomUUID() };
  expect((await context.request.put(`${api}/F2`, { headers, data: { value: "Saved in between." } })).status()).toBe(200);
  const last = await openAgain(path);
  await expect(last.locator("textarea[name=F2]")).toHaveValue("Typed before the third crash.");
  await expect(last.getByText(textOf("en", "history:conflict.title"))).toBeVisible();
  await expect(last.locator("form div[dir=auto]").filter({ hasText: "Saved in between." }).first()).toBeVisible();
  await last.getByRole("button", { name: textOf("en", "history:conflict.keepMine") }).click();
  await expect(last.getByText(opening("saving.saved"))).toBeVisible();
  await last.reload();
  await expect(last.locator("textarea[name=F2]")).toHaveValue("Typed before the third crash.");
  await last.locator("textarea[name=F2]").fill("");
  await expect(last.getByText(opening("saving.saved"))).toBeVisible();
  expect(watched.filter((fault) => !LINK_DOWN.test(fault))).toEqual([]);
  watched.length = 0;
});
