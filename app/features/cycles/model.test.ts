import { expect, test } from "vitest";
import { afterMove, CYCLE_MOVES, CYCLE_STATES, deadlineOf, isLate, phaseOf, type Cycle } from "./model";

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

test("a cycle opens once it has templates, closes once it is open, and can be opened again", () => {
  const table = CYCLE_STATES.flatMap((state) =>
    [0, 3].flatMap((templates) =>
      CYCLE_MOVES.map((move) => {
        const moved = afterMove({ state, templates }, move);
        return `${state}, ${templates} templates, ${move}: ${moved.ok ? moved.value : moved.error.code}`;
      }),
    ),
  );
  expect(table).toEqual([
    "prepared, 0 templates, open: cycle.no_templates",
    "prepared, 0 templates, close: cycle.not_open",
    "prepared, 3 templates, open: open",
    "prepared, 3 templates, close: cycle.not_open",
    "open, 0 templates, open: cycle.already_open",
    "open, 0 templates, close: closed",
    "open, 3 templates, open: cycle.already_open",
    "open, 3 templates, close: closed",
    "closed, 0 templates, open: cycle.no_templates",
    "closed, 0 templates, close: cycle.already_closed",
    "closed, 3 templates, open: open",
    "closed, 3 templates, close: cycle.already_closed",
  ]);
});
