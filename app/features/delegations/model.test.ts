import { expect, test } from "vitest";
import { example, references } from "~/features/templates/model/testing";
import { isOverdue, isPlaceOf, parsePlaceCode, placeCode, tidyPlaces } from "./model";

test("a place is a page or a question of it, and reads back as it was written", () => {
  for (const code of ["B", "D-C7-GOV", "B/B2", "D-C5/D5"]) expect(placeCode(parsePlaceCode(code))).toBe(code);
  const known = (code: string) => isPlaceOf(example, references, parsePlaceCode(code));
  expect(["B", "D", "D-C7-GOV", "B/B2", "D/D2", "D-C5/D5", "F/F7"].filter((code) => !known(code))).toEqual([]);
  // Of no page, of another page, of a row there is not, fixed by the account, or nothing at all.
  expect(["Z", "B/A2", "D-C9", "D-C5/D1", "A/A1", "", "/", "B/B2/x", "B/"].filter(known)).toEqual(["B/"]);
});

test("places stand once each, in the order of the form, and a whole page has its questions", () => {
  const tidy = (...codes: string[]) => tidyPlaces(example, codes.map(parsePlaceCode)).map(placeCode);
  expect(tidy("I/I1", "B/B3", "B/B2", "A", "B/B2")).toEqual(["A", "B/B2", "B/B3", "I/I1"]);
  expect(tidy("D-C5/D5", "B/B2", "B", "D-C5", "D-C2/D5")).toEqual(["B", "D-C2/D5", "D-C5"]);
});

test("an assignment is late from the end of its day on", () => {
  const at = new Date("2026-11-30T22:59:00Z");
  expect([isOverdue(null, at), isOverdue(at, at), isOverdue(at, new Date(at.getTime() + 1))]).toEqual([false, false, true]);
});
