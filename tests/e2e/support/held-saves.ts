import type { Page } from "@playwright/test";

/** Holds the saves of one answer on their way from a page to the server; the function it gives lets them through. */
export async function holdSaves(page: Page, question: string): Promise<() => void> {
  let letThrough = (): void => undefined;
  const held = new Promise<void>((resolve) => (letThrough = resolve));
  await page.route(`**/answers/${question}**`, async (route) => (route.request().method() === "PUT" && (await held), route.continue()));
  return letThrough;
}
