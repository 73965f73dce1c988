import fc from "fast-check";
import { createInstance } from "i18next";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { I18nextProvider } from "react-i18next";
import { expect, test } from "vitest";
import { proseOf } from "~/lib/prose";
import { MarkedText, UserText } from "./user-text";

const i18n = createInstance();
await i18n.init({ lng: "en", resources: { en: { common: { text: { table: "Table", footnotes: "Notes", backToText: "Back" } } } } });
const html = (component: typeof MarkedText, text: string): string =>
  renderToStaticMarkup(createElement(I18nextProvider, { i18n }, createElement(component, { text })));
const shown = (text: string): string => html(UserText, text).replace(/^<div[^>]*>|<\/div>$/g, "");
const parsed = (text: string): string => html(MarkedText, text);
/** Breaks between blocks are no part of the page. */
const tidy = (html: string): string => html.replace(/>\s+</g, "><").trim();

const PLAIN = [
  "a",
  "word",
  "Été.",
  "النص",
  "信息社会。",
  "12",
  "3.5",
  "5%",
  "(C2)",
  "!",
  ":",
  '"',
  "'",
  "—",
  "\u00a0",
  " ",
  " ",
  "\n",
  "\n\n",
  "\r\n",
  "1.",
  "-",
  "=",
  "#",
];
const MARKS = "+ === --- 2) ## *b* _i_ `c` [x](https://e.org) <b> > \\ ~~s~~ &amp; a@b.org www.e.org http://e.org |"
  .split(" ")
  .concat("  ", "\t", "\n \n", "\n    ");
const pieces = fc.oneof({ weight: 20, arbitrary: fc.constantFrom(...PLAIN) }, { weight: 1, arbitrary: fc.constantFrom(...MARKS) });

test("prose without marks looks as if it had been parsed", () => {
  let plain = 0;
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
      const text = parts.join("");
      if (!proseOf(text)) return;
      plain += 1;
      expect([text, tidy(shown(text))]).toEqual([text, tidy(parsed(text))]);
    }),
    { numRuns: 1_000 },
  );
  expect(plain).toBeGreaterThan(100);
});

test.each(["First.\n\nSecond, of two\nlines.", "الفقرة الأولى.\n\nوالثانية.", "一段。\n\n又一段。"])("%j needs no parser", (text) => {
  expect(proseOf(text)).toHaveLength(2);
  expect(shown(text).match(/<p dir="auto"/g)).toHaveLength(2);
});

test.each(["*stress*", "- item", "1. item", "see https://example.org", "a | b", "# head", "head\n:-", "  indented", "line  \nbreak"])(
  "%j is left to the parser",
  (text) => expect(proseOf(text)).toBeNull(),
);

test("stress beside Chinese punctuation is stress, as its author meant it", () => {
  expect(parsed("**进展。**二十年间")).toContain("<strong>进展。</strong>二十年间");
});
