/** What two texts share and where they differ, word by word (Han character by character). */

/** A run of text: in both, only in the first (`removed`), only in the second (`added`). */
export type Change = { kind: "same" | "removed" | "added"; text: string };

const TOKENS = /\p{Script=Han}|[\p{L}\p{M}\p{N}]+|\s+|[^\p{L}\p{M}\p{N}\s]/gu;
const tokensOf = (text: string): string[] => text.match(TOKENS) ?? [];

/** More differences than this are shown as one replacement: nobody reads them word by word, and the search grows with their square. */
const MOST_EDITS = 800;

/**
 * The changes that lead from one text to the other. Joining `same` and `removed` gives the first text, `same` and `added`
 * the second. Shortest edit script by Myers' greedy algorithm between the common start and the common end.
 */
export function diffWords(before: string, after: string): Change[] {
  const [a, b] = [tokensOf(before), tokensOf(after)];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const middle = between(a.slice(start, a.length - end), b.slice(start, b.length - end));
  return join([{ kind: "same", text: a.slice(0, start).join("") }, ...middle, { kind: "same", text: a.slice(a.length - end).join("") }]);
}

function between(a: string[], b: string[]): Change[] {
  const trace = a.length > 0 && b.length > 0 ? search(a, b) : null;
  if (!trace)
    return [
      { kind: "removed", text: a.join("") },
      { kind: "added", text: b.join("") },
    ];
  const changes: Change[] = [];
  let [x, y] = [a.length, b.length];
  for (let edits = trace.length - 1; edits >= 0; edits--) {
    const reached = trace[edits]!;
    const diagonal = x - y;
    const down = diagonal === -edits || (diagonal !== edits && (reached.get(diagonal - 1) ?? -1) < (reached.get(diagonal + 1) ?? -1));
    const from = down ? diagonal + 1 : diagonal - 1;
    const fromX = reached.get(from) ?? 0;
    const fromY = fromX - from;
    while (x > fromX && y > fromY && x > 0 && y > 0) {
      changes.push({ kind: "same", text: a[x - 1]! });
      x -= 1;
      y -= 1;
    }
    if (edits === 0) break;
    changes.push(down ? { kind: "added", text: b[fromY]! } : { kind: "removed", text: a[fromX]! });
    [x, y] = [fromX, fromY];
  }
  return changes.reverse();
}

/** How far each diagonal was reached before each number of edits; null when there are too many. */
function search(a: string[], b: string[]): Map<number, number>[] | null {
  const trace: Map<number, number>[] = [];
  const reached = new Map<number, number>([[1, 0]]);
  for (let edits = 0; edits <= Math.min(a.length + b.length, MOST_EDITS); edits++) {
    trace.push(new Map(reached));
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      const down = diagonal === -edits || (diagonal !== edits && (reached.get(diagonal - 1) ?? -1) < (reached.get(diagonal + 1) ?? -1));
      let x = down ? (reached.get(diagonal + 1) ?? 0) : (reached.get(diagonal - 1) ?? 0) + 1;
      while (x < a.length && x - diagonal < b.length && a[x] === b[x - diagonal]) x += 1;
      reached.set(diagonal, x);
      if (x >= a.length && x - diagonal >= b.length) return trace;
    }
  }
  return null;
}

/** Neighbours of one kind become one; between two same texts what was removed stands before what was added. */
function join(changes: readonly Change[]): Change[] {
  const joined: Change[] = [];
  let [removed, added] = ["", ""];
  const close = (): void => {
    if (removed) joined.push({ kind: "removed", text: removed });
    if (added) joined.push({ kind: "added", text: added });
    [removed, added] = ["", ""];
  };
  for (const { kind, text } of changes) {
    if (text === "") continue;
    if (kind === "removed") removed += text;
    else if (kind === "added") added += text;
    else {
      close();
      const last = joined.at(-1);
      if (last?.kind === "same") last.text += text;
      else joined.push({ kind, text });
    }
  }
  close();
  return joined;
}
