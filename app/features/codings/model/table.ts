import { withheldOf, type Sum } from "~/features/compilations/model/guarded";

/** How many parties, and how many of their answers, have something. */
export type Cell = { parties: number; answers: number };

/** An answer with what it is counted under. */
export type CountedAnswer = { id: string; party: string; keys: readonly string[] };

const cellOf = (answers: readonly CountedAnswer[]): Cell => ({ parties: new Set(answers.map(({ party }) => party)).size, answers: answers.length });

/** One line of the table: the answers in all and under each key. */
export const lineOf = (answers: readonly CountedAnswer[], keys: readonly string[]): { total: Cell; cells: Cell[] } => ({
  total: cellOf(answers),
  cells: keys.map((key) => cellOf(answers.filter((answer) => answer.keys.includes(key)))),
});

export type Line = { total: Cell; cells: readonly Cell[] };
/** What of a line leaves the desk: null for what stays there. */
export type GuardedLine = { total: Cell | null; cells: (Cell | null)[] };

/**
 * A code's lines under every grouping as they leave the desk. The lines have one sum: what must be withheld of it in one
 * grouping is told by none.
 */
export function guarded(lines: readonly Line[]): GuardedLine[] {
  const parties = lines.slice(0, 1).map(({ total }) => total.parties);
  const sums = lines.map(({ cells }): Sum => ({ total: 0, parts: cells.map((cell) => parties.push(cell.parties) - 1) }));
  const withheld = withheldOf(parties, sums);
  return lines.map(({ total, cells }, index) => ({
    total: withheld.has(0) ? null : total,
    cells: cells.map((cell, at) => (withheld.has(sums[index]!.parts[at]!) ? null : cell)),
  }));
}
