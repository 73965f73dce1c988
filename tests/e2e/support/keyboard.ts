import { expect, type Page } from "@playwright/test";

type Focus = {
  /** Of the element that has it. */ id: string;
  /** Nothing has it, nothing shows it, or it lies out of sight or under something. */ fault: string | null;
};

const focusOf = (page: Page): Promise<Focus> =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return { id: "", fault: "nothing has the focus" };
    const { id } = element;
    const name = id || element.getAttribute("name") || element.textContent?.slice(0, 30);
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    if (outlineStyle === "none" || parseFloat(outlineWidth) < 2) return { id, fault: `no ring around ${name}` };
    const { left, top, width, height } = element.getBoundingClientRect();
    const there = document.elementFromPoint(left + width / 2, top + Math.min(height / 2, 20));
    const isSeen = there && (element.contains(there) || there.contains(element));
    return { id, fault: isSeen ? null : `${name} is out of sight` };
  });

async function pressOne(page: Page, key: string): Promise<string> {
  await page.keyboard.press(key);
  const { id, fault } = await focusOf(page);
  expect(fault, `focus after ${key}`).toBeNull();
  return id;
}

/** Presses keys one after the other; after each of them something has the focus, and it can be seen. */
export async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await pressOne(page, key);
}

/** Goes to the control with this id by as many presses as it takes, never losing the focus on the way. */
export async function tabTo(page: Page, id: string, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  let at = "";
  for (let pressed = 0; pressed < 250 && at !== id; pressed++) at = await pressOne(page, key);
  expect(at).toBe(id);
}

/** Opens the page's own list that has the focus and takes the choice so many steps further down that can be taken. */
export async function pick(page: Page, steps: number): Promise<void> {
  await page.keyboard.press("Space");
  for (let step = 0; step < steps; step++) await page.keyboard.press("ArrowDown");
  await press(page, "Enter");
}
