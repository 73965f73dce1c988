import fc from "fast-check";
import { expect, test } from "vitest";
import { chartPath, figuresOf, shareOf, trendOf } from "./figures";

const flags = fc.record({ invited: fc.boolean(), begun: fc.boolean(), submitted: fc.boolean(), accepted: fc.boolean(), published: fc.boolean() });

test("every figure counts those who have it, of all", () => {
  fc.assert(
    fc.property(fc.array(flags), (all) => {
      const figures = figuresOf(all);
      expect(figures.total).toBe(all.length);
      for (const figure of ["invited", "begun", "submitted", "accepted", "published"] as const)
        expect(figures[figure]).toBe(all.filter((one) => one[figure]).length);
    }),
  );
});

test("a share is all only of all and none only of none", () => {
  expect([shareOf(0, 0), shareOf(0, 500), shareOf(1, 500), shareOf(499, 500), shareOf(500, 500), shareOf(1, 3)]).toEqual([null, 0, 1, 99, 100, 33]);
});

test("weeks begin on Mondays, none is left out, and none before the first", () => {
  const trend = trendOf([{ day: "2026-11-01", count: 2 }], [{ day: "2026-11-16", count: 3 }], "2026-11-27");
  expect(trend).toEqual([
    { week: "2026-10-26", begun: 2, submitted: 0, allBegun: 2, allSubmitted: 0 },
    { week: "2026-11-02", begun: 0, submitted: 0, allBegun: 2, allSubmitted: 0 },
    { week: "2026-11-09", begun: 0, submitted: 0, allBegun: 2, allSubmitted: 0 },
    { week: "2026-11-16", begun: 0, submitted: 3, allBegun: 2, allSubmitted: 3 },
    { week: "2026-11-23", begun: 0, submitted: 0, allBegun: 2, allSubmitted: 3 },
  ]);
  expect(trendOf([{ day: "2026-11-01", count: 2 }], [], "2026-11-27", 2).map(({ week, allBegun }) => [week, allBegun])).toEqual([
    ["2026-11-16", 2],
    ["2026-11-23", 2],
  ]);
  expect(trendOf([], [], "2026-11-27")).toEqual([]);
});

test("whatever days there are, the last week has counted everything", () => {
  const days = fc.array(
    fc.record({
      day: fc.date({ min: new Date("2026-01-01"), max: new Date("2026-12-31"), noInvalidDate: true }).map((at) => at.toISOString().slice(0, 10)),
      count: fc.nat(9),
    }),
    { minLength: 1 },
  );
  fc.assert(
    fc.property(days, days, (begun, submitted) => {
      const sum = (counts: { count: number }[]): number => counts.reduce((all, { count }) => all + count, 0);
      const last = trendOf(begun, submitted, "2026-12-31").at(-1)!;
      expect([last.allBegun, last.allSubmitted]).toEqual([sum(begun), sum(submitted)]);
      expect(new Date(last.week).getUTCDay()).toBe(1);
    }),
  );
});

test("a chart goes from its foot to its top", () => {
  expect(chartPath([0, 5, 10], { width: 100, height: 50, most: 10 })).toBe("M0 50 L50 25 L100 0");
  expect(chartPath([3], { width: 100, height: 50, most: 0 })).toBe("M0 50");
});
