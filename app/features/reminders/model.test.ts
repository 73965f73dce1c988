import fc from "fast-check";
import { expect, test } from "vitest";
import { DAYS, isTimeFor, remindsFrom } from "./model";

const dueAt = "2027-01-29T16:00:00.000Z";

test.each([
  [14, "2027-01-15T15:59:59.999Z", false],
  [14, "2027-01-15T16:00:00.000Z", true],
  [14, "2027-01-18T15:59:59.999Z", true],
  [14, "2027-01-18T16:00:00.000Z", false],
  [1, "2027-01-29T15:59:59.999Z", true],
  [1, "2027-01-29T16:00:00.000Z", false],
  [0, "2027-01-29T15:59:59.999Z", false],
  [0, "2027-01-29T16:00:00.000Z", true],
  [-7, "2027-02-05T15:59:59.999Z", false],
  [-7, "2027-02-05T16:00:00.000Z", true],
])("%i days before, at %s: %s", (days, now, expected) => expect(isTimeFor(days, dueAt, new Date(now))).toBe(expected));

test("a run a day catches every deadline, and none before a rule's day or, for what is said before it, after the deadline", () => {
  fc.assert(
    fc.property(fc.integer({ min: DAYS.least, max: DAYS.most }), fc.integer({ min: 0, max: 86_399_999 }), (days, offset) => {
      const first = remindsFrom(days, dueAt).getTime();
      const runs = Array.from({ length: 400 }, (_, day) => new Date(first - 100 * 86_400_000 + day * 86_400_000 + offset));
      const met = runs.filter((run) => isTimeFor(days, dueAt, run));
      expect(met.length).toBeGreaterThanOrEqual(1);
      for (const run of met) {
        expect(run.getTime()).toBeGreaterThanOrEqual(first);
        if (days > 0) expect(run.getTime()).toBeLessThan(Date.parse(dueAt));
      }
    }),
  );
});
