import type { Page } from "@playwright/test";
import { openReport, signIn } from "./support/people";
import { expect, test } from "./support/test";
import { textOf } from "./support/texts";

test("a focal point signs in and opens the report of their State, with nothing in the console", async ({ page }) => {
  await signIn(page, "en", "che.focal@demo.example", "demo-wsis-2025");
  await page.goto("/en/reports");
  await page.locator('main a[href*="/en/reports/"]').first().click();
  await page.waitForURL(/\/reports\/[0-9a-f-]{36}/);
  await expect(page.locator("main h1")).toHaveCount(1);
});

test("the home page is mirrored in Arabic", async ({ page }) => {
  await page.goto("/ar");
  await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
  await expect(page.locator("main h1")).toHaveCount(1);
});

test("the pages of a context that a test opens itself are watched like its own", async ({ browser, watched }) => {
  const page = await (await browser.newContext()).newPage();
  await page.goto("/en");
  await page.evaluate(() => {
    console.error("An error of the page");
    setTimeout(() => {
      throw new Error("An exception of the page");
    });
    return fetch("https://elsewhere.example/").catch(() => undefined);
  });
  const found = () =>
    ["An error of the page", "An exception of the page", "elsewhere.example"].filter((part) => !watched.some((fault) => fault.includes(part)));
  await expect.poll(found).toEqual([]);
  watched.length = 0;
});

test("a key pressed while a page comes alive ends in no error", async ({ page }) => {
  for (let time = 0; time < 12; time++) {
    await page.goto("/en", { waitUntil: time % 2 === 0 ? "commit" : "domcontentloaded" });
    for (let key = 0; key < 6; key++) await page.keyboard.press("Tab", { delay: (time * 7) % 40 });
  }
  await expect(page.locator("h1")).toBeVisible();
});

test("the link past the head leads to the content, wherever a page before it was left", async ({ page }) => {
  /** How far the page is scrolled beyond where its content begins. */
  const beyond = () => page.evaluate(() => scrollY - document.getElementById("main")!.offsetTop);
  const passTheHead = async (path: string) => {
    await page.goto(path, { waitUntil: "networkidle" });
    await page.locator("a[href='#main']").focus();
    await page.keyboard.press("Enter");
    // The router has heard of it too, and would have scrolled by now.
    await expect.poll(() => page.evaluate(() => window.__remixRouter.state.location.hash)).toBe("#main");
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  };
  await page.setViewportSize({ width: 390, height: 500 });
  await passTheHead("/en/about");
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await passTheHead("/en/accessibility");
  expect(await beyond()).toBeLessThanOrEqual(0);

  // A page one comes back to is as it was left.
  await page.evaluate(() => scrollTo(0, 900));
  await page
    .locator("a[href='/en/verify']")
    .first()
    .evaluate((link: HTMLElement) => link.click());
  await expect(page).toHaveURL(/verify$/);
  await page.goBack();
  await expect(page).toHaveURL(/accessibility#main$/);
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(900);
});

/** How the text of a page is set, and where its navigator stays. */
const settingOf = (page: Page) =>
  page.evaluate(() => {
    const styleOf = (selector: string) => getComputedStyle(document.querySelector(selector)!);
    const { fontSize, lineHeight, letterSpacing } = styleOf("main p");
    const emphasis = document.querySelector("main")!.appendChild(document.createElement("em"));
    const slant = getComputedStyle(emphasis).fontStyle;
    emphasis.remove();
    return { size: parseFloat(fontSize), leading: parseFloat(lineHeight) / parseFloat(fontSize), letterSpacing, slant };
  });

test("Arabic is set larger with more leading, Arabic and Chinese neither spaced nor slanted, and every page says that it is a demonstration", async ({
  page,
}) => {
  const set: Record<string, Awaited<ReturnType<typeof settingOf>>> = {};
  for (const language of ["en", "ar", "zh"] as const) {
    await page.goto(`/${language}/about`);
    await expect(page.locator("header").getByText(textOf(language, "common:demo.text"))).toBeVisible();
    set[language] = await settingOf(page);
  }
  expect(set.ar!.size).toBeGreaterThan(set.en!.size);
  expect(set.ar!.leading).toBeGreaterThan(set.en!.leading);
  for (const language of ["ar", "zh"]) expect(set[language]).toMatchObject({ letterSpacing: "normal", slant: "normal" });
});

test("My reports says what is due, by when in three zones, in what state and how far", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await signIn(page, "en", "ngo.focal@demo.example", "demo-wsis-2025");
  await page.goto("/en/reports");
  const card = page.locator("main section, main article, main li").filter({ hasText: "Stakeholder contribution" }).first();
  for (const words of [/Deadline/, /at \d\d:\d\d GMT\+5:30/, /Geneva: .* CET/, /New York: .* GMT-5/, /\d+ of \d+ complete/, /Published/])
    await expect(card).toContainText(words);
});

test("the navigator and the state of saving stay in sight while a section is scrolled", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await signIn(page, "en", "che.focal@demo.example", "demo-wsis-2025");
  const report = await openReport(page);
  await page.goto(`/en/reports/${report}/sections/B`);
  const navigator = page.locator("details", { has: page.locator(`a[href$="/sections/C"]`) });
  await page.evaluate(() => window.scrollTo(0, 600));
  await expect(navigator).toBeInViewport();
  await expect(page.getByRole("button", { name: "Save", exact: true })).toBeInViewport();
});
