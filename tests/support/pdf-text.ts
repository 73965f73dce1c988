import bidiFactory from "bidi-js";
import type { Direction } from "~/lib/direction";

/** Text as a PDF gives it back, held against what was written. */

export const MARKS_OF_DIRECTION = /[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** A hamza under a tanween is drawn right and given back twice: the compiler writes the pair as text of both its glyphs. */
export const DOUBLED = /ءً/;
const bidi = bidiFactory();
/** Spaces aside, and vowel marks, which stand between two letters and are only counted. */
const bare = (characters: readonly string[]): string =>
  characters
    .join("")
    .replace(MARKS_OF_DIRECTION, "")
    .normalize("NFKC")
    .replace(/[\s\p{M}]/gu, "");

/** The characters of a text as they are to stand on the page, from left to right, by the algorithm of Unicode. */
export const wanted = (text: string, base: Direction): string =>
  bare(bidi.getReorderedIndices(text, bidi.getEmbeddingLevels(text, base)).map((index) => text[index]!));

/**
 * The same of a line as `pdftotext` writes it. It takes what it finds from left to right, turns what it holds for words
 * from right to left and marks these parts: turned back, every character is where it stands on the page.
 */
export function found(line: string): string {
  const characters = [...line];
  const partTo = (end: string | null): string[] => {
    const part: string[] = [];
    for (let next = characters.shift(); next !== undefined && next !== end; next = characters.shift()) {
      if (next === "\u202b") part.push(partTo("\u202c").reverse().join(""));
      else if (next === "\u202a") part.push(partTo("\u202c").join(""));
      else part.push(next);
    }
    return part;
  };
  return bare(partTo(null));
}
