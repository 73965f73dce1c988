import { expect, test } from "vitest";
import { deadlineOf, isLate, phaseOf, type Cycle } from "./model";

const deadline = "2027-01-29T16:00:00.000Z";

test("a report is late from the instant of the deadline on, not a second before", () => {
  expect(isLate(deadline, new Date("2027-01-29T15:59:59.999Z"))).toBe(false);
  expect(isLate(deadline, new Date("2027-01-29T16:00:00.000Z"))).toBe(true);
  expect(isLate(null, new Date("2099-01-01"))).toBe(false);
});

test("the deadline is the template's own", () => {
  const step = (code: string, template: string | null, at: string) => ({
    code,
    kind: "deadline" as const,
    names: {} as never,
    at,
    until: null,
    zone: "UTC",
    template,
  });
  const cycle = { milestones: [step("a", "facilitator-report", "2026-01-01"), step("b", "national-report", deadline)] } as unknown as Cycle;
  expect(deadlineOf(cycle, "national-report")).toBe(deadline);
  expect(deadlineOf(cycle, "other")).toBeNull();
});

test("a phase is current from its start until its end", () => {
  const phase = { at: "2026-09-01T07:00:00Z", until: "2027-01-29T16:00:00Z" };
  expect(phaseOf(phase, new Date("2026-08-31T00:00:00Z"))).toBe("coming");
  expect(phaseOf(phase, new Date("2026-09-01T07:00:00Z"))).toBe("current");
  expect(phaseOf(phase, new Date("2027-01-29T16:00:00Z"))).toBe("past");
});
