import { expect, test } from "vitest";
import { baseFor, shownRevision, UNPROPOSED } from "./proposals";

test("a save typed on a revision of the other kind counts as typed on nothing", () => {
  expect([0, 7, UNPROPOSED, UNPROPOSED + 3].map((base) => baseFor(true, base))).toEqual([UNPROPOSED, UNPROPOSED, UNPROPOSED, UNPROPOSED + 3]);
  expect([0, 7, UNPROPOSED, UNPROPOSED + 3].map((base) => baseFor(false, base))).toEqual([0, 7, 0, 0]);
});

test("people read the number of saves, whichever kind they are of", () => {
  expect([0, 7, UNPROPOSED, UNPROPOSED + 3].map(shownRevision)).toEqual([0, 7, 0, 3]);
});
