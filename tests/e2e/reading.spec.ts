import type { Page } from "@playwright/test";
import { LANGUAGES, type Language } from "../../app/lib/languages";
import { openReport, signInPlainly } from "./support/people";
import { readPage } from "./support/reading";
import { expect, test } from "./support/test";
import { translationCheck } from "./support/vocabulary";

const DEMO = "demo-wsis-2025";
const WIDTHS = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
] as const;
const TEMPLATES = { "national-report": "che.focal", "facilitator-report": "itu.facilitator", "stakeholder-contribution": "ngo.focal" } as const;

/** Everything wrong with the pages in a language at both widths, each fault once with the first place it was seen at. */
async function faultsOf(page: Page, language: Language, paths: readonly string[]): Promise<string[]> {
  const untranslated = translationCheck(language);
  const faults = new Map<string, string>();
  for (const path of paths) {
    for (const size of WIDTHS) {
      await page.setViewportSize(size);
      if (size === WIDTHS[0]) await page.goto(path);
      const reading = await readPage(page);
      expect(reading.pieces.length, `${path} has texts`).toBeGreaterThan(20);
      for (const fault of [...reading.faults, ...untranslated(reading.pieces)])
        if (!faults.has(fault)) faults.set(fault, `${fault} — ${path} at ${size.width}`);
    }
  }
  return [...faults.values()];
}

for (const [template, account] of Object.entries(TEMPLATES)) {
  test(`every page of the ${template} reads well in six languages at 390 and 1280 pixels`, async ({ page }) => {
    test.setTimeout(900_000);
    await signInPlainly(page, `${account}@demo.example`, DEMO);
    const report = await openReport(page);
    const faults: string[] = [];
    let count = 0;
    for (const language of LANGUAGES) {
      await page.goto(`/${language}/reports/${report}`);
      const sections = await page
        .locator(`main a[href*="/${language}/reports/${report}/sections/"]`)
        .evaluateAll((all) => [...new Set(all.map((link) => new URL((link as HTMLAnchorElement).href).pathname))]);
      expect(sections.length).toBeGreaterThan(3);
      await page.goto(sections[1]!);
      const histories = await page
        .locator(`main a[href*="/${language}/reports/${report}/history/"]`)
        .evaluateAll((all) => all.slice(0, 2).map((link) => (link as HTMLAnchorElement).href.replace(/^https?:\/\/[^/]+/, "")));
      const paths = [`/${language}/templates/${template}`, ...sections, ...histories];
      count += paths.length * WIDTHS.length;
      faults.push(...(await faultsOf(page, language, paths)));
    }
    test.info().annotations.push({ type: "readings", description: String(count) });
    expect(faults).toEqual([]);
  });
}

/** A page made for the test, with what a check has to find in its body. */
async function reads(page: Page, language: Language, body: string): Promise<string[]> {
  await page.setViewportSize(WIDTHS[1]);
  await page.setContent(
    `<!doctype html><html lang="${language}" dir="${language === "ar" ? "rtl" : "ltr"}"><body style="font: 16px/1.5 sans-serif">${body}</body></html>`,
  );
  const reading = await readPage(page);
  return [...reading.faults, ...translationCheck(language)(reading.pieces)].map((fault) => fault.replace(/ (at|and) .*/, ""));
}

const MADE: readonly [name: string, language: Language, body: string, found: string[]][] = [
  ["a box wider than the page", "en", '<p style="width: 500px">A sentence</p>', ["sideways: 508 > 390"]],
  ["a box wider than the page on its other side", "ar", '<p style="width: 500px">جملة</p>', ["sideways: 508 > 390"]],
  ["a wide table that scrolls by itself", "en", '<div style="overflow-x: auto"><p style="width: 500px">A sentence</p></div>', []],
  [
    "a line that ends in an ellipsis",
    "en",
    '<p style="width: 60px; overflow: hidden; white-space: nowrap; text-overflow: ellipsis">A long sentence</p>',
    ["cut: “A long sentence”"],
  ],
  [
    "a paragraph of one line of three",
    "en",
    '<p style="width: 60px; overflow: hidden; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 1">A long sentence</p>',
    ["cut: “A long sentence”"],
  ],
  ["a text higher than its box", "en", '<div style="height: 10px; overflow: clip"><p style="margin: 0">A sentence</p></div>', ["cut: “A sentence”"]],
  [
    "a choice wider than its box",
    "en",
    '<select aria-label="Choice" style="width: 60px"><option>A long name of an option</option></select>',
    ["cut: “A long name of an option”"],
  ],
  ["a text that begins before the page", "en", '<p style="position: relative; inset-inline-start: -40px">A sentence</p>', ["cut: “A sentence”"]],
  [
    "a text for listeners only",
    "en",
    '<p style="position: absolute; width: 1px; height: 1px; overflow: hidden; white-space: nowrap">A sentence</p><p>Another</p>',
    [],
  ],
  [
    "a class name that only claims to hide",
    "en",
    '<p class="sr-only" style="width: 60px; overflow: hidden; white-space: nowrap">A long sentence</p>',
    ["cut: “A long sentence”"],
  ],
  ["two texts on each other", "en", '<p>A sentence</p><p style="margin-top: -34px">Another</p>', ["overlap: “A sentence”"]],
  ["a text on a field", "en", '<input aria-label="Field" style="height: 40px"><p style="margin-top: -30px">A sentence</p>', ["overlap: “<input>”"]],
  ["neighbours in a line", "en", "<p>A <b>sen</b><i>tence</i> and <a href='#a'>a link</a>,<br>then a line</p>", []],
  ["a key", "fr", "<p>common:nav.home</p><p>nav.home</p>", ["untranslated: a key “common:nav.home”", "untranslated: a key “nav.home”"]],
  ["a placeholder without its value", "en", "<p>{{count}} reports</p>", ["untranslated: a key “{{count}} reports”"]],
  ["an English text of the interface", "fr", "<p>Skip to the content</p>", ["untranslated: English “Skip to the content”"]],
  [
    "an English name of the reference data inside a longer text",
    "es",
    "<p>Objetivo 15: Life on land.</p>",
    ["untranslated: English “Objetivo 15: Life on land.”"],
  ],
  ["an English text that is only read aloud", "ru", '<nav aria-label="Skip to the content">Далее</nav>', ["untranslated: English “Skip to the content”"]],
  ["a text in another script", "zh", "<p>Une phrase que personne n’a traduite</p>", ["untranslated: another script “Une phrase que personne n’a traduite”"]],
  [
    "what is marked as a code, a user's text or another language",
    "ar",
    '<p><bdi>WSIS-FORUM-LONG</bdi> <span dir="auto">Somebody’s own words</span> <a lang="fr">Une phrase en français</a></p>',
    [],
  ],
];

for (const [name, language, body, found] of MADE)
  test(`the reading of a made page knows ${name}`, async ({ page }) => expect(await reads(page, language, body)).toEqual(found));
