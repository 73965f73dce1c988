/** What two texts share and where they differ, word by word (Han character by character). */

/** A run of text: in both, only in the first (`removed`), only in the second (`added`). */
export type Change = { kind: "same" | "removed" | "added"; text: string };

/** Tokens `from` up to `to` of the first text stand as `by` in the second. */
export type Hunk = { from: number; to: number; by: readonly string[] };

/** Marks stay with the letter they are written on; a Latin word before Han characters is a word of its own. */
const TOKENS = /\p{Script=Han}\p{M}*|(?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}])+|\s+|[^\p{L}\p{M}\p{N}\s]\p{M}*/gu;

/** A text as its words, spaces and signs; joined they are the text. */
export const tokensOf = (text: string): string[] => text.match(TOKENS) ?? [];

/** More differences than this are shown as one replacement: nobody reads them word by word, and the search grows with their square. */
const MOST_EDITS = 800;

/**
 * The changes that lead from one text to the other. Joining `same` and `removed` gives the first text, `same` and `added`
 * the second.
 */
export function diffWords(before: string, after: string): Change[] {
  const tokens = tokensOf(before);
  const changes: Change[] = [];
  const add = (kind: Change["kind"], part: readonly string[]): void => {
    if (part.length > 0) changes.push({ kind, text: part.join("") });
  };
  let at = 0;
  for (const { from, to, by } of bridged(tokens, diffTokens(tokens, tokensOf(after)))) {
    add("same", tokens.slice(at, from));
    add("removed", tokens.slice(from, to));
    add("added", by);
    at = to;
  }
  add("same", tokens.slice(at));
  return changes;
}

/** Spaces and signs on one line. */
const NO_WORDS = /^[^\p{L}\p{M}\p{N}\n]*$/u;

/** Hunks with no word between them as one: two phrases that share their spaces only are read, and heard, as two phrases. */
function bridged(tokens: readonly string[], hunks: readonly Hunk[]): Hunk[] {
  const joined: Hunk[] = [];
  for (const hunk of hunks) {
    const last = joined.at(-1);
    const gap = last ? tokens.slice(last.to, hunk.from) : [];
    if (last && NO_WORDS.test(gap.join(""))) joined[joined.length - 1] = { from: last.from, to: hunk.to, by: [...last.by, ...gap, ...hunk.by] };
    else joined.push(hunk);
  }
  return joined;
}

/** Where two lists of tokens differ, in order; between two hunks stands at least one token of both. */
export function diffTokens(a: readonly string[], b: readonly string[]): Hunk[] {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const [ownEnd, otherEnd] = [a.length - end, b.length - end];
  const hunks: Hunk[] = [];
  let [x, y] = [start, start];
  const close = (toX: number, toY: number): void => {
    if (toX > x || toY > y) hunks.push({ from: x, to: toX, by: b.slice(y, toY) });
  };
  for (const run of sharedRuns(a.slice(start, ownEnd), b.slice(start, otherEnd))) {
    close(start + run.x, start + run.y);
    [x, y] = [start + run.x + run.length, start + run.y + run.length];
  }
  close(ownEnd, otherEnd);
  return hunks;
}

type Run = { x: number; y: number; length: number };

/** Runs of tokens in both, in order, by Myers' greedy search for the fewest edits; none when there are too many edits. */
function sharedRuns(a: readonly string[], b: readonly string[]): Run[] {
  const trace = a.length > 0 && b.length > 0 ? search(a, b) : null;
  if (!trace) return [];
  const runs: Run[] = [];
  let [x, y] = [a.length, b.length];
  for (let edits = trace.length - 1; edits >= 0; edits--) {
    const reached = trace[edits]!;
    const from = cameFrom(reached, edits, x - y);
    const fromX = reached[from + edits + 1]!;
    const startX = from > x - y ? fromX : fromX + 1;
    if (x > startX) runs.push({ x: startX, y: startX - (x - y), length: x - startX });
    [x, y] = [fromX, fromX - from];
  }
  return runs.reverse();
}

/** The diagonal an edit came from: the one above, by an added token, or the one below, by a removed one. */
const cameFrom = (reached: Int32Array, edits: number, diagonal: number): number => {
  const [below, above] = [reached[diagonal + edits]!, reached[diagonal + edits + 2]!];
  return diagonal === -edits || (diagonal !== edits && below < above) ? diagonal + 1 : diagonal - 1;
};

/** How far each diagonal was reached before each number of edits, from one below the lowest on; null when there are too many. */
function search(a: readonly string[], b: readonly string[]): Int32Array[] | null {
  const most = Math.min(a.length + b.length, MOST_EDITS);
  const reached = new Int32Array(2 * most + 3);
  const trace: Int32Array[] = [];
  for (let edits = 0; edits <= most; edits++) {
    const before = reached.slice(most - edits, most + edits + 3);
    trace.push(before);
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      const from = cameFrom(before, edits, diagonal);
      let x = before[from + edits + 1]! + (from < diagonal ? 1 : 0);
      while (x < a.length && x - diagonal < b.length && a[x] === b[x - diagonal]) x += 1;
      reached[diagonal + most + 1] = x;
      if (x >= a.length && x - diagonal >= b.length) return trace;
    }
  }
  return null;
}
