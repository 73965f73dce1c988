import { describe, expect, test } from "vitest";
import { isHeld, whyUncleared } from "~/features/reports/model";
import {
  CLEARANCE_ACTS,
  holdOf,
  isLapsed,
  markOf,
  move,
  needsReason,
  placeOf,
  PLACES,
  roundStateAfter,
  ROUND_STATES,
  type ClearanceAct,
  type Place,
} from "./model";

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

/**
 * The report as the database has it, moved by the functions the commands move it by, with a record beside it of who
 * cleared what: that record is no part of the product and knows nothing of its rules.
 */
type World = {
  round: { id: string; state: (typeof ROUND_STATES)[number]; step: number; contentHash: string; until: Date } | null;
  row: { state: "draft" | "submitted"; heldFrom: Date | null; heldUntil: Date | null; clearedHash: string | null };
  text: number;
  hours: number;
  chain: number;
  /** Steps that have cleared a text since it was last written, as `step:text`. */
  given: string[];
  signed: { hash: string; fully: boolean } | null;
};
type Deed = ClearanceAct | "write" | "wait" | "reopen" | "chain";
const DEEDS: readonly Deed[] = [...CLEARANCE_ACTS, "write", "wait", "reopen", "chain"];
const hashOf = (world: World): string => `text ${world.text}`;

function perform(world: World, deed: Deed): World | null {
  const now = at(world.hours);
  const { row } = world;
  const held = isHeld(row, now);
  if (deed === "wait") return { ...world, hours: world.hours + 30 };
  // Two texts are enough: the first, another, and the first again, whose hash is the same.
  if (deed === "write") return row.state === "draft" && !held ? { ...world, text: 1 - world.text, given: [] } : null;
  if (deed === "reopen") return row.state === "submitted" ? { ...world, row: { ...row, state: "draft" }, signed: null, given: [] } : null;
  if (deed === "chain") return held ? null : { ...world, chain: (world.chain + 1) % 3, given: [] };
  const place = placeOf(world.round, row, now);
  const hash = hashOf(world);
  if (deed === "sign") {
    // As `submitReport` asks: the state, then the chain on the report's own row.
    if (row.state !== "draft" || whyUncleared({ hasChain: world.chain > 0, clearedHash: row.clearedHash }, hash)) return null;
    const fully = Array.from({ length: world.chain }, (_, index) => `${index + 1}:${hash}`).every((step) => world.given.includes(step));
    return { ...world, row: { state: "submitted", heldFrom: null, heldUntil: null, clearedHash: null }, signed: { hash, fully } };
  }
  const moved = move(place, deed, { steps: world.chain, days: 1, hash, now });
  if (!moved.ok) {
    // The clock's own act is on a round that counts no more.
    if (deed !== "lapse" || !world.round || row.state !== "draft" || !isLapsed(world.round, now)) return null;
    return { ...world, round: { ...world.round, state: "lapsed" }, row: { ...row, ...holdOf({ at: "drafted" }, now) }, given: [] };
  }
  const to = moved.value;
  const state = roundStateAfter(deed, to);
  const base = deed === "ask" ? { id: `${world.hours}`, state, step: 1, contentHash: hash, until: now } : { ...world.round!, state };
  const round = to.at === "asked" ? { ...base, step: to.step, until: to.until } : base;
  const given = deed === "clear" && place.at === "asked" ? [...world.given, `${place.step}:${hash}`] : deed === "ask" || to.at === "drafted" ? [] : world.given;
  return { ...world, round, row: { ...row, ...holdOf(to, now) }, given };
}

test.each([0, 1, 2])("a chain of %i steps: no path of nine deeds signs what the whole chain has not cleared, or writes what is held", (chain) => {
  const start: World = {
    round: null,
    row: { state: "draft", heldFrom: null, heldUntil: null, clearedHash: null },
    text: 0,
    hours: 0,
    chain,
    given: [],
    signed: null,
  };
  let frontier = new Map([[JSON.stringify(start), start]]);
  const seen = new Set(frontier.keys());
  let [signatures, steps] = [0, 0];
  for (let depth = 0; depth < 9; depth++) {
    const next = new Map<string, World>();
    for (const world of frontier.values())
      for (const deed of DEEDS) {
        const after = perform(world, deed);
        if (!after) continue;
        steps += 1;
        if (after.signed && !world.signed) {
          signatures += 1;
          expect({ deed, world, fully: after.signed.fully }).toMatchObject({ fully: true });
        }
        // The two records of a draft never differ: what the row says is held or cleared is where the round stands.
        const place = placeOf(after.round, after.row, at(after.hours));
        const held = isHeld(after.row, at(after.hours));
        if (after.row.state === "draft") expect({ after, held }).toMatchObject({ held: place.at !== "drafted" });
        if (after.row.clearedHash !== null) expect(place).toMatchObject({ at: "cleared", hash: after.row.clearedHash });
        const key = JSON.stringify(after);
        if (!seen.has(key)) {
          seen.add(key);
          next.set(key, after);
        }
      }
    frontier = next;
  }
  expect(signatures).toBeGreaterThan(50);
  expect(steps).toBeGreaterThan(2_000);
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
