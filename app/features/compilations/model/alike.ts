import type { FormQuestion } from "~/features/templates/model/values";
import { plainText } from "~/lib/text";

/**
 * Answers that are nearly the same text: sent in many copies, as campaigns do, also lightly edited. The method is one that
 * can be explained: two texts are alike when of all runs of four words either has, both have more than a third.
 */

/** Words of a run. Of Chinese each character is taken for a word. */
const RUN = 4;
/** The share of runs two texts have in common from which on they are alike: about one word in eight may have been changed. */
export const ALIKE = 0.35;
/** Runs kept of a text to find what may be alike: those with the smallest hashes, the same ones of the same text. */
const SKETCH = 48;
/** Shorter texts say the same by chance. */
const FEWEST_RUNS = 8;

const WORD = /\p{Script=Han}|[\p{L}\p{N}]+/gu;
const wordsOf = (text: string): string[] => plainText(text).normalize("NFKC").toLowerCase().match(WORD) ?? [];

/** FNV-1a over the letters: quick, and the same on every machine. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}

/** Whether answers to a question are texts that can be alike. */
export const isLikened = (question: FormQuestion): boolean => question.kind === "single" && question.field.kind === "long";

/** The runs of words of a text, as hashes. */
export function runsOf(text: string): Set<number> {
  const words = wordsOf(text);
  return new Set(Array.from({ length: Math.max(0, words.length - RUN + 1) }, (_, start) => hashOf(words.slice(start, start + RUN).join(" "))));
}

/** Of all runs either has, the share both have. */
export function alikeness(one: ReadonlySet<number>, other: ReadonlySet<number>): number {
  const [small, large] = one.size < other.size ? [one, other] : [other, one];
  let both = 0;
  for (const run of small) if (large.has(run)) both++;
  return both === 0 ? 0 : both / (one.size + other.size - both);
}

/** Indexes of texts that are alike, in groups of two or more, the largest first; in a group the text most like the others stands first. */
export function groupsAlike(texts: readonly string[]): number[][] {
  const runs = texts.map(runsOf);
  const group = texts.map((_, index) => index);
  const rootOf = (index: number): number => {
    let root = index;
    while (group[root] !== root) root = group[root] = group[group[root]!]!;
    return root;
  };
  const seen = new Map<number, number[]>();
  runs.forEach((own, index) => {
    if (own.size < FEWEST_RUNS) return;
    const met = new Set<number>();
    for (const run of [...own].sort((a, b) => a - b).slice(0, SKETCH)) {
      const before = seen.get(run);
      if (!before) seen.set(run, [index]);
      else {
        for (const other of before) met.add(other);
        before.push(index);
      }
    }
    for (const other of met) if (rootOf(other) !== rootOf(index) && alikeness(own, runs[other]!) >= ALIKE) group[rootOf(index)] = rootOf(other);
  });
  const members = new Map<number, number[]>();
  texts.forEach((_, index) => members.set(rootOf(index), [...(members.get(rootOf(index)) ?? []), index]));
  return [...members.values()]
    .filter(({ length }) => length > 1)
    .map((own) => mostTypicalFirst(own, runs))
    .sort((a, b) => b.length - a.length || a[0]! - b[0]!);
}

/** Compared with a few of the others: of a thousand copies any twenty tell. */
const COMPARED = 20;

function mostTypicalFirst(own: readonly number[], runs: readonly ReadonlySet<number>[]): number[] {
  const step = Math.max(1, Math.floor(own.length / COMPARED));
  const others = own.filter((_, index) => index % step === 0);
  const likeness = (index: number): number => others.reduce((sum, other) => sum + alikeness(runs[index]!, runs[other]!), 0);
  const typical = own.reduce((best, index) => (likeness(index) > likeness(best) ? index : best));
  return [typical, ...own.filter((index) => index !== typical)];
}
