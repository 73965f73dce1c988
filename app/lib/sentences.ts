import type { Language } from "./languages";

/**
 * A text in any script as its sentences. `Intl.Segmenter` finds most of their ends; what it misses is said here. It is asked
 * by the server alone: another version of Unicode may part a text elsewhere, and a browser would find other places.
 */

/** A part of a text: offsets as strings count them (UTF-16). */
export type Span = { start: number; end: number };

/** What stands before the words of a line: a list item, a heading, a quotation. It ends the sentence before it and is in none. */
const LINE_MARK =
  /^[^\S\n]*(?:(?:[-*+•·–]|\d{1,3}[.)]|[٠-٩]{1,3}[.)]|\p{L}\)|[（(][\p{L}\p{N}]{1,3}[)）]|[一二三四五六七八九十]{1,3}、|#{1,6}|>)[^\S\n]*)(?=\S)/u;
const NEEDS_SPACE = /^[^\S\n]*(?:[-*+–]|\d{1,3}[.)]|[٠-٩]{1,3}[.)]|\p{L}\)|#{1,6})$/u;

/** Shortened words with a full stop that go on: before a name, a number, or each other. */
const SHORTENED = new Set(
  [
    "mr mrs ms dr prof st no nos art arts para paras vol ch sec sect fig cf vs e.g i.e approx dept res dec doc rev corr op pp h.e",
    "m mm mme mmes mlle pr p.ex ex al éd coll chap fig n° env réf",
    "г гг ул им акад проф ст п пп гл рис табл стр с см ср напр рез док т.е т.к т.н тыс млн млрд руб долл",
    "sr sra sres srta dra ud uds pág págs párr párrs núm núms art arts ee ee.uu vol cap aprox p.ej",
    "د أ م ص ق هـ ج",
  ]
    .join(" ")
    .split(" "),
);
const LAST_WORD = /(?:^|[\s\u00a0(«“"„’'/])((?:\p{L}+\.[\s\u00a0\u202f]?)*\p{L}+)\.[\s\u00a0\u202f]*$/u;
const AFTER_NUMBER = /\d[\s\u00a0\u202f]*(?:г|гг|с|т|тыс|млн|млрд|руб|долл|p|м|m)\.[\s\u00a0\u202f]*$/iu;
/** Closing marks that a no-break space keeps from the sentence they close. */
const CLOSING = /^[\s\u00a0\u202f]*[»”’"'）)\]》」』]+[\s\u00a0\u202f]*/u;
/** Marks of stress that stand right behind a sentence: where it opened one, they close it. */
const STRESS = /^(?:\*{1,3}|_{1,3})/;
/** Of Chinese: six dots end a sentence unless "and so on" follows. */
const SIX_DOTS = /(?:……|⋯⋯)[”’」』）]*(?=[\p{Script=Han}“「『（])(?!等)/gu;
const LETTER = /\p{L}/u;

/** Whether a piece goes on in the next one: it ends with a shortened word or an initial, or has no word of its own. */
function goesOn(piece: string, next: string): boolean {
  if (!LETTER.test(piece) || /^[\s\u00a0\u202f]*\p{Ll}/u.test(next)) return true;
  const word = LAST_WORD.exec(piece)?.[1];
  if (word === undefined) return false;
  const words = word.replace(/[\s\u00a0\u202f]/gu, "").split(".");
  // "в 2025 г." ends as often as it goes on: a capital after it begins a sentence.
  if (AFTER_NUMBER.test(piece)) return false;
  return words.some((_, from) => SHORTENED.has(words.slice(from).join(".").toLowerCase())) || /^\p{Lu}$/u.test(words.at(-1)!);
}

/** What at the beginning of a piece closes the one before it: a quotation, a bracket, stress. */
function closingOf(before: string, rest: string): string {
  const stress = STRESS.exec(rest)?.[0];
  if (stress === undefined) return CLOSING.exec(rest)?.[0] ?? "";
  return before.split(stress).length % 2 === 0 ? stress + closingOf(before + stress, rest.slice(stress.length)) : "";
}

const segmenters = new Map<string, Intl.Segmenter>();
function segmenterOf(language: Language, granularity: "sentence" | "grapheme"): Intl.Segmenter {
  const key = `${language} ${granularity}`;
  const known = segmenters.get(key) ?? new Intl.Segmenter(language, { granularity });
  segmenters.set(key, known);
  return known;
}

/** A paragraph or list item as its sentences, by their lengths. */
function piecesOf(block: string, language: Language): string[] {
  const raw = [...segmenterOf(language, "sentence").segment(block.replace(/[\r\n\u2028\u2029]/g, " "))].flatMap(({ segment }) => {
    const ends = language === "zh" ? [...segment.matchAll(SIX_DOTS)].map((dots) => dots.index + dots[0].length) : [];
    return [...ends, segment.length].map((end, index) => segment.slice(ends[index - 1] ?? 0, end));
  });
  const pieces: string[] = [];
  for (let rest of raw) {
    const before = pieces.at(-1);
    const closing = before === undefined ? "" : closingOf(before, rest);
    if (closing) {
      pieces[pieces.length - 1] += closing;
      rest = rest.slice(closing.length);
    }
    if (rest === "") continue;
    const last = pieces.at(-1);
    if (last !== undefined && goesOn(last, rest)) pieces[pieces.length - 1] = last + rest;
    else pieces.push(rest);
  }
  // A sign without a word, a row of dashes or a note, belongs to what stands before it.
  return pieces.reduce<string[]>(
    (kept, piece) => (kept.length > 0 && !LETTER.test(piece) ? [...kept.slice(0, -1), kept.at(-1)! + piece] : [...kept, piece]),
    [],
  );
}

/** Paragraphs, list items and headings of a text, with or without what marks them. */
function blocksOf(text: string, marks: "apart" | "kept"): Span[] {
  const blocks: Span[] = [];
  let open: Span | null = null;
  let start = 0;
  for (const line of text.split(/(?<=\n)/)) {
    const mark = LINE_MARK.exec(line)?.[0] ?? "";
    const isMark = mark !== "" && !NEEDS_SPACE.test(mark);
    const end = start + line.length;
    if (line.trim() === "") open = null;
    else if (isMark || !open) blocks.push((open = { start: start + (isMark && marks === "apart" ? mark.length : 0), end }));
    else open.end = end;
    // A heading is a line.
    if (isMark && mark.includes("#")) open = null;
    start = end;
  }
  return blocks;
}

/**
 * The sentences of a text in any script, in order, without the spaces around them. No two overlap, and none parts what a
 * reader sees as one sign. What marks an item or a heading stands between them, unless `marks` are kept: then only spaces do.
 */
export function sentencesOf(text: string, language: Language, marks: "apart" | "kept" = "apart"): Span[] {
  return blocksOf(text, marks).flatMap((block) => {
    let start = block.start;
    return piecesOf(text.slice(block.start, block.end), language).flatMap((piece): Span[] => {
      const from = start;
      start += piece.length;
      const lead = piece.length - piece.trimStart().length;
      const words = piece.trim();
      return words === "" ? [] : [wholeSigns(text, { start: from + lead, end: from + lead + words.length }, language)];
    });
  });
}

/** The sentences of a text as texts, with what marks items and headings: joined, they are the text but for the spaces between them. */
export const sentenceTexts = (text: string, language: Language): string[] =>
  sentencesOf(text, language, "kept").map(({ start, end }) => text.slice(start, end));

/** A span widened to whole signs as a reader sees them: a letter with its marks, a flag, a family. */
export function wholeSigns(text: string, { start, end }: Span, language: Language): Span {
  // Signs are short: what stands around the ends tells.
  const signs = segmenterOf(language, "grapheme").segment(text);
  const first = signs.containing(Math.min(Math.max(start, 0), text.length));
  const last = signs.containing(Math.min(end, text.length) - 1);
  return { start: first?.index ?? text.length, end: last ? last.index + last.segment.length : text.length };
}

/** Whether a span is about a sentence: at least half of the shorter of the two lies in the other. */
export function isAbout(span: Span, sentence: Span): boolean {
  const both = Math.min(span.end, sentence.end) - Math.max(span.start, sentence.start);
  return both > 0 && both * 2 >= Math.min(span.end - span.start, sentence.end - sentence.start);
}
