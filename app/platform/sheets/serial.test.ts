import { expect, test } from "vitest";
import { momentOf, serialOf } from "./serial";

const at = (iso: string): Date => new Date(`${iso}Z`);

test("days have the numbers Excel gives them, from 1900 or from 1904", () => {
  // From Microsoft's own example of the two systems: 5 July 1998 is 35981 in one and 34519 in the other.
  expect([serialOf(at("1998-07-05T00:00:00")), momentOf(35_981, false), momentOf(34_519, true)]).toEqual([
    35_981,
    at("1998-07-05T00:00:00"),
    at("1998-07-05T00:00:00"),
  ]);
  expect(momentOf(45_716.75, false)).toEqual(at("2025-02-28T18:00:00"));
  expect(momentOf(serialOf(at("2026-11-27T09:41:07"))!, false)).toEqual(at("2026-11-27T09:41:07"));
});

test("what Excel counts wrong or not at all has no number, and no day", () => {
  expect([serialOf(at("1900-02-28T00:00:00")), serialOf(at("1900-03-01T00:00:00")), serialOf(new Date(Date.UTC(10_000, 0, 1)))]).toEqual([null, 61, null]);
  expect([momentOf(60, false), momentOf(-1, true), momentOf(1e9, false), momentOf(0, true)]).toEqual([null, null, null, at("1904-01-01T00:00:00")]);
});
