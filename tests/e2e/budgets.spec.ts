import { signIn } from "./support/people";
import { expect, test } from "./support/test";

/** Budgets of bytes on the wire, headers included: what a page costs on a slow line does not depend on the machine. */
const KB = 1_000;

test("the author's page is readable after 150 KB, and its scripts cost at most 170 KB", async ({ page }) => {
  await signIn(page, "ar", "che.focal@demo.example", "demo-wsis-2025");
  await page.goto("/ar/reports");
  const report = await page.locator('main a[href*="/ar/reports/"]').first().getAttribute("href");
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Network.enable");
  await devtools.send("Network.setCacheDisabled", { cacheDisabled: true });
  const kinds = new Map<string, string>();
  const bytes: Record<string, number> = {};
  devtools.on("Network.responseReceived", ({ requestId, type }) => void kinds.set(requestId, type));
  devtools.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const kind = kinds.get(requestId) ?? "Other";
    bytes[kind] = (bytes[kind] ?? 0) + encodedDataLength;
  });
  await page.goto(`${report}/sections/F`, { waitUntil: "networkidle" });
  await expect(page.getByRole("toolbar").first()).toBeVisible();
  const of = (kind: string): number => bytes[kind] ?? 0;
  expect(of("Document")).toBeGreaterThan(KB);
  expect(of("Document") + of("Stylesheet") + of("Font")).toBeLessThanOrEqual(150 * KB);
  expect(of("Script")).toBeGreaterThan(KB);
  expect(of("Script")).toBeLessThanOrEqual(170 * KB);
  expect(Object.values(bytes).reduce((sum, count) => sum + count)).toBeLessThanOrEqual(350 * KB);
});

test("a save costs at most 2 KB besides its text", async ({ page }) => {
  await signIn(page, "en", "che.focal@demo.example", "demo-wsis-2025");
  await page.goto("/en/reports");
  const report = await page.locator('main a[href*="/en/reports/"]').first().getAttribute("href");
  await page.goto(`${report}/sections/F`);
  const text = `${"A line that is long enough to be somebody's answer. ".repeat(20)}${Date.now()}`;
  const saved = page.waitForResponse((response) => response.request().method() === "PUT" && response.url().includes("/answers/"));
  await page.locator("textarea[name=F3]").fill(text);
  const response = await saved;
  expect(response.status()).toBe(200);
  const sizes = await response.request().sizes();
  const all = sizes.requestHeadersSize + sizes.requestBodySize + sizes.responseHeadersSize + sizes.responseBodySize;
  test.info().annotations.push({ type: "bytes", description: JSON.stringify(sizes) });
  expect(all - new TextEncoder().encode(text).length, JSON.stringify(sizes)).toBeLessThanOrEqual(2 * KB);
});
