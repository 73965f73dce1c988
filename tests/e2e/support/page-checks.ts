import type { Page } from "@playwright/test";
import { expect, expectAccessible } from "./test";

export async function expectNoSideways(page: Page): Promise<void> {
  const { content, window } = await page.evaluate(() => ({ content: document.documentElement.scrollWidth, window: document.documentElement.clientWidth }));
  expect(content, `${page.url()} scrolls sideways`).toBeLessThanOrEqual(window);
}

/** Keys that no locale has show themselves: `reports:section.save` or `section.save` where a sentence belongs. */
export async function expectTranslated(page: Page): Promise<void> {
  const text = await page.locator("body").innerText();
  expect(
    text.match(/\b(?:common|errors|mail|account|public|reports|clearances|comments|delegations|desk|outreach|queue|gallery):[a-z][\w.]+|\{\{\w+\}\}/g) ?? [],
  ).toEqual([]);
  expect(text.match(/(?:^|\s)[a-z]+(?:\.[a-zA-Z_]+){1,4}(?=\s|$)/g)?.filter((word) => !/example|demo|\.(org|int|txt|pdf)$/.test(word)) ?? []).toEqual([]);
}

/** The page that is open has one title, breaks no rule of accessibility, has all its texts, and fits a telephone. */
export async function expectSound(page: Page): Promise<void> {
  await expect(page.locator("h1")).toHaveCount(1);
  await page.setViewportSize({ width: 1280, height: 900 });
  await expectAccessible(page);
  await expectTranslated(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSideways(page);
  await page.setViewportSize({ width: 1280, height: 900 });
}
