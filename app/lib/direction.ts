import bidiFactory from "bidi-js";

/** Which way text runs, by the letters in it: for paper, where no browser decides it. */

export type Direction = "ltr" | "rtl";

const bidi = bidiFactory();
const RTL_SCRIPT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** The direction of a text's first letter, as `dir="auto"` takes it; the one given where it has none. */
export function directionOfText(text: string, otherwise: Direction): Direction {
  const [first] = /\p{L}/u.exec(text) ?? [];
  if (first === undefined) return otherwise;
  return RTL_SCRIPT.test(first) ? "rtl" : "ltr";
}

/**
 * A paragraph in parts that run one way each, as Unicode's annex 9 arranges them, for formats that ask it of every run.
 * Joined they are the text.
 */
export function directedParts(text: string, base: Direction): { text: string; direction: Direction }[] {
  if (text === "") return [];
  if (base === "ltr" && !RTL_SCRIPT.test(text)) return [{ text, direction: base }];
  const { levels } = bidi.getEmbeddingLevels(text, base);
  const parts: { text: string; direction: Direction }[] = [];
  let from = 0;
  for (let at = 1; at <= text.length; at++) {
    if (at < text.length && levels[at]! % 2 === levels[from]! % 2) continue;
    parts.push({ text: text.slice(from, at), direction: levels[from]! % 2 === 1 ? "rtl" : "ltr" });
    from = at;
  }
  return parts;
}
