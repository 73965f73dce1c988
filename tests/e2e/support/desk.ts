import { expect, type Page } from "@playwright/test";

/** Takes decisions on the version whose page is open at the desk, one after the other. */
export async function decide(desk: Page, steps: readonly string[]): Promise<void> {
  for (const step of steps) {
    await desk.locator(`button[name=intent][value=${step}]`).click();
    await expect(desk.locator(`button[name=intent][value=${step}]`)).toHaveCount(0);
  }
}
