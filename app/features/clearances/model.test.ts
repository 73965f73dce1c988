import { describe, expect, test } from "vitest";
import { CLEARANCE_ACTS, markOf, move, needsReason, placeOf, PLACES, ROUND_STATES, type ClearanceAct, type Place } from "./model";

const NOW = new Date("2026-11-26T12:00:00Z");
const HOUR = 3_600_000;
const at = (hours: number): Date => new Date(NOW.getTime() + hours * HOUR);
const ground = (steps: number, more: Partial<Parameters<typeof move>[2]> = {}) => ({ steps, days: 7, hash: "h", now: NOW, ...more });

const SAMPLES: Record<Place["at"], Place> = {
  drafted: { at: "drafted" },
  asked: { at: "asked", step: 1, hash: "h", until: at(1) },
  cleared: { at: "cleared", step: 2, hash: "h" },
  signed: { at: "signed" },
};

/** The table a person would write: where each act leads from each place, with a chain of two steps. "-" is nowhere. */
const TABLE: Record<ClearanceAct, Record<Place["at"], string>> = {
  ask: { drafted: "asked", asked: "-", cleared: "-", signed: "-" },
  clear: { drafted: "-", asked: "asked", cleared: "-", signed: "-" },
  return: { drafted: "-", asked: "drafted", cleared: "-", signed: "-" },
  cancel: { drafted: "-", asked: "drafted", cleared: "drafted", signed: "-" },
  withdraw: { drafted: "-", asked: "-", cleared: "drafted", signed: "-" },
  lapse: { drafted: "-", asked: "-", cleared: "-", signed: "-" },
  sign: { drafted: "-", asked: "-", cleared: "signed", signed: "-" },
};

test.each(CLEARANCE_ACTS)("%s leads from every place exactly where the table says", (act) => {
  for (const place of PLACES) {
    const moved = move(SAMPLES[place], act, ground(2));
    expect({ place, to: moved.ok ? moved.value.at : "-" }).toEqual({ place, to: TABLE[act][place] });
  }
});

describe("a request", () => {
  const asked = (step: number): Place => ({ at: "asked", step, hash: "h", until: at(1) });
  test("goes from step to step and is cleared by the last, each with its own time", () => {
    expect(move(asked(1), "clear", ground(2))).toEqual({ ok: true, value: { at: "asked", step: 2, hash: "h", until: at(7 * 24) } });
    expect(move(asked(2), "clear", ground(2))).toEqual({ ok: true, value: { at: "cleared", step: 2, hash: "h" } });
    expect(move(asked(1), "clear", ground(1))).toEqual({ ok: true, value: { at: "cleared", step: 1, hash: "h" } });
  });
  test("can be withdrawn by the step before only", () => {
    expect(move(asked(1), "withdraw", ground(2)).ok).toBe(false);
    expect(move(asked(2), "withdraw", ground(2))).toEqual({ ok: true, value: { at: "drafted" } });
  });
  test("lapses at its time by the clock: a second before it counts, at the second it does not", () => {
    for (const act of CLEARANCE_ACTS) {
      const before = move(asked(2), act, ground(2, { now: new Date(at(1).getTime() - 1_000) }));
      const past = move(asked(2), act, ground(2, { now: at(1) }));
      expect({ act, before: before.ok, past: past.ok }).toEqual({
        act,
        before: ["clear", "return", "cancel", "withdraw"].includes(act),
        past: ["ask", "lapse"].includes(act),
      });
    }
  });
  test("is not cleared when the report says something else by then", () => {
    expect(move(asked(1), "clear", ground(2, { hash: "other" }))).toEqual({ ok: false, error: { code: "clearance.outdated" } });
  });
  test("is not made where there is no chain", () => {
    expect(move({ at: "drafted" }, "ask", ground(0))).toEqual({ ok: false, error: { code: "clearance.no_chain" } });
  });
});

test("a reason goes with what takes something away from others", () => {
  expect(CLEARANCE_ACTS.filter(needsReason)).toEqual(["return", "withdraw"]);
});

test("the place of a report follows from its latest round, the clock and its own row", () => {
  const round = (state: (typeof ROUND_STATES)[number]) => ({ state, step: 2, contentHash: "h", until: at(1) });
  const draft = { state: "draft", heldFrom: NOW } as const;
  expect(placeOf(null, { ...draft, heldFrom: null }, NOW)).toEqual({ at: "drafted" });
  expect(ROUND_STATES.map((state) => placeOf(round(state), draft, NOW).at)).toEqual(["asked", "cleared", "drafted", "drafted", "drafted", "drafted"]);
  expect(placeOf(round("asked"), draft, at(1))).toEqual({ at: "drafted" });
  expect(placeOf(round("cleared"), { ...draft, heldFrom: null }, NOW)).toEqual({ at: "drafted" });
  expect(placeOf(round("cleared"), { ...draft, state: "submitted" }, NOW)).toEqual({ at: "signed" });
});

test("an act names what was shown: another round, place or step has another name", () => {
  const marks = [
    markOf(null, { at: "drafted" }),
    markOf({ id: "a" }, { at: "drafted" }),
    markOf({ id: "a" }, SAMPLES.asked),
    markOf({ id: "a" }, { ...SAMPLES.asked, step: 2 } as Place),
    markOf({ id: "a" }, SAMPLES.cleared),
    markOf({ id: "b" }, SAMPLES.cleared),
  ];
  expect(new Set(marks).size).toBe(marks.length);
});
