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

const isFew = ({ parties }: Cell): boolean => parties > 0 && parties < FEW_PARTIES;

/** The line as it leaves the desk: null for what stays there. A sum goes with it, or it would tell the one number that is missing. */
export function guarded({ total, cells }: { total: Cell; cells: readonly Cell[] }): { total: Cell | null; cells: (Cell | null)[] } {
  const hides = cells.some(isFew);
  return { total: hides || isFew(total) ? null : total, cells: cells.map((cell) => (isFew(cell) ? null : cell)) };
}
