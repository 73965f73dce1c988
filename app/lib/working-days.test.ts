import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayIn, GENEVA } from "./dates";
import { dueAfter, overdueDays } from "./working-days";

const at = (text: string): Date => new Date(text);
const moments = fc.date({ min: at("2025-01-01T00:00:00Z"), max: at("2030-01-01T00:00:00Z"), noInvalidDate: true });

describe("dueAfter", () => {
  test("counts from the day after, over weekends, to the end of a day in Geneva", () => {
    expect(dueAfter(at("2026-11-26T10:00:00Z"), 1).toISOString()).toBe("2026-11-27T22:59:00.000Z");
    expect(dueAfter(at("2026-11-27T10:00:00Z"), 1).toISOString()).toBe("2026-11-30T22:59:00.000Z");
    expect(dueAfter(at("2026-11-28T10:00:00Z"), 3).toISOString()).toBe("2026-12-02T22:59:00.000Z");
  });

  test("takes the day from Geneva's clock, and follows its summer time", () => {
    expect(dueAfter(at("2026-11-26T23:30:00Z"), 1).toISOString()).toBe("2026-11-30T22:59:00.000Z");
    expect(dueAfter(at("2026-03-27T10:00:00Z"), 1).toISOString()).toBe("2026-03-30T21:59:00.000Z");
  });

  test("is a working day, later than the moment, and later for more days", () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 1, max: 60 }), (since, days) => {
        const due = dueAfter(since, days);
        const weekday = new Date(`${dayIn(due, GENEVA)}T00:00:00Z`).getUTCDay();
        expect(weekday).toBeGreaterThan(0);
        expect(weekday).toBeLessThan(6);
        expect(due.getTime()).toBeGreaterThan(since.getTime());
        expect(dueAfter(since, days + 1).getTime()).toBeGreaterThan(due.getTime());
      }),
    );
  });
});

test("overdue days are none until the moment has passed, then one for each day that has begun", () => {
  const due = at("2026-11-27T22:59:00Z");
  expect(overdueDays(null, due)).toBe(0);
  expect(overdueDays(due, due)).toBe(0);
  expect(overdueDays(due, at("2026-11-27T22:59:30Z"))).toBe(1);
  expect(overdueDays(due, at("2026-11-28T10:00:00Z"))).toBe(1);
  expect(overdueDays(due, at("2026-12-07T10:00:00Z"))).toBe(10);
});
