import { expect, test } from "vitest";
import { bracketsByDay } from "./count";

test("brackets are counted at the end of each day in Geneva on which one was opened or resolved", () => {
  expect(
    bracketsByDay([
      { kind: "MOD", at: "2026-11-01T10:00:00Z", moves: [{ from: "proposed", to: "agreed", at: "2026-11-03T10:00:00Z" }] },
      { kind: "DEL", at: "2026-11-01T23:30:00Z", moves: [{ from: "proposed", to: "ad_referendum", at: "2026-11-04T10:00:00Z" }] },
      {
        kind: "ADD",
        at: "2026-11-01T12:00:00Z",
        moves: [
          { from: "proposed", to: "not_agreed", at: "2026-11-03T11:00:00Z" },
          { from: "not_agreed", to: "proposed", at: "2026-11-05T11:00:00Z" },
        ],
      },
      { kind: "NOC", at: "2026-11-01T10:00:00Z", moves: [] },
      { kind: "comment", at: "2026-11-01T10:00:00Z", moves: [] },
    ]),
  ).toEqual([
    { day: "2026-11-01", open: 2 },
    { day: "2026-11-02", open: 3 },
    { day: "2026-11-03", open: 1 },
    { day: "2026-11-04", open: 1 },
    { day: "2026-11-05", open: 2 },
  ]);
  expect(bracketsByDay([])).toEqual([]);
});
