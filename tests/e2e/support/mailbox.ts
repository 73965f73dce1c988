import { expect, type Page } from "@playwright/test";

/** Opens the newest mail to an address in the demo's mailbox and gives the link in it, as a path. */
export async function linkMailedTo(page: Page, to: string, path: RegExp): Promise<string> {
  await page.goto(`/dev/mailbox?${new URLSearchParams({ lang: "fr", to })}`);
  await page.locator("tr").filter({ hasText: to }).first().getByRole("rowheader").getByRole("link").click();
  const link = page.locator("article a").filter({ hasText: path }).first();
  await expect(link).toBeVisible();
  return new URL((await link.getAttribute("href"))!).pathname;
}
