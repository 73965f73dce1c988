/** How many parties, and how many of their answers, have something. */
export type Cell = { parties: number; answers: number };

/** Below this, a number says more about who answered than about what was said: it stays at the desk. */
export const FEW_PARTIES = 5;

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

const isFew = ({ parties }: Cell): boolean => parties > 0 && parties < FEW_PARTIES;

/**
 * The cells of a line that stay at the desk: small numbers, and with them the smallest other ones wherever what is shown
 * would tell them. The sum of a line is known from its other groupings, so that of what is missing is: it tells a number
 * that is alone, or one among numbers that are all the same. Null where there is nothing it could be hidden among.
 */
function hiddenOf(cells: readonly Cell[]): ReadonlySet<Cell> | null {
  const few = cells.filter(isFew);
  if (few.length === 0 || new Set(few.map(({ parties }) => parties)).size > 1) return new Set(few);
  const others = cells.filter((cell) => cell.parties >= FEW_PARTIES);
  const least = Math.min(...others.map(({ parties }) => parties));
  // All that are equally small: which of them is hidden must say nothing either.
  return others.length === 0 ? null : new Set([...few, ...others.filter(({ parties }) => parties === least)]);
}

/**
 * A code's lines under every grouping as they leave the desk. Where the sum is a small number, nothing but what is zero
 * does; where one grouping has a number that cannot be hidden, no grouping tells any.
 */
export function guarded(lines: readonly Line[]): GuardedLine[] {
  const hidden = lines.map(({ total, cells }) => (isFew(total) ? new Set(cells.filter(isFew)) : hiddenOf(cells)));
  return lines.map(({ total, cells }, index) => {
    const own = hidden[index];
    if (!own || hidden.includes(null)) return { total: null, cells: cells.map(() => null) };
    return { total: isFew(total) ? null : total, cells: cells.map((cell) => (own.has(cell) ? null : cell)) };
  });
}
