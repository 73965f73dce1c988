import type { Language } from "~/lib/languages";

/**
 * Counting what an author wrote, the same in every script: words where words are set apart by spaces, characters
 * where they are not. Markdown marks and link addresses are not counted.
 *
 * The boundaries of words and of characters are those of Unicode's annex 29, written out for the scripts that set words
 * apart. `Intl.Segmenter` is not asked: one version of Unicode parts `a.b` where another does not, and an author would be
 * told one count by the browser and another by the portal. A run of a script without spaces other than Han counts one.
 */

/** Han characters that stand for one English word. Source: domain.md 3.1 (marked [U], to be confirmed by the secretariat). */
export const HAN_CHARACTERS_PER_WORD = 1.7;

/** The counted limit that stands for `words` English words: Han characters in Chinese, words in the other languages. */
export const limitFor = (words: number, language: Language): number => (language === "zh" ? Math.round(words * HAN_CHARACTERS_PER_WORD) : words);

const HAN = /\p{Script=Han}/gu;
const URL_IN_TEXT = /https?:\/\/[!-~]+/g;
const WORD_CHARACTER = /[\p{L}\p{M}\p{N}]/u;

/** Signs on a letter and invisible marks of direction: they part nothing. */
const SILENT = "\\p{M}\\u00ad\\u200c-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\u2066-\\u2069\\ufeff";
const RUN = new RegExp(`[\\p{L}\\p{N}][\\p{L}\\p{N}\\p{Pc}${SILENT}]*`, "gu");
const joined = (by: string, sides: string) => new RegExp(`${sides}[${SILENT}]*[${by}][${SILENT}]*(?=${sides})`, "gu");
/** A mark between two letters, or between two digits, that does not part a word: `don't`, `l’accès`, `3,5`. */
const LETTERS_JOINED = joined(".:'·’\u2018\u2024\u2027：＇．", "[\\p{L}\\p{Nl}]");
const DIGITS_JOINED = joined(".,;'’\u2018\u2024\u066b\u066c،؛，；＇．", "\\p{Nd}");
/** What a reader sees as one: a flag, an emoji with what is joined to it, a character with its marks. */
const CHARACTER =
  /(?:\r\n|\p{RI}{2}|\p{Extended_Pictographic}(?:[\p{M}\p{Emoji_Modifier}]*\u200d\p{Extended_Pictographic})*|[^])[\p{M}\p{Emoji_Modifier}\u200c\u200d]*/gu;

const times = (pattern: RegExp, text: string): number => text.match(pattern)?.length ?? 0;

/** The last counts of longer texts: while one answer is typed, all others of the report are counted again and again. */
const counted = new Map<string, number>();
const REMEMBERED = 200;

/**
 * How many words a markdown text has. Each Han character counts one, whatever the language of the answer; a run of
 * letters or digits beside it counts one; a bare web address counts one.
 */
export function countWords(markdown: string): number {
  const known = counted.get(markdown);
  if (known !== undefined) return known;
  const text = plainText(markdown).replace(URL_IN_TEXT, " url ");
  let han = 0;
  const rest = text.replace(HAN, () => ((han += 1), " "));
  const count = han + times(RUN, rest) - times(LETTERS_JOINED, rest) - times(DIGITS_JOINED, rest);
  if (markdown.length > 200 && markdown.length < 20_000) counted.set(markdown, count);
  if (counted.size > REMEMBERED) counted.delete(counted.keys().next().value!);
  return count;
}

/** How many characters a reader sees: a letter with its marks, or an emoji of several code points, counts one. */
export const countCharacters = (text: string): number => times(CHARACTER, text);

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
