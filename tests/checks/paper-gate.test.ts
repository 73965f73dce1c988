import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { directionOfText } from "~/lib/direction";
import { directionOf, LANGUAGES, type Language } from "~/lib/languages";
import { plainOf } from "~/lib/paper";
import { countWords, limitFor } from "~/lib/text";
import { pdfOf } from "~/platform/pdf/pdf.server";
import { wordOf } from "~/platform/word/word.server";
import { DOUBLED, found, MARKS_OF_DIRECTION, wanted } from "../support/pdf-text";
import { paragraphsIn, partOf, textIn } from "../support/word-documents";
import { corpusPaper, EVERY_STRING, longPaper } from "../support/paper-corpus";

/** Every character of the corpus has a glyph and comes out of the file again, in PDF and in Word, in each language of the document. */

const has = (program: string): boolean => existsSync(`/usr/bin/${program}`);
const folder = mkdtempSync(join(tmpdir(), "portal-papers-"));
const run = (program: string, ...args: string[]): string => execFileSync(program, args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"], cwd: folder });
const at = (language: Language, ending: string): string => join(folder, `${language}.${ending}`);

beforeAll(async () => {
  for (const language of LANGUAGES) {
    const paper = corpusPaper(language);
    for (const [ending, made] of [["pdf", await pdfOf(paper)] as const, ["docx", await wordOf(paper)] as const]) {
      if (!made.ok) throw new Error(made.error.code);
      writeFileSync(at(language, ending), made.value);
    }
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const marksOf = (text: string): string[] =>
  text
    .normalize("NFKC")
    .replace(MARKS_OF_DIRECTION, "")
    .match(/[^\p{L}\p{N}\s]/gu) ?? [];
test("there are sixty strings in six languages", () => {
  expect(EVERY_STRING).toHaveLength(60);
});

describe.skipIf(!has("pdftotext"))("a PDF (needs poppler-utils)", () => {
  test.each(LANGUAGES)("in %s gives every string back, each character in its place", (language) => {
    const lines = new Set(run("pdftotext", at(language, "pdf"), "-").split("\n").map(found));
    const missing = EVERY_STRING.filter(({ text, language: own }) => !lines.has(wanted(text, directionOfText(text, directionOf(own)))));
    expect(missing.map(({ text }) => text)).toEqual(EVERY_STRING.flatMap(({ text }) => (DOUBLED.test(text) ? [text] : [])));
  });

  test.each(LANGUAGES)("in %s has every mark and vowel of every string", (language) => {
    const given = marksOf(run("pdftotext", at(language, "pdf"), "-"));
    const needed = EVERY_STRING.flatMap(({ text }) => marksOf(text));
    const times = (list: readonly string[], mark: string): number => list.filter((other) => other === mark).length;
    expect([...new Set(needed)].filter((mark) => times(given, mark) < times(needed, mark))).toEqual([]);
  });

  test.each(LANGUAGES)("in %s is tagged, claims PDF/UA-1, and so has a glyph for every character", (language) => {
    expect(run("pdfinfo", at(language, "pdf"))).toMatch(/Title:\s+Corpus: Corpus[\s\S]*Tagged:\s+yes/);
    // The compiler refuses the standard where a character has no glyph.
    expect(readFileSync(at(language, "pdf"), "latin1")).toMatch(/pdfuaid:part/);
    const tags = new Set([...run("pdfinfo", "-struct", at(language, "pdf")).matchAll(/^\s*([A-Z]\w*)/gm)].map(([, tag]) => tag));
    expect(["H1", "H2", "Table", "TH", "TD", "L", "LI", "BlockQuote", "Link"].filter((tag) => !tags.has(tag))).toEqual([]);
  });

  test.each(LANGUAGES)("in %s is set in the fonts of the project alone, embedded as subsets", (language) => {
    const [, , ...fonts] = run("pdffonts", at(language, "pdf")).trim().split("\n");
    expect(fonts.length).toBeGreaterThan(3);
    for (const font of fonts) {
      expect(font).toMatch(/^[A-Z]{6}\+(?:NotoSans-|NotoSansHans-|NotoSansSymbols2-|Amiri-)/);
      expect(font).toMatch(/\syes\s+yes\s+yes\s/);
    }
  });
});

test.each(LANGUAGES)("a report of twelve thousand words in %s is a PDF of a megabyte and a half at most", async (language) => {
  const goal = limitFor(12_000, language);
  const each = countWords(plainOf(longPaper(language, 12).blocks)) / 12;
  const paper = longPaper(language, Math.ceil(goal / each));
  expect(countWords(plainOf(paper.blocks))).toBeGreaterThan(goal - 200);
  const pdf = await pdfOf(paper);
  expect(pdf.ok && pdf.value.byteLength).toBeGreaterThan(100_000);
  expect(pdf.ok && pdf.value.byteLength).toBeLessThan(1_500_000);
});

const fileIn = (path: string, name: string): string => partOf(new Uint8Array(readFileSync(path)), name);
const runsIn = (xml: string): string[] => xml.match(/<w:r(?:\s[^>]*)?>.*?<\/w:r>/gs) ?? [];
const ARABIC = /\p{Script=Arabic}/u;

describe("a Word document", () => {
  test.each(LANGUAGES)("in %s holds every string to the letter, in a paragraph of its direction", (language) => {
    const paragraphs = paragraphsIn(fileIn(at(language, "docx"), "word/document.xml"));
    for (const { language: own, text } of EVERY_STRING) {
      const found = paragraphs.find((paragraph) => textIn(paragraph) === text);
      expect(found, text).toBeDefined();
      expect(found).toContain('<w:jc w:val="start"/>');
      expect(/<w:bidi\/>/.test(found!), text).toBe(own === "ar" && !/^IPv6/.test(text));
    }
  });

  test.each(LANGUAGES)("in %s says of every run its language, and of Arabic ones that they run from right to left", (language) => {
    const runs = runsIn(fileIn(at(language, "docx"), "word/document.xml")).filter((xml) => textIn(xml).trim() !== "" && !xml.includes("<w:instrText"));
    expect(runs.length).toBeGreaterThan(200);
    for (const xml of runs) {
      expect(xml).toMatch(/<w:lang [^>]*w:val="/);
      if (ARABIC.test(textIn(xml))) expect(xml).toContain("<w:rtl/>");
      else expect(xml).not.toMatch(/<w:rtl\/>.*<w:t[^>]*>[^<]*[A-Za-z]/s);
    }
  });

  test.each(LANGUAGES)("in %s sets size and weight of complex scripts wherever those of others are set", (language) => {
    for (const name of ["word/document.xml", "word/styles.xml"]) {
      const properties = fileIn(at(language, "docx"), name).match(/<w:rPr>.*?<\/w:rPr>/gs) ?? [];
      expect(properties.length).toBeGreaterThan(5);
      for (const xml of properties) {
        expect(/<w:sz /.test(xml)).toBe(/<w:szCs /.test(xml));
        expect(/<w:b(?:\/| )/.test(xml)).toBe(/<w:bCs(?:\/| )/.test(xml));
      }
    }
  });

  test("in Arabic runs its tables and its list of contents from right to left", () => {
    const xml = fileIn(at("ar", "docx"), "word/document.xml");
    expect(xml).toContain("<w:bidiVisual/>");
    const entries = paragraphsIn(xml).filter((paragraph) => paragraph.includes('w:val="TOC1"') && textIn(paragraph).trim() !== "");
    expect(entries).toHaveLength(12);
    for (const entry of entries) expect(entry).toContain("<w:bidi/>");
    expect(directionOf("ar")).toBe("rtl");
  });
});

describe.skipIf(!has("soffice"))("LibreOffice (needs libreoffice-writer-nogui)", () => {
  test.each(LANGUAGES)("opens and saves the document in %s and keeps all text in order", { timeout: 60_000 }, (language) => {
    run(
      "soffice",
      "--headless",
      `-env:UserInstallation=file://${folder}/profile`,
      "--convert-to",
      "docx:MS Word 2007 XML",
      "--outdir",
      join(folder, "again"),
      at(language, "docx"),
    );
    const texts = (path: string): string[] => paragraphsIn(fileIn(path, "word/document.xml")).flatMap((paragraph) => textIn(paragraph).trim() || []);
    const own = (list: string[]): string[] => list.filter((text) => EVERY_STRING.some((source) => source.text === text));
    const [before, after] = [own(texts(at(language, "docx"))), own(texts(join(folder, "again", `${language}.docx`)))];
    expect(before.length).toBeGreaterThan(100);
    expect(after).toEqual(before);
  });
});
