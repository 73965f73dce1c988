import { expect, type Locator, type Page } from "@playwright/test";

/** What is wrong with the place of the focus: nothing has it, nothing shows it, or it lies out of sight or under something. */
const focusFault = (page: Page): Promise<string | null> =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return "nothing has the focus";
    const name = element.id || element.getAttribute("name") || element.textContent?.slice(0, 30);
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    if (outlineStyle === "none" || parseFloat(outlineWidth) < 2) return `no ring around ${name}`;
    const { left, top, width, height } = element.getBoundingClientRect();
    const there = document.elementFromPoint(left + width / 2, top + Math.min(height / 2, 20));
    return there && (element.contains(there) || there.contains(element)) ? null : `${name} is out of sight`;
  });

/** Presses keys one after the other; after each of them something has the focus, and it can be seen. */
export async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) {
    await page.keyboard.press(key);
    expect(await focusFault(page), `focus after ${key}`).toBeNull();
  }
}

const hasFocus = (target: Locator): Promise<boolean> => target.evaluate((element) => element === document.activeElement);

/** Goes to a control by as many presses as it takes, never losing the focus on the way. */
export async function tabTo(page: Page, target: Locator, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  for (let pressed = 0; pressed < 250 && !(await hasFocus(target)); pressed++) await press(page, key);
  await expect(target).toBeFocused();
}

/** Opens the page's own list that has the focus and takes the choice so many steps further down that can be taken. */
export async function pick(page: Page, steps: number): Promise<void> {
  await page.keyboard.press("Space");
  for (let step = 0; step < steps; step++) await page.keyboard.press("ArrowDown");
  await press(page, "Enter");
}
