import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyChanges, changesIn, parseTargets, type Change, type MatrixEntry } from "./model";

const MATRIX: MatrixEntry[] = [
  { line: "C2", sdg: 1, wholeGoal: false, targets: ["1.4"] },
  { line: "C2", sdg: 9, wholeGoal: false, targets: ["9.1", "9.a", "9.c"] },
  { line: "C3", sdg: 4, wholeGoal: true, targets: [] },
];
const row = (sdg: string, targets: string, change: string) => ({ id: `${sdg}-${change}`, sdg, targets, change, rationale: "because" });

test.each([
  ["9.1, 9.C; 9.1", 9, ["9.1", "9.c"]],
  ["targets 9.10 and 9.2", 9, ["9.2", "9.10"]],
  ["8.1 19.1 9.1.2 9", 9, []],
  ["", 9, []],
])("targets are read from %j as those of their own Goal, in order", (text, sdg, expected) => {
  expect(parseTargets(text, sdg)).toEqual(expected);
});

describe("an answer", () => {
  test("proposes what it adds or removes and would change something, nothing else", () => {
    const value = [
      row("9", "9.1, 9.a, 9.c", "confirm"),
      row("9", "9.1, 9.3", "add"),
      row("9", "9.1", "add"),
      row("4", "", "add"),
      row("1", "1.4, 1.5", "remove"),
      row("13", "", "remove"),
      row("18", "", "add"),
      row("x", "", "add"),
    ];
    expect(changesIn(MATRIX, "\u04212", value).map(({ line, sdg, targets, kind }) => [line, sdg, targets, kind])).toEqual([
      ["C2", 9, ["9.3"], "add"],
      ["C2", 4, [], "add"],
      ["C2", 1, ["1.4"], "remove"],
    ]);
  });
  test("that is no table proposes nothing", () => {
    for (const value of [null, "text", { sdg: "9" }, [null]]) expect(changesIn(MATRIX, "C2", value as never)).toEqual([]);
  });
});

test("changes are applied in the order of the Goals; a link of which nothing is left goes, a whole Goal stays", () => {
  const change = (sdg: number, targets: string[], kind: "add" | "remove", line = "C2"): Change => ({ line, sdg, targets, kind, rationale: "" });
  const after = applyChanges(MATRIX, [
    change(4, [], "add"),
    change(1, ["1.4"], "remove"),
    change(9, ["9.3"], "add"),
    change(4, ["4.4"], "add", "C3"),
    change(4, ["4.4"], "remove", "C3"),
  ]);
  expect(after).toEqual([
    { line: "C2", sdg: 4, wholeGoal: true, targets: [] },
    { line: "C2", sdg: 9, wholeGoal: false, targets: ["9.1", "9.3", "9.a", "9.c"] },
    { line: "C3", sdg: 4, wholeGoal: true, targets: [] },
  ]);
  expect(applyChanges(MATRIX, [change(4, [], "remove", "C3")]).some(({ line }) => line === "C3")).toBe(false);
});

test("what an answer proposed is done once applied: the same answer proposes nothing more", () => {
  const rows = fc.array(
    fc.record({
      id: fc.string(),
      sdg: fc.integer({ min: 1, max: 17 }).map(String),
      targets: fc.array(fc.constantFrom("1.4", "1.5", "4.4", "9.1", "9.b", "9.c", "17.8")).map((all) => all.join(", ")),
      change: fc.constantFrom("add", "remove", "confirm"),
      rationale: fc.string(),
    }),
    { maxLength: 1 },
  );
  fc.assert(
    fc.property(rows, fc.constantFrom("C2", "C3", "C5"), (value, line) => {
      const changes = changesIn(MATRIX, line, value);
      const after = applyChanges(MATRIX, changes);
      expect(changesIn(after, line, value)).toEqual([]);
      expect(MATRIX).toHaveLength(3);
    }),
  );
});
