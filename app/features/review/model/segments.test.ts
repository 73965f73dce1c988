import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { formatSegmentPlace, parseSegmentPlace, stepsOf, type Segment, type SegmentPlace } from "./segments";

const compare = (a: string, b: string): number => Number(a) - Number(b);
type Row = { key: string; at: Date; id: string };

/** The database of the test: rows of parts, newest first in each. */
function read(rows: readonly Row[], segments: readonly Segment[], take: number, place: SegmentPlace | null): Row[] {
  const found: Row[] = [];
  for (const step of stepsOf(segments, take, place, compare)) {
    const inStep = rows
      .filter(({ key }) => step.keys.includes(key))
      .filter(({ at, id }) => !step.after || at < step.after.at || (at.getTime() === step.after.at.getTime() && id < step.after.id));
    found.push(...inStep.slice(0, step.take));
  }
  return found.slice(0, take);
}

test("paging through parts gives every row once and in order, in three steps at most", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 12 }), fc.integer({ min: 1, max: 7 }), (counts, limit) => {
      const segments = counts.map((count, index) => ({ key: String(index), count }));
      const rows = segments.flatMap(({ key, count }) =>
        Array.from({ length: count }, (_, index) => ({ key, at: new Date(1_000_000 - Math.floor(index / 2)), id: randomUUID() })).sort(
          (a, b) => b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : -1),
        ),
      );
      const seen: Row[] = [];
      let place: SegmentPlace | null = null;
      for (;;) {
        expect(stepsOf(segments, limit, place, compare).length).toBeLessThanOrEqual(3);
        const page = read(rows, segments, limit, place);
        if (page.length === 0) break;
        seen.push(...page);
        const { key, ...after } = page.at(-1)!;
        place = { key, after };
      }
      expect(seen).toEqual(rows);
    }),
  );
});

test("a part that is gone since is passed over", () => {
  const place = { key: "3", after: { at: new Date(5), id: randomUUID() } };
  expect(
    stepsOf(
      [
        { key: "2", count: 1 },
        { key: "4", count: 1 },
      ],
      5,
      place,
      compare,
    ),
  ).toEqual([{ keys: ["4"], take: 5 }]);
});

test("a place is read as it was written; anything else is none", () => {
  const place = { key: "CH~E", after: { at: new Date(5), id: randomUUID() } };
  expect(parseSegmentPlace(formatSegmentPlace({ ...place, key: "CHE" }))).toEqual({ ...place, key: "CHE" });
  for (const text of [null, "", "x", "CHE~", "CHE~1_x", "5_a"]) expect(parseSegmentPlace(text)).toBeNull();
});
