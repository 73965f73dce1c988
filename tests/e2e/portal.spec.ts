import { signIn } from "./support/people";
import { expect, test } from "./support/test";

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
