import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { versionAkoma } from "~/features/papers/model/version-akoma";
import { versionPaper } from "~/features/papers/model/version-paper";
import { directionOfText } from "~/lib/direction";
import { directionOf, LANGUAGES, type Language } from "~/lib/languages";
import { escaped } from "~/lib/xml";
import { htmlOf } from "~/platform/html/html.server";
import { pdfOf } from "~/platform/pdf/pdf.server";
import { wordOf } from "~/platform/word/word.server";
import { akomaFaults } from "../support/akoma";
import { MIXED } from "../support/paper-corpus";
import { DOUBLED, found, wanted } from "../support/pdf-text";
import { versionOf, versionOptions } from "../support/version-corpus";
import { paragraphsIn, partOf, textIn } from "../support/word-documents";

/** A frozen version in each language: its text and its notes come out of PDF and Word again. */

const has = (program: string): boolean => existsSync(`/usr/bin/${program}`);
const folder = process.env.KEEP_PAPERS ?? mkdtempSync(join(tmpdir(), "portal-versions-"));
const at = (language: Language, ending: string): string => join(folder, `${language}.${ending}`);
const words = new Map<Language, Uint8Array>();

/** Where a line from right to left begins with a number of its own, `pdftotext` closes it before it has begun. */
const CLOSED = /^\u202b\u202c(.+)$/;

beforeAll(async () => {
  for (const language of LANGUAGES) {
    const paper = versionPaper(versionOf(language, MIXED[language]), versionOptions(language));
    const [pdf, word] = [await pdfOf(paper), await wordOf(paper)];
    if (!pdf.ok || !word.ok) throw new Error("not made");
    writeFileSync(at(language, "pdf"), pdf.value);
    writeFileSync(at(language, "docx"), word.value);
    words.set(language, word.value);
  }
});
afterAll(() => {
  if (!process.env.KEEP_PAPERS) rmSync(folder, { recursive: true, force: true });
});

describe.skipIf(!has("pdftotext"))("a PDF (needs poppler-utils)", () => {
  test.each(LANGUAGES)("in %s gives the text of every paragraph back, each character in its place, and every note", (language) => {
    const lines = execFileSync("pdftotext", [at(language, "pdf"), "-"], { encoding: "utf8" })
      .split("\n")
      .map((line) => found(line.replace(CLOSED, "\u202b$1\u202c")));
    const missing = MIXED[language].filter((text) => {
      const own = wanted(text, directionOfText(text, directionOf(language)));
      return !lines.some((line) => line.includes(own)) && !lines.join("").includes(own);
    });
    expect(missing.filter((text) => !DOUBLED.test(text))).toEqual([]);
    for (const index of MIXED[language].keys()) expect(lines.some((line) => line.includes(`XX20-NR-P${index}`))).toBe(true);
    expect(execFileSync("pdfinfo", [at(language, "pdf")], { encoding: "utf8" })).toMatch(/Tagged:\s+yes/);
  });
});

test("paragraphs that came between others have ids of their own in Akoma Ntoso", () => {
  const source = versionOf("en", ["One.", "Two.", "Three.", "Four."]);
  const { chapters } = source.version.content;
  ["1 bis", "1 (11)", "11", "111"].forEach((number, index) => (chapters[0]!.paragraphs[index]!.number = number));
  expect(akomaFaults(versionAkoma(source, versionOptions("en")))).toEqual([]);
});

test.each(LANGUAGES)("Akoma Ntoso and HTML in %s hold every text, and Akoma Ntoso the structure of its standard", (language) => {
  const [source, options] = [versionOf(language, MIXED[language]), versionOptions(language)];
  const xml = versionAkoma(source, options);
  expect(akomaFaults(xml)).toEqual([]);
  const html = new TextDecoder().decode(htmlOf(versionPaper(source, options)));
  for (const text of MIXED[language]) {
    expect(xml).toContain(`>${escaped(text)}</span><authorialNote`);
    expect(html).toContain(`${escaped(text)}<bdi><sup>`);
  }
  expect(html.match(/role="doc-backlink"/g)).toHaveLength(MIXED[language].length);
});

test.each(LANGUAGES)("a Word document in %s holds every text to the letter, each with a real footnote in its direction", (language) => {
  const file = words.get(language)!;
  const paragraphs = paragraphsIn(partOf(file, "word/document.xml"));
  for (const [index, text] of MIXED[language].entries()) {
    const own = paragraphs.find((paragraph) =>
      textIn(paragraph)
        .replaceAll("\u00a0", " ")
        .endsWith(`.  ${text.replaceAll("\u00a0", " ")}`),
    );
    expect(own, text).toBeDefined();
    expect(own).toContain(`<w:footnoteReference w:id="${index + 1}"/>`);
  }
  const notes = paragraphsIn(partOf(file, "word/footnotes.xml")).filter((note) => textIn(note).includes("XX20-NR-"));
  expect(notes).toHaveLength(MIXED[language].length);
  // A note runs as its paragraph does.
  for (const [index, text] of MIXED[language].entries())
    expect(notes[index]!.includes("<w:bidi/>"), text).toBe(directionOfText(text, directionOf(language)) === "rtl");
});
