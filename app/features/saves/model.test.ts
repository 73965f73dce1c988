import fc from "fast-check";
import { expect, test } from "vitest";
import { decide, UNSAVED, type UnitState } from "./model";

type Operation = { id: number; unit: number; baseRevision: number; hash: string };

/** Delivers operations until none is ahead any more; repeated ones are answered from the first time, as the server does. */
function deliver(operations: Operation[]): Map<number, UnitState> {
  const units = new Map<number, UnitState>();
  const answered = new Set<number>();
  let waiting = operations;
  while (waiting.length > 0) {
    const ahead: Operation[] = [];
    for (const operation of waiting) {
      if (answered.has(operation.id)) continue;
      const current = units.get(operation.unit) ?? UNSAVED;
      const decision = decide(current, { ...operation, confidential: false });
      if (decision.outcome === "ahead") {
        ahead.push(operation);
        continue;
      }
      answered.add(operation.id);
      if (decision.outcome === "accepted") units.set(operation.unit, { revision: decision.revision, hash: operation.hash, confidential: false });
    }
    if (ahead.length === waiting.length) throw new Error("no progress");
    waiting = ahead;
  }
  return units;
}

const inOrder = (units: number, each: number): Operation[] =>
  Array.from({ length: units * each }, (_, id) => ({ id, unit: id % units, baseRevision: Math.floor(id / units), hash: `text ${id}` }));

test("10,000 operations, shuffled and repeated, end as in order", { timeout: 60_000 }, () => {
  const operations = inOrder(100, 100);
  const expected = deliver(operations);
  expect(expected.size).toBe(100);
  expect([...expected.values()].every(({ revision }) => revision === 100)).toBe(true);
  fc.assert(
    fc.property(fc.shuffledSubarray([...operations, ...operations], { minLength: 20_000, maxLength: 20_000 }), (shuffled) => {
      const ended = deliver(shuffled);
      for (const [unit, state] of expected) expect(ended.get(unit)).toEqual(state);
    }),
    { numRuns: 5 },
  );
});

test("of two texts typed on the same revision the first becomes the next one, the second is a conflict", () => {
  const current = { revision: 3, hash: "a", confidential: false };
  expect(decide(current, { baseRevision: 3, hash: "b", confidential: false })).toEqual({ outcome: "accepted", revision: 4 });
  expect(decide({ revision: 4, hash: "b", confidential: false }, { baseRevision: 3, hash: "c", confidential: false })).toEqual({ outcome: "conflict" });
});

test("the same text again is neither a conflict nor a new revision, but a changed confidentiality is", () => {
  const current = { revision: 4, hash: "b", confidential: false };
  expect(decide(current, { baseRevision: 2, hash: "b", confidential: false })).toEqual({ outcome: "unchanged", revision: 4 });
  expect(decide(current, { baseRevision: 4, hash: "b", confidential: true })).toEqual({ outcome: "accepted", revision: 5 });
});

test("a save on a revision that does not exist yet waits", () => {
  expect(decide(UNSAVED, { baseRevision: 1, hash: "a", confidential: false })).toEqual({ outcome: "ahead" });
});
