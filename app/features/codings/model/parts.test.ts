import { expect, test } from "vitest";
import { fromField, readPart, writePart } from "./parts";

test("a part of an answer comes back from a form as it went in, and nothing else does", () => {
  for (const part of [
    { start: 0, end: 4, place: "" },
    { start: 12, end: 40, place: "row.field@x" },
  ])
    expect(readPart(writePart(part))).toEqual(part);
  for (const text of ["", "4-2@", "3-3@", "-1-2@", "1-2", "a-b@c"]) expect(readPart(text)).toBeNull();
});

test("a place in a text field is found in its text", () => {
  expect([0, 1, 2, 3, 9].map((at) => fromField("a\r\nb\nc", at))).toEqual([0, 1, 3, 4, 6]);
});
