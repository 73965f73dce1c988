import { LOCALE_TAGS, type Language } from "~/lib/languages";

/**
 * Counting what an author wrote, the same in every script: words where words are set apart by spaces, characters
 * where they are not. Markdown marks and link addresses are not counted.
 */

/** Han characters that stand for one English word. Source: domain.md 3.1 (marked [U], to be confirmed by the secretariat). */
export const HAN_CHARACTERS_PER_WORD = 1.7;

/** The counted limit that stands for `words` English words: Han characters in Chinese, words in the other languages. */
export const limitFor = (words: number, language: Language): number => (language === "zh" ? Math.round(words * HAN_CHARACTERS_PER_WORD) : words);

const HAN = /\p{Script=Han}/gu;
const URL_IN_TEXT = /https?:\/\/[!-~]+/g;
const WORD_CHARACTER = /[\p{L}\p{M}\p{N}]/u;

const segmenters = new Map<string, Intl.Segmenter>();

function segmenter(language: Language, granularity: "word" | "grapheme"): Intl.Segmenter {
  const key = `${language} ${granularity}`;
  let found = segmenters.get(key);
  if (!found) segmenters.set(key, (found = new Intl.Segmenter(LOCALE_TAGS[language], { granularity })));
  return found;
}

/** Browsers without `Intl.Segmenter` (Firefox before 125) still count, a little more roughly, instead of failing. */
const canSegment = typeof Intl.Segmenter === "function";

/**
 * Text of the scripts the six languages are written in, with everyday marks: ASCII without the low line and controls,
 * Latin, Greek, Cyrillic, Arabic with its vowel signs, quotation marks and dashes, Han with its punctuation. In it the
 * boundaries of Unicode's annex 29 are found by the patterns below, hundreds of times faster than by `Intl.Segmenter`;
 * any other text is left to that.
 */
const PLAIN =
  /^[\n\r\t -^`-~\u00a0-\u00a9\u00ab\u00ac\u00ae-\u00b1\u00b4\u00b6\u00bb\u00bf-\u02af\u0300-\u036f\u0386\u0388-\u03ff\u0400-\u052f\u060c\u061b\u061f\u0620-\u0669\u066e-\u06d3\u06d5\u06f0-\u06f9\u2010-\u2017\u201a-\u2023\u2025\u2026\u2030\u20ac\u2116\u2190-\u2193\u2212\u3001-\u3005\u3007-\u3011\u3400-\u4dbf\u4e00-\u9fff\uff01\uff08\uff09\uff0c\uff1a\uff1b\uff1f]*$/;
const RUN = /[\p{L}\p{Nd}][\p{L}\p{M}\p{Nd}]*/gu;
/** A mark between two letters, or between two digits, that does not part a word: `don't`, `e.g`, `3,5`. */
const LETTERS_JOINED = /\p{L}\p{M}*[:.'：]\p{M}*(?=\p{L})/gu;
const DIGITS_JOINED = /\p{Nd}\p{M}*[.,;'،，；]\p{M}*(?=\p{Nd})/gu;
/** A vowel sign without a letter to stand on. */
const LOOSE_MARK = /(?:^|[\n\r\t ])\p{M}/u;

const isPlain = (text: string): boolean => PLAIN.test(text) && !LOOSE_MARK.test(text);
const times = (pattern: RegExp, text: string): number => text.match(pattern)?.length ?? 0;

function countWordSegments(text: string, language: Language): number {
  if (!canSegment) return times(/[\p{L}\p{M}\p{N}]+(?:['’.,][\p{L}\p{M}\p{N}]+)*/gu, text);
  if (isPlain(text)) return times(RUN, text) - times(LETTERS_JOINED, text) - times(DIGITS_JOINED, text);
  let count = 0;
  for (const segment of segmenter(language, "word").segment(text)) if (segment.isWordLike) count += 1;
  return count;
}

/** The last counts of longer texts: while one answer is typed, all others of the report are counted again and again. */
const counted = new Map<string, number>();
const REMEMBERED = 200;

/**
 * How many words a markdown text has. Each Han character counts one, whatever the language of the answer; a run of
 * letters or digits beside it counts one; a bare web address counts one.
 */
export function countWords(markdown: string, language: Language): number {
  const key = `${language} ${markdown}`;
  const known = counted.get(key);
  if (known !== undefined) return known;
  const text = plainText(markdown).replace(URL_IN_TEXT, " url ");
  let han = 0;
  const rest = text.replace(HAN, () => ((han += 1), " "));
  const count = han + countWordSegments(rest, language);
  if (key.length > 200 && key.length < 20_000) counted.set(key, count);
  if (counted.size > REMEMBERED) counted.delete(counted.keys().next().value!);
  return count;
}

/** How many characters a reader sees: a letter with its marks, or an emoji of several code points, counts one. */
export function countCharacters(text: string, language: Language = "en"): number {
  if (!canSegment) return Array.from(text.normalize("NFC")).length;
  if (isPlain(text)) return text.length - times(/\p{M}|\r(?=\n)/gu, text);
  let count = 0;
  for (const _ of segmenter(language, "grapheme").segment(text)) count += 1;
  return count;
}

/** Takes block marks off one line: heading, quotation, list item, table bars. A table's delimiter row vanishes. */
function withoutBlockMarks(line: string): string {
  if (line.includes("-") && /^[\s|:-]+$/.test(line)) return "";
  return line
    .replace(/^\s*(?:#{1,6}\s|>)\s*/, "")
    .replace(/^\s*(?:[-*+]|\d{1,9}[.)])\s+/, "")
    .replace(/\|/g, " ");
}

/** The text of the markdown subset authors write in, without its marks: what is counted, searched and excerpted. */
export function plainText(markdown: string): string {
  return markdown
    .split(/\r?\n/)
    .map(withoutBlockMarks)
    .join("\n")
    .replace(/!?\[([^[\]]*)\]\([^()\s]*(?:[ \t]+"[^"()]*")?\)/g, "$1")
    .replace(/[*_~`]+/g, (run, offset: number, all: string) => {
      const before = all[offset - 1] ?? "";
      const after = all[offset + run.length] ?? "";
      const kept = run.startsWith("_") ? WORD_CHARACTER.test(before) && WORD_CHARACTER.test(after) : /\d/.test(before) && /\d/.test(after);
      return kept || before === "\\" ? run : "";
    })
    .replace(/\\([!-/:-@[-`{-~])/g, "$1");
}
