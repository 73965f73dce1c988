import fc from "fast-check";
import { expect, test } from "vitest";
import { moveTo, SUBMISSION_STATES } from "~/features/reports/model";
import { isOverdue, POINT_STATES, standingAfter } from "./model";

/** States in which points are opened, answered or closed. */
const ASKED = ["under_review", "clarification_requested", "answered"] as const;

test("points lead a version only where its table leads, and once", () => {
  fc.assert(
    fc.property(fc.constantFrom(...ASKED), fc.array(fc.constantFrom(...POINT_STATES), { maxLength: 6 }), (state, points) => {
      const to = standingAfter(state, points);
      if (to) expect(moveTo(state, to).ok).toBe(true);
      const stands = to ?? state;
      expect(standingAfter(stands, points)).toBeNull();
      expect(stands === "clarification_requested").toBe(points.includes("open"));
    }),
  );
});

test("a version outside of the review is led nowhere by points that are done", () => {
  for (const state of SUBMISSION_STATES.filter((one) => one !== "clarification_requested"))
    for (const points of [[], ["answered"], ["closed", "answered"]] as const) expect(standingAfter(state, points)).toBeNull();
});

test("only an open point is late, from its moment on", () => {
  const due = new Date("2026-11-20T23:00:00Z");
  const after = new Date("2026-11-20T23:00:01Z");
  expect(POINT_STATES.map((state) => isOverdue(state, due, after))).toEqual([true, false, false]);
  expect(isOverdue("open", due, due)).toBe(false);
});
