import { diffTokens, tokensOf } from "~/lib/diff";

/**
 * Where a tie stands after its paragraph was changed. A tie goes on with its own sentence or with none: wherever two
 * sentences might be meant, it is an orphan, and somebody says where it belongs.
 */

/** The sentence of a paragraph a tie stands on: which one, and its words. */
export type Stand = { at: number; sentence: string };

/** Two sentences that share this much may be one and the same, before and after an edit. */
const MAYBE = 0.4;
/** So much is shared by a sentence and what a small edit made of it. */
const SURELY = 0.65;

const WORD = /[\p{L}\p{N}]/u;
const wordsOf = (sentence: string): string[] => tokensOf(sentence.toLowerCase()).filter((token) => WORD.test(token));

/** Which share of the words of two sentences stands in both, in order. */
export function closeness(one: string, other: string): number {
  const [a, b] = [wordsOf(one), wordsOf(other)];
  if (a.length + b.length === 0) return 0;
  const removed = diffTokens(a, b).reduce((sum, { from, to }) => sum + to - from, 0);
  return (2 * (a.length - removed)) / (a.length + b.length);
}

const countOf = (list: readonly string[], wanted: string): number => list.filter((text) => text === wanted).length;

/**
 * Where each sentence of a paragraph stands in its new text, null for one that is not surely there. One with the same
 * words stands where they do, if they stand once before and after. One that was changed stands where the only sentence
 * like it does, between the same unchanged neighbours, if no other one was or is like either.
 */
export function followSentences(before: readonly string[], after: readonly string[]): (number | null)[] {
  if (before.length === after.length && before.every((text, index) => text === after[index])) return before.map((_, index) => index);
  const same = before.map((text) => (countOf(before, text) === 1 && countOf(after, text) === 1 ? after.indexOf(text) : null));
  const taken = new Set(same);
  const gone = before.flatMap((_, index) => (same[index] === null ? [index] : []));
  const come = after.flatMap((_, index) => (taken.has(index) ? [] : [index]));
  const like = new Map(gone.map((index) => [index, come.filter((other) => closeness(before[index]!, after[other]!) >= MAYBE)]));
  return same.map((found, index) => {
    if (found !== null) return found;
    const [only, ...others] = like.get(index) ?? [];
    if (only === undefined || others.length > 0) return null;
    const isOnly = gone.every((other) => other === index || !like.get(other)!.includes(only));
    return isOnly && closeness(before[index]!, after[only]!) >= SURELY && isBetweenTheSame(same, index, only) ? only : null;
  });
}

/** Whether the unchanged sentences before one and after it are those before and after its new place. */
function isBetweenTheSame(same: readonly (number | null)[], index: number, place: number): boolean {
  return same.every((found, other) => found === null || (other < index ? found < place : found > place));
}

/** Where ties stand after an edit; null for orphans. A tie that stood on nothing is one. */
export function carryTies(before: readonly string[], after: readonly string[], ties: readonly Stand[]): (Stand | null)[] {
  const places = followSentences(before, after);
  return ties.map(({ at, sentence }) => {
    const place = before[at] === sentence ? places[at] : undefined;
    return place === undefined || place === null ? null : { at: place, sentence: after[place]! };
  });
}

/**
 * Where ties stand in a piece of their paragraph, or in a paragraph theirs is a piece of, whose sentences begin `shift`
 * after where they began; null where another sentence stands there.
 */
export const shiftTies = (after: readonly string[], ties: readonly Stand[], shift: number): (Stand | null)[] =>
  ties.map(({ at, sentence }) => (after[at + shift] === sentence ? { at: at + shift, sentence } : null));
