import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInstance, type i18n as I18n } from "i18next";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { I18nextProvider } from "react-i18next";
import { afterAll, describe, expect, test } from "vitest";
import { BracketText } from "~/features/negotiations/components/bracket-text";
import type { Input } from "~/features/negotiations/model";
import type { BracketParagraph } from "~/features/negotiations/model/pages";
import { bracketLines, cleanLines, type Piece, type SayOfBrackets } from "~/features/negotiations/model/wording";
import { PROPOSALS_VIEWS, type ProposalsView } from "~/features/papers/model";
import { proposalsData, proposalsPaper } from "~/features/papers/model/proposals-paper";
import { wordsIn } from "~/features/papers/queries/words.server";
import type { Language } from "~/lib/languages";
import { textOf, type Block, type Paragraph } from "~/lib/paper";
import { seededRandom } from "~/lib/random";
import { pdfOf } from "~/platform/pdf/pdf.server";
import { wordOf } from "~/platform/word/word.server";
import { MIXED } from "../support/paper-corpus";
import { found, wanted } from "../support/pdf-text";
import { proposalsOf, randomInput } from "../support/proposal-corpus";
import { paragraphsIn, partOf, textIn } from "../support/word-documents";

/** The proposals of a draft say the same on its page, on paper, and in the files made of it. */

const SPOKEN = ["en", "ar", "zh"] as const satisfies readonly Language[];
const NOW = new Date("2026-11-28T08:00:00Z");

async function pageIn(language: Language): Promise<I18n> {
  const i18n = createInstance();
  const negotiations = JSON.parse(readFileSync(`locales/${language}/negotiations.json`, "utf8")) as object;
  await i18n.init({ lng: language, resources: { [language]: { negotiations } }, defaultNS: "negotiations", interpolation: { escapeValue: false } });
  return i18n;
}

const ENTITIES: Readonly<Record<string, string>> = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#x27;": "'", "&amp;": "&" };
const linesFor =
  (view: ProposalsView, { bracketed, clean }: BracketParagraph) =>
  (say: SayOfBrackets): Piece[][] =>
    view === "brackets" ? bracketLines(bracketed, say) : cleanLines(clean, say);

