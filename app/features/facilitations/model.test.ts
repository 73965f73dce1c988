import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { holdsOn } from "~/features/reference/model";
import { FACILITATION_ROLES, isReporting } from "~/lib/actor";
import { byStanding, conflictIn, dayAfter, isReversed, lastDayOf, overlaps, standingOn, type Facilitation } from "./model";

const DAYS = Array.from({ length: 12 }, (_, index) => `2026-01-${String(index + 1).padStart(2, "0")}`);
const end = fc.option(fc.constantFrom(...DAYS));
const period = fc.record({ from: end, to: end }).filter((one) => !isReversed(one));
const facilitation = fc
  .tuple(period, fc.constantFrom(...FACILITATION_ROLES), fc.constantFrom("A", "B", "C"), fc.constantFrom("C1", "C2"), fc.uuid())
  .map(([dates, role, entity, line, id]): Facilitation => ({ ...dates, role, entity, line, id }));
const on = (all: readonly Facilitation[], line: string, day: string) => all.filter((one) => one.line === line && holdsOn(one, day));
/** The days of the sample and one on either side of them. */
const AROUND = ["2025-12-31", ...DAYS, "2026-01-13"];

test("two periods overlap exactly when there is a day on which both hold, whichever is asked first", () => {
  fc.assert(
    fc.property(period, period, (one, other) => {
      const shared = AROUND.some((day) => holdsOn(one, day) && holdsOn(other, day));
      expect(overlaps(one, other)).toBe(shared);
      expect(overlaps(other, one)).toBe(shared);
    }),
  );
});

test("roles taken one by one, those in conflict left out: on no day an entity has two on a line, a line two leads, or a sole facilitator others than partners", () => {
  fc.assert(
    fc.property(fc.array(facilitation, { maxLength: 12 }), (wanted) => {
      const taken = wanted.reduce<Facilitation[]>((all, one) => (conflictIn(all, one) ? all : [...all, one]), []);
      for (const line of ["C1", "C2"])
        for (const day of AROUND) {
          const held = on(taken, line, day);
          expect(new Set(held.map(({ entity }) => entity)).size).toBe(held.length);
          expect(held.filter(({ role }) => isReporting(role)).length).toBeLessThanOrEqual(1);
          if (held.some(({ role }) => role === "sole")) expect(held.filter(({ role }) => role === "co")).toEqual([]);
        }
    }),
  );
});

describe("a role", () => {
  const made = (more: Partial<Facilitation>): Facilitation => ({ id: "new", entity: "B", line: "C1", role: "co", from: null, to: null, ...more });
  const lead = made({ id: "lead", entity: "A", role: "lead", from: "2026-01-05", to: "2026-01-10" });
  test.each([
    ["of another entity beside the lead is fine", {}, null],
    ["of the same entity is one too many", { entity: "A" }, "facilitation.overlap"],
    ["of the same entity before is fine", { entity: "A", to: "2026-01-05" }, null],
    ["as a second lead is refused", { role: "lead" }, "facilitation.two_leads"],
    ["as sole facilitator beside a lead is refused", { role: "sole" }, "facilitation.two_leads"],
    ["as the next lead from the day after is fine", { role: "lead", from: "2026-01-10" }, null],
    ["on another line is fine", { role: "lead", line: "C2" }, null],
    ["that is itself is no conflict", { id: "lead", entity: "A", role: "sole" }, null],
  ] as const)("%s", (_, more, code) => {
    expect(conflictIn([lead], made(more))?.code ?? null).toBe(code);
  });
  test("beside a sole facilitator is a partner's alone, whichever comes first", () => {
    const sole = made({ id: "sole", entity: "A", role: "sole" });
    expect(conflictIn([sole], made({}))).toEqual({ code: "facilitation.sole_beside", params: { entity: "A" } });
    expect(conflictIn([made({})], sole)).toEqual({ code: "facilitation.sole_beside", params: { entity: "B" } });
    expect(conflictIn([sole], made({ role: "partner" }))).toBeNull();
  });
  test("stands in the present, in the future or in the past", () => {
    expect(["2026-01-04", "2026-01-05", "2026-01-09", "2026-01-10"].map((day) => standingOn(lead, day))).toEqual(["planned", "present", "present", "past"]);
    expect(standingOn({ from: null, to: null }, "1900-01-01")).toBe("present");
  });
});

test("a last day and the first day after it are one day apart, over the end of a month and a year too", () => {
  expect([dayAfter("2026-12-31"), dayAfter("2028-02-28"), dayAfter(null)]).toEqual(["2027-01-01", "2028-02-29", null]);
  expect([lastDayOf("2027-01-01"), lastDayOf(null)]).toEqual(["2026-12-31", null]);
});

test("what holds is read first, leads before the others", () => {
  const rows = [
    { standing: "past", role: "lead" },
    { standing: "present", role: "co" },
    { standing: "planned", role: "lead" },
    { standing: "present", role: "lead" },
  ] as const;
  expect([...rows].sort(byStanding).map(({ standing, role }) => `${standing} ${role}`)).toEqual(["present lead", "present co", "planned lead", "past lead"]);
});
