import { followSentences } from "~/features/documents/model/ties";
import { diffTokens, tokensOf } from "~/lib/diff";
import type { Language } from "~/lib/languages";
import { sentencesOf, type Span } from "~/lib/sentences";

/**
 * Where a passage of a frozen paragraph stands in later texts of it. It goes on with its own words or with none: wherever
 * others might be meant, it is an orphan, and a person says where it belongs.
 */

/** Words of a text from `start` up to `end`, in UTF-16 units. */
export type Passage = Span;

/** How often words stand in a text, overlapping ones too. */
function timesIn(text: string, words: string): number {
  let times = 0;
  for (let at = text.indexOf(words); at !== -1; at = text.indexOf(words, at + 1)) times++;
  return times;
}

/** Where words of a sentence that was changed stand in it now: if they stand once before and after, and the change left them as they were. */
function withinChanged(before: string, after: string, { start, end }: Passage): number | null {
  const words = before.slice(start, end);
  if (timesIn(before, words) !== 1 || timesIn(after, words) !== 1) return null;
  const tokens = tokensOf(before);
  const lengthOf = (some: readonly string[]): number => some.join("").length;
  let shift = 0;
  for (const { from, to, by } of diffTokens(tokens, tokensOf(after))) {
    const [begins, ends] = [lengthOf(tokens.slice(0, from)), lengthOf(tokens.slice(0, to))];
    if (ends <= start) shift += lengthOf(by) - (ends - begins);
    else if (begins < end) return null;
  }
  return after.startsWith(words, start + shift) ? start + shift : null;
}

/**
 * Where a passage stands after one save of its paragraph; null for an orphan. In a sentence that stands as it stood it
 * stays; in one that surely is the same, changed elsewhere, it is found; a passage of several sentences needs all of them
 * as they were, one after the other.
 */
export function followPassage(before: string, after: string, passage: Passage, language: Language): Passage | null {
  if (before === after) return passage;
  const [old, now] = [sentencesOf(before, language, "kept"), sentencesOf(after, language, "kept")];
  const texts = (text: string, spans: readonly Span[]): string[] => spans.map(({ start, end }) => text.slice(start, end));
  const [oldTexts, nowTexts] = [texts(before, old), texts(after, now)];
  const touched = old.flatMap(({ start, end }, index) => (start < passage.end && end > passage.start ? [index] : []));
  const [first, last] = [touched[0], touched.at(-1)];
  if (first === undefined || last === undefined) return null;
  const places = followSentences(oldTexts, nowTexts);
  const place = places[first];
  if (place === null || place === undefined) return null;
  const words = before.slice(passage.start, passage.end);
  const offset = passage.start - old[first]!.start;
  if (first === last && oldTexts[first] !== nowTexts[place]) {
    if (offset < 0 || passage.end > old[first]!.end) return null;
    const found = withinChanged(oldTexts[first]!, nowTexts[place]!, { start: offset, end: offset + words.length });
    return found === null ? null : { start: now[place]!.start + found, end: now[place]!.start + found + words.length };
  }
  const areKept = touched.every((index, step) => places[index] === place + step && oldTexts[index] === nowTexts[place + step]);
  const start = now[place]!.start + offset;
  return areKept && start >= 0 && after.startsWith(words, start) ? { start, end: start + words.length } : null;
}

/** The same through all saves in turn: `texts` begins with the one the passage was taken from. What was an orphan once stays one. */
export function carryPassage(texts: readonly string[], passage: Passage, language: Language): Passage | null {
  let found: Passage | null = passage;
  for (const [index, text] of texts.entries()) if (index > 0 && found) found = followPassage(texts[index - 1]!, text, found, language);
  return found;
}