/** The lines of a paragraph as its page shows them. */
function shownLines(i18n: I18n, view: ProposalsView, paragraph: BracketParagraph, language: Language): string[] {
  const text = createElement(BracketText, { number: paragraph.number, lines: linesFor(view, paragraph), language });
  const html = renderToStaticMarkup(createElement(I18nextProvider, { i18n }, text));
  return [...html.matchAll(/<p[ >].*?<\/p>/gs)].map(([line]) => line.replace(/<[^>]+>/g, "").replace(/&[#\w]+;/g, (name) => ENTITIES[name] ?? name));
}

const isBody = (block: Block): block is Paragraph => block.kind === "paragraph" && block.look === "body";
const NUMBER = /^\u200e([^.]+\.)\u00a0\u00a0/;

describe.each(SPOKEN)("in %s", (language) => {
  test.each(PROPOSALS_VIEWS)("a paper (%s) says what the page says, whatever is proposed", async (view) => {
    const i18n = await pageIn(language);
    const words = wordsIn(language);
    for (let seed = 0; seed < 40; seed++) {
      const random = seededRandom(`${language} ${seed}`);
      const texts = random.shuffle(MIXED[language]).slice(0, 4);
      const source = proposalsOf(language, texts, (paragraph) =>
        Array.from({ length: random.whole(0, 6) }, () => randomInput(random, paragraph, [...MIXED.ar, ...MIXED.en])),
      );
      const printed = proposalsPaper(source, view, { words, now: NOW }).blocks.filter(isBody);
      const shown = source.page.chapters.flatMap(({ paragraphs }) => paragraphs.flatMap((own) => shownLines(i18n, view, own, language)));
      expect(printed.map(({ runs }) => textOf(runs).replace(NUMBER, "$1"))).toEqual(shown);
    }
  });
});

const own = {
  language: "ar" as const,
  source: null,
  withheld: false,
  takenAt: null,
  takenReason: "",
  anchor: null,
  reason: "Why.",
  at: NOW.toISOString(),
  disposition: "" as const,
};
const answered = { answer: "", answeredBy: "", answeredAt: null, party: { id: "x", code: "CHE", name: "" } };
const by = (...codes: string[]): Input["proponents"] => codes.map((code) => ({ partyId: code, code, name: code, group: "" }));
const TEXT = "ازداد النفاذ إلى الإنترنت في المناطق الريفية.";
const at = (words: string) => ({ words, start: TEXT.indexOf(words), end: TEXT.indexOf(words) + words.length });
const ARABIC = proposalsOf("ar", [TEXT, "يرحب الاجتماع بذلك.", "ثالثة."], ({ id, text }) =>
  text === TEXT
    ? [
        { id: "1", paragraph: id, kind: "MOD", ...at("الريفية"), text: "النائية", state: "proposed", proponents: by("CHE", "ITU"), ...own, ...answered },
        { id: "2", paragraph: id, kind: "DEL", ...at("إلى الإنترنت"), text: "", state: "ad_referendum", proponents: by("KEN"), ...own, ...answered },
        { id: "3", paragraph: id, kind: "ADD", words: "", start: 0, end: 0, text: "فقرة جديدة.", state: "agreed", proponents: by("EGY"), ...own, ...answered },
        { id: "4", paragraph: id, kind: "NOC", words: "", start: 0, end: 0, text: "", state: "proposed", proponents: by("CHN"), ...own, ...answered },
        { id: "5", paragraph: id, kind: "comment", words: "", start: 0, end: 0, text: "سري", state: "proposed", proponents: [], ...own, ...answered },
      ]
    : [],
);
const paperIn = (view: ProposalsView) => proposalsPaper(ARABIC, view, { words: wordsIn("ar"), now: NOW });

test("its data are those of the page, with every proposal but what is a party's own", () => {
  const data = proposalsData(ARABIC, NOW);
  expect(data).toMatchObject({ symbol: "XX20-DOC-0A1B2C3D/Rev.1", language: "ar", brackets: 2 });
  const [first] = data.chapters[0]!.paragraphs;
  expect(first).toMatchObject({ number: "1", text: TEXT, bracketed: ARABIC.page.chapters[0]!.paragraphs[0]!.bracketed });
  expect(first!.proposals.map(({ kind, names, state }) => [kind, names, state])).toEqual([
    ["MOD", "CHE, ITU", "proposed"],
    ["DEL", "KEN", "ad_referendum"],
    ["ADD", "EGY", "agreed"],
    ["NOC", "CHN", "proposed"],
  ]);
  expect(JSON.stringify(data)).not.toContain("سري");
});

const folder = process.env.KEEP_PAPERS ?? mkdtempSync(join(tmpdir(), "portal-proposals-"));
afterAll(() => {
  if (!process.env.KEEP_PAPERS) rmSync(folder, { recursive: true, force: true });
});
const SAID = `ازداد النفاذ إلى الإنترنت [KEN: متفق عليه بشرط الاستشارة حذف] في المناطق الريفية [CHE, ITU: النائية].`;

test("a Word document in Arabic holds the brackets to the letter, from right to left, with struck and underlined words", async () => {
  const made = await wordOf(paperIn("brackets"));
  if (!made.ok) throw new Error(made.error.code);
  writeFileSync(join(folder, "brackets-ar.docx"), made.value);
  const body = partOf(made.value, "word/document.xml");
  const line = paragraphsIn(body).find((paragraph) => textIn(paragraph).endsWith(SAID));
  expect(line).toContain("<w:bidi/>");
  expect(line).toMatch(/<w:strike\/>.*?إلى الإنترنت/);
  expect(line).toMatch(/<w:u [^>]*\/>.*?الريفية/);
  expect(textIn(body)).toContain("دون تغيير: [CHN]");
  expect(textIn(body)).not.toContain("سري");
});

describe.skipIf(!existsSync("/usr/bin/pdftotext"))("a PDF (needs poppler-utils)", () => {
  /** The words of each line where they stand on the page, from left to right. */
  const linesOf = async (view: ProposalsView): Promise<string[]> => {
    const made = await pdfOf(paperIn(view));
    if (!made.ok) throw new Error(made.error.code);
    const path = join(folder, `${view}-ar.pdf`);
    writeFileSync(path, made.value);
    const words = execFileSync("pdftotext", ["-bbox", path, "-"], { encoding: "utf8" }).matchAll(/xMin="([\d.]+)" yMin="([\d.]+)".*?>(.*)<\/word>/g);
    const lines = new Map<string, { x: number; text: string }[]>();
    for (const [, x, y, text] of words) lines.set(y!, [...(lines.get(y!) ?? []), { x: Number(x), text: found(text!) }]);
    return [...lines.values()].map((own) => own.sort((one, other) => one.x - other.x).map(({ text }) => text)).map((own) => own.join(""));
  };

  test("in Arabic has every character in its place, codes from left to right", async () => {
    const lines = await linesOf("brackets");
    const sought = ["دون تغيير: [\u2066CHN\u2069]", "صياغة أخرى – الريفية [\u2066CHE, ITU\u2069: النائية] – مقترح"];
    expect(sought.filter((text) => !lines.includes(wanted(text, "rtl")))).toEqual([]);
  });

  test("in Arabic has the clean text without what is open, and what was agreed after it", async () => {
    const lines = await linesOf("clean");
    expect(lines.some((line) => line.includes(wanted(TEXT, "rtl")))).toBe(true);
    expect(lines).toContain(wanted("فقرة جديدة.", "rtl"));
    expect(lines.join("")).not.toMatch(/CHE|KEN/);
  });
});

describe.skipIf(!existsSync("/usr/bin/soffice"))("LibreOffice (needs libreoffice-writer-nogui)", () => {
  test("shows the Word document in Arabic with its brackets", { timeout: 60_000 }, async () => {
    const made = await wordOf(paperIn("brackets"));
    if (!made.ok) throw new Error(made.error.code);
    writeFileSync(join(folder, "again.docx"), made.value);
    const profile = `-env:UserInstallation=file://${folder}/profile`;
    execFileSync("soffice", ["--headless", profile, "--convert-to", "txt:Text (encoded):UTF8", "--outdir", folder, join(folder, "again.docx")], {
      stdio: "ignore",
    });
    expect(readFileSync(join(folder, "again.txt"), "utf8")).toContain(SAID);
  });
});
