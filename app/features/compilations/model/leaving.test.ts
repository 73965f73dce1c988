import fc from "fast-check";
import { expect, test } from "vitest";
import type { CountTable } from "./figures";
import { leaving } from "./leaving";

/** A table of parties of which each stands in one cell. */
function tableOf(cells: readonly (readonly number[])[]): CountTable {
  const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
  const columns = cells[0]!.map((_, at) => ({ key: `c${at}`, label: "", count: sum(cells.map((row) => row[at]!)) }));
  const rows = cells.map((counts, at) => ({ key: `r${at}`, label: "", total: sum(counts), counts: [...counts] }));
  return { answered: sum(rows.map(({ total }) => total)), columns, rows, measures: [] };
}
const leave = (...tables: CountTable[]): CountTable[] => leaving(tables.map((table) => ({ table, parties: table })));
/** Every number of a table, row by row, its sum last and the columns' sums below; dots for what stays. */
const told = ({ answered, columns, rows }: CountTable): string[] =>
  [...rows.map(({ total, counts }) => [...counts, total]), [...columns.map(({ count }) => count), answered]].map((row) =>
    row.map((count) => count ?? ".").join(" "),
  );

test("a small number stays, and what would tell it across and down", () => {
  expect(
    told(
      leave(
        tableOf([
          [9, 2, 7],
          [8, 10, 6],
          [11, 12, 13],
        ]),
      )[0]!,
    ),
  ).toEqual(["9 . . 18", "8 . . 24", "11 12 13 36", "28 24 26 78"]);
});

test("what one grouping would tell of another is told by none", () => {
  const [kind, region] = leave(
    tableOf([[5], [6]]),
    tableOf([
      [1, 1, 1, 1, 1],
      [2, 4, 0, 0, 0],
    ]),
  );
  expect(told(region!)[0]).toBe(". . . . . .");
  expect(told(kind!)[0]).toBe(". .");
});

test("an only answer gives no number away", () => {
  expect(told(leave(tableOf([[1], [0]]))[0]!)).toEqual([". .", "0 0", ". ."]);
});

/**
 * Whether some number that stays follows from the others: it is in no circle of missing ones, rows and columns being where
 * these meet. Along a circle numbers can be raised and lowered in turn, and every sum stays as it is.
 */
function isSolved({ answered, columns, rows }: CountTable): boolean {
  const lines = [...rows.map(({ total, counts }) => [...counts, total]), [...columns.map(({ count }) => count), answered]];
  const missing = lines.flatMap((line, row) => line.flatMap((count, column) => (count === null ? [[`row ${row}`, `column ${column}`] as const] : [])));
  return missing.some((bridge) => {
    const reached = new Set<string>([bridge[0]]);
    for (let before = 0; before < reached.size;) {
      before = reached.size;
      for (const edge of missing) if (edge !== bridge && edge.some((end) => reached.has(end))) for (const end of edge) reached.add(end);
    }
    return !reached.has(bridge[1]);
  });
}

test("no number that stays follows from those that leave", () => {
  const table = fc
    .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }))
    .chain(([rows, columns]) =>
      fc.array(fc.array(fc.integer({ min: 0, max: 12 }), { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }),
    );
  fc.assert(
    fc.property(table, (cells) => {
      expect(isSolved(leave(tableOf(cells))[0]!)).toBe(false);
    }),
    { numRuns: 3000 },
  );
});
