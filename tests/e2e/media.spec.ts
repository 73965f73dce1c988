import type { Page } from "@playwright/test";
import type { Language } from "../../app/lib/languages";
import { openReport, signInPlainly } from "./support/people";
import { readPage } from "./support/reading";
import { expect, test } from "./support/test";

const DEMO = "demo-wsis-2025";
/** What A4 leaves between its margins, in CSS pixels. */
const PAPER = { width: 718, height: 1000 };

/** Calls `look` on one page of each kind: of the public, of an author and of the secretariat. */
async function onEachPage(page: Page, language: Language, look: (path: string) => Promise<void>): Promise<void> {
  await signInPlainly(page, "che.focal@demo.example", DEMO);
  const report = `/${language}/reports/${await openReport(page)}`;
  for (const path of [`/${language}`, `/${language}/templates/national-report`, `${report}/sections/D`, `${report}/review`]) {
    await page.goto(path);
    await look(path.replace(report, "report"));
  }
  await page.context().clearCookies();
  await signInPlainly(page, "desk@demo.example", DEMO);
  await page.goto(`/${language}/desk`);
  await look("desk");
  const submission = await page.locator('main a[href*="/desk/submissions/"]').first().getAttribute("href");
  await page.goto(submission!);
  await look("submission");
}

/** Controls that nothing but a background shows, and empty elements that say something by a background which is gone. */
const unseen = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const sides = ["Top", "Bottom", "Left", "Right"] as const;
    const isDrawn = (element: Element): boolean => {
      const style = getComputedStyle(element);
      const ground = getComputedStyle(element.parentElement!).backgroundColor;
      return sides.some(
        (side) => parseFloat(style[`border${side}Width`]) > 0 && style[`border${side}Style`] !== "none" && style[`border${side}Color`] !== ground,
      );
    };
    const isShown = (element: Element): boolean =>
      element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && element.getBoundingClientRect().width > 2;
    const controls = [...document.querySelectorAll("button, input:not([type=hidden]), select, textarea, [role=progressbar]")].filter(
      (element) => isShown(element) && !/checkbox|radio|file/.test((element as HTMLInputElement).type ?? ""),
    );
    const fills = [...document.querySelectorAll("[role=progressbar] > *")].filter(
      (element) => isShown(element) && getComputedStyle(element).backgroundColor === getComputedStyle(element.parentElement!).backgroundColor,
    );
    return [...controls.filter((element) => !isDrawn(element)), ...fills].map((element) => element.outerHTML.slice(0, 160));
  });

for (const language of ["en", "ar"] as const) {
  test(`in ${language} forced colours leave every control and the focus in sight`, async ({ page }) => {
    await page.emulateMedia({ forcedColors: "active" });
    await onEachPage(page, language, async (path) => {
      expect(await unseen(page), path).toEqual([]);
      for (let step = 0; step < 4; step++) {
        await page.keyboard.press("Tab");
        const ring = await page.evaluate(() => {
          const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement!);
          return outlineStyle === "none" ? 0 : parseFloat(outlineWidth);
        });
        expect(ring, `${path}: focus after ${step + 1} tabs`).toBeGreaterThanOrEqual(2);
      }
    });
  });

  test(`in ${language} text of twice the size is whole`, async ({ page }) => {
    const faults: string[] = [];
    await onEachPage(page, language, async (path) => {
      await page.setViewportSize({ width: 640, height: 400 });
      faults.push(...(await readPage(page)).faults.map((fault) => `${path}, page zoomed: ${fault}`));
      await page.setViewportSize({ width: 1280, height: 800 });
      await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
      faults.push(...(await readPage(page)).faults.map((fault) => `${path}, text enlarged: ${fault}`));
    });
    expect(faults).toEqual([]);
  });

  test(`in ${language} nothing moves for those who ask for less motion`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: "reduce" });
    await onEachPage(page, language, async (path) => {
      const moving = await page.evaluate(() => {
        const longest = (times: string): number => Math.max(...times.split(",").map((time) => parseFloat(time) * (time.trim().endsWith("ms") ? 1 : 1000)));
        return [...document.querySelectorAll("*")].flatMap((element) =>
          [null, "::before", "::after"]
            .map((part) => getComputedStyle(element, part))
            .filter(
              (style) =>
                longest(style.transitionDuration) > 1 ||
                (style.animationName !== "none" && longest(style.animationDuration) > 1) ||
                style.scrollBehavior === "smooth",
            )
            .map(() => element.outerHTML.slice(0, 120)),
        );
      });
      expect(moving, path).toEqual([]);
    });
  });

  test(`in ${language} paper gets the whole text and nothing to press`, async ({ page }) => {
    await page.emulateMedia({ media: "print" });
    await page.setViewportSize(PAPER);
    const faults: string[] = [];
    await onEachPage(page, language, async (path) => {
      faults.push(...(await readPage(page)).faults.map((fault) => `${path}: ${fault}`));
      const left = await page
        .locator("nav:visible, button:visible, a[href='#main']:visible, body > div > footer:visible, body > div > header > p:visible")
        .evaluateAll((all) => all.filter((element) => element.getBoundingClientRect().width > 1).map((element) => element.outerHTML.slice(0, 120)));
      faults.push(...left.map((element) => `${path}: printed though nothing can be pressed: ${element}`));
      const unaddressed = await page
        .locator('main a[href^="http"]:visible')
        .evaluateAll((all) => all.filter((link) => !getComputedStyle(link, "::after").content.includes(link.getAttribute("href")!)).length);
      if (unaddressed > 0) faults.push(`${path}: ${unaddressed} links without their address`);
      const dark = await page
        .locator("body *:not([role=progressbar], [role=progressbar] *):visible")
        .evaluateAll((all) =>
          all
            .filter((element) => !/rgba\(.*, 0\)|rgb\((2[2-5]\d, ){2}2[2-5]\d\)/.test(getComputedStyle(element).backgroundColor))
            .map((element) => element.outerHTML.slice(0, 120)),
        );
      faults.push(...dark.map((element) => `${path}: not on white: ${element}`));
      const isWhole = await page
        .locator('main section[id^="section-"]')
        .evaluateAll((all) => all.every((section) => section.checkVisibility() && section.querySelectorAll("h3").length > 0));
      if (path.includes("templates")) expect(isWhole, "every section with its questions").toBe(true);
    });
    expect(faults).toEqual([]);
  });
}
