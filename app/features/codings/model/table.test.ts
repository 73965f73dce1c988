import fc from "fast-check";
import { expect, test } from "vitest";
import { guarded, lineOf, type Line } from "./table";

const of = (party: string, ...keys: string[]) => ({ id: `${party}${keys.join("")}`, party, keys });

test("parties and answers are counted in all and under each key", () => {
  expect(lineOf([of("a", "x"), of("a", "x"), of("b", "x", "y")], ["x", "y", "z"])).toEqual({
    total: { parties: 2, answers: 3 },
    cells: [
      { parties: 2, answers: 3 },
      { parties: 1, answers: 1 },
      { parties: 0, answers: 0 },
    ],
  });
});

const lineWith = (...parties: number[]): Line => ({
  total: { parties: parties.reduce((sum, own) => sum + own, 0), answers: 0 },
  cells: parties.map((own) => ({ parties: own, answers: 0 })),
});
/** What a line tells; dots for what it does not. */
const told = (line: Line, ...others: Line[]): string => {
  const { total, cells } = guarded([line, ...others])[0]!;
  return [total, ...cells].map((cell) => cell?.parties ?? ".").join(" ");
};

test("small numbers stay at the desk, and with them the next one where the sum would tell them", () => {
  expect(told(lineWith(5, 4, 0))).toBe("9 . . 0");
  expect(told(lineWith(9, 7, 2))).toBe("18 9 . .");
  expect(told(lineWith(9, 7, 7, 2))).toBe("25 9 . . .");
  expect(told(lineWith(9, 3, 2))).toBe("14 9 . .");
  expect(told(lineWith(9, 3, 3))).toBe("15 . . .");
  expect(told(lineWith(5, 0))).toBe("5 5 0");
  expect(told(lineWith(4, 0))).toBe(". . 0");
});

test("a number that can be hidden among nothing takes the line with it, under every grouping", () => {
  expect(told(lineWith(1, 1, 1, 1, 1))).toBe(". . . . . .");
  expect(told(lineWith(5), lineWith(1, 1, 1, 1, 1))).toBe(". .");
});

test("no number that stays at the desk can be worked out: what is shown leaves another one for it", () => {
  const values = fc.integer({ min: 0, max: 9 });
  fc.assert(
    fc.property(fc.array(values, { minLength: 1, maxLength: 4 }), (parties) => {
      const line = lineWith(...parties);
      const shown = told(line);
      const hidden = parties.flatMap((_, index) => (guarded([line])[0]!.cells[index] === null ? [index] : []));
      const possible = fillings(parties, hidden).filter((other) => told(lineWith(...other)) === shown);
      for (const index of hidden) expect(new Set(possible.map((other) => other[index])).size).toBeGreaterThan(1);
    }),
    { numRuns: 100 },
  );
});

/** Every line that has other numbers where some are missing. */
function fillings(parties: readonly number[], missing: readonly number[]): number[][] {
  const [first, ...rest] = missing;
  if (first === undefined) return [[...parties]];
  return Array.from({ length: 11 }, (_, own) => own).flatMap((own) =>
    fillings(
      parties.map((known, index) => (index === first ? own : known)),
      rest,
    ),
  );
}
