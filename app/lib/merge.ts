import { diffTokens, tokensOf, type Hunk } from "./diff";
import { canonicalJson } from "./json";

/**
 * Two texts that both were made from a third, as one: what only one of them changed is taken, and where both changed the
 * same place both stand, one after the other. The same for lists by key and for objects.
 */

/** `clashes`: places in which both stand one after the other. `choices`: places where only one value can stand, which is the first's. */
export type Merged<T> = { value: T; clashes: number; choices: number };

/** A run of a merged text, and which of the two it is from; `both` also stands for what neither changed. */
export type MergePiece = { from: "both" | "mine" | "theirs"; text: string };

/** A part of the base in which something was changed. */
type Region = { from: number; to: number };

/**
 * Merges two texts word by word. Changes that touch each other are one place; where both changed it in different ways,
 * its whole sentence or line stands twice, since words of two sentences mixed are none.
 */
export function mergeTexts(base: string, mine: string, theirs: string): Merged<string> & { pieces: MergePiece[] } {
  const tokens = tokensOf(base);
  const [own, other] = [diffTokens(tokens, tokensOf(mine)), diffTokens(tokens, tokensOf(theirs))];
  const pieces: MergePiece[] = [];
  const add = (from: MergePiece["from"], text: string): void => {
    const last = pieces.at(-1);
    if (last?.from === from) last.text += text;
    else if (text !== "") pieces.push({ from, text });
  };
  let [at, clashes] = [0, 0];
  for (const region of regionsOf(tokens, own, other)) {
    add("both", tokens.slice(at, region.from).join(""));
    const [first, second] = [textIn(tokens, own, region), textIn(tokens, other, region)];
    if (first === second) add("both", first);
    else if (!isChanged(other, region)) add("mine", first);
    else if (!isChanged(own, region)) add("theirs", second);
    else {
      clashes += 1;
      add("mine", first);
      add("both", gapBetween(first, second));
      add("theirs", second);
    }
    at = region.to;
  }
  add("both", tokens.slice(at).join(""));
  return { value: pieces.map(({ text }) => text).join(""), pieces, clashes, choices: 0 };
}

/** Where either changed something, in order. Grown until none touches another and one that both changed ends with a sentence. */
function regionsOf(tokens: readonly string[], own: readonly Hunk[], other: readonly Hunk[]): Region[] {
  let regions: Region[] = joinTouching([...own, ...other]);
  for (;;) {
    const grown = joinTouching(regions.map((region) => (clash(tokens, own, other, region) ? sentencesOf(tokens, region) : region)));
    if (canonicalJson(grown) === canonicalJson(regions)) return regions;
    regions = grown;
  }
}

function joinTouching(regions: readonly Region[]): Region[] {
  const joined: Region[] = [];
  for (const { from, to } of [...regions].sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else joined.push({ from, to });
  }
  return joined;
}

const hunksIn = (hunks: readonly Hunk[], { from, to }: Region): Hunk[] => hunks.filter((hunk) => hunk.from >= from && hunk.to <= to);
const isChanged = (hunks: readonly Hunk[], region: Region): boolean => hunksIn(hunks, region).length > 0;

/** What stands instead of a region of the base in the text that the hunks lead to. */
function textIn(tokens: readonly string[], hunks: readonly Hunk[], region: Region): string {
  const parts: string[] = [];
  let at = region.from;
  for (const { from, to, by } of hunksIn(hunks, region)) {
    parts.push(...tokens.slice(at, from), ...by);
    at = to;
  }
  return [...parts, ...tokens.slice(at, region.to)].join("");
}

const clash = (tokens: readonly string[], own: readonly Hunk[], other: readonly Hunk[], region: Region): boolean =>
  isChanged(own, region) && isChanged(other, region) && textIn(tokens, own, region) !== textIn(tokens, other, region);

const SENTENCE_END = /^[.!?؟…]/;
const FULL_STOP = /^[。！？]/;

/** Does a sentence or line begin before this token? */
const isBoundary = (tokens: readonly string[], at: number): boolean => {
  const before = tokens[at - 1];
  if (before === undefined || at === tokens.length || before.includes("\n") || FULL_STOP.test(before)) return true;
  return /^\s/.test(before) && SENTENCE_END.test(tokens[at - 2] ?? "");
};

