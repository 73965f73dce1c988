import { expect, test } from "vitest";
import { readPart, writePart } from "./parts";

test("a part of an answer comes back from a form as it went in, and nothing else does", () => {
  for (const part of [
    { start: 0, end: 4, place: "" },
    { start: 12, end: 40, place: "row/field@x" },
  ])
    expect(readPart(writePart(part))).toEqual(part);
  for (const text of ["", "4-2@", "3-3@", "-1-2@", "1-2", "a-b@c"]) expect(readPart(text)).toBeNull();
});
