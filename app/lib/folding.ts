/** Comparing what people type with names as they are written: case, accents, vowel marks and the form of an apostrophe make no difference. */

/** A text without case and marks, its spaces single. */
export const folded = (text: string): string => text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[’‘ʼ]/g, "'").toLowerCase().replace(/\s+/g, " ").trim();

/** Longest beginning that is kept; nobody types more of a name to find it. */
const MAX_TERM = 60;
const cut = (text: string): string => [...text].slice(0, MAX_TERM).join("").trimEnd();

/** A word starts after anything that is no letter or digit, after the Arabic article, and at every Han character. */
const STARTS = /(?<![\p{L}\p{N}])[\p{L}\p{N}]|(?<=(?<![\p{L}\p{N}])و?ال)\p{L}|\p{Script=Han}/gu;

/** A text folded, from each of its words on: whoever types the beginning of any word finds one of these by its prefix. */
export function beginningsOf(text: string): string[] {
  const whole = folded(text);
  return [...new Set([...whole.matchAll(STARTS)].map(({ index }) => cut(whole.slice(index))))];
}

/** What was typed, as the beginning it may be; empty when there is no letter or digit in it. */
export const asBeginning = (typed: string): string => cut(folded(typed).replace(/^[^\p{L}\p{N}]+/u, ""));