/** The sentences a region stands in. One in which both only added something stays as it is: each stands for itself. */
function sentencesOf(tokens: readonly string[], { from, to }: Region): Region {
  if (from === to) return { from, to };
  let [start, end] = [from, to];
  while (!isBoundary(tokens, start)) start -= 1;
  while (!isBoundary(tokens, end)) end += 1;
  return { from: start, to: end };
}

const HAN = "[\\p{Script=Han}\\u3000-\\u303f\\uff00-\\uffef]";
const [ENDS_HAN, BEGINS_HAN] = [new RegExp(`${HAN}$`, "u"), new RegExp(`^${HAN}`, "u")];

/** What keeps the last word of one text apart from the first of the next. */
function gapBetween(first: string, second: string): string {
  if (first === "" || second === "" || /\s$/.test(first) || /^\s/.test(second)) return "";
  if (first.includes("\n") || second.includes("\n")) return "\n";
  return ENDS_HAN.test(first) && BEGINS_HAN.test(second) ? "" : " ";
}

const isSame = (a: unknown, b: unknown): boolean => canonicalJson(a ?? null) === canonicalJson(b ?? null);

/** What stands when at most one changed it, or both in the same way; undefined when they differ. */
export function mergeUnchanged<T>(base: unknown, mine: T, theirs: T): Merged<T> | undefined {
  if (isSame(mine, theirs) || isSame(base, theirs)) return { value: mine, clashes: 0, choices: 0 };
  return isSame(base, mine) ? { value: theirs, clashes: 0, choices: 0 } : undefined;
}

/** A value that is whole or not at all: a number, a choice. */
export const mergeWhole = <T>(base: unknown, mine: T, theirs: T): Merged<T> => mergeUnchanged(base, mine, theirs) ?? { value: mine, clashes: 0, choices: 1 };

type Fields = Readonly<Record<string, unknown>>;

/** Merges objects field by field; a field that neither has any more is gone. */
export function mergeFields<T extends Fields>(
  base: Fields,
  mine: Fields,
  theirs: Fields,
  merge: (key: string, base: unknown, mine: unknown, theirs: unknown) => Merged<unknown>,
): Merged<T> {
  let [clashes, choices] = [0, 0];
  const value: Record<string, unknown> = {};
  for (const key of new Set([...Object.keys(mine), ...Object.keys(theirs)])) {
    const merged = merge(key, base[key], mine[key], theirs[key]);
    if (merged.value !== undefined) value[key] = merged.value;
    clashes += merged.clashes;
    choices += merged.choices;
  }
  return { value: value as T, clashes, choices };
}

/**
 * Merges lists whose entries have a key. What one took out is gone unless the other changed it; what one added stands
 * after what it stood after. The order is the one that was changed, the first's where both were.
 */
export function mergeLists<T>(
  base: readonly T[],
  mine: readonly T[],
  theirs: readonly T[],
  keyOf: (entry: T) => string,
  merge: (base: T | undefined, mine: T, theirs: T) => Merged<T>,
): Merged<T[]> {
  const byKey = (list: readonly T[]): Map<string, T> => new Map(list.map((entry) => [keyOf(entry), entry]));
  const [before, own, other] = [byKey(base), byKey(mine), byKey(theirs)];
  const [leading, following] = isSame([...own.keys()], [...before.keys()]) ? [other, own] : [own, other];
  const keys = [...leading.keys()];
  let previous: string | undefined;
  for (const key of following.keys()) {
    if (!leading.has(key)) keys.splice(previous === undefined ? 0 : keys.indexOf(previous) + 1, 0, key);
    previous = key;
  }
  let [clashes, choices] = [0, 0];
  const value = keys.flatMap((key): T[] => {
    const [was, first, second] = [before.get(key), own.get(key), other.get(key)];
    if (first !== undefined && second !== undefined) {
      const merged = merge(was, first, second);
      clashes += merged.clashes;
      choices += merged.choices;
      return [merged.value];
    }
    const left = (first ?? second)!;
    return was !== undefined && isSame(was, left) ? [] : [left];
  });
  return { value, clashes, choices };
}
