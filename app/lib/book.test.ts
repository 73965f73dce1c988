import { expect, test } from "vitest";
import { cellName, cellPlace, columnName, linesOf, sheetName } from "./book";

test("columns go on after Z, and names of cells lead back to their places", () => {
  expect([1, 26, 27, 702, 703, 16_384].map(columnName)).toEqual(["A", "Z", "AA", "ZZ", "AAA", "XFD"]);
  for (const place of [
    { row: 1, column: 1 },
    { row: 1_048_576, column: 16_384 },
  ])
    expect(cellPlace(cellName(place))).toEqual(place);
  expect(cellPlace("$C$7")).toEqual({ row: 7, column: 3 });
  for (const none of ["", "C", "7", "C0", "XFE1", "A1048577", "a1", "A1:B2", "A-1"]) expect({ none, place: cellPlace(none) }).toEqual({ none, place: null });
});

test("a sheet is called what Excel takes, and no two alike", () => {
  const taken = new Set<string>();
  expect(["A/B", "a b", "'quoted'", "", "x".repeat(40), "x".repeat(40), `${"x".repeat(30)}👍`].map((wanted) => sheetName(wanted, taken))).toEqual([
    "A B",
    "a b 2",
    "quoted",
    "-",
    "x".repeat(31),
    `${"x".repeat(29)} 2`,
    "x".repeat(30),
  ]);
});

test("a text takes the lines that its letters fill, Han characters two columns each", () => {
  expect([linesOf("", 10), linesOf("ten letters", 10), linesOf("a\nb", 10), linesOf("汉字汉字汉字", 10)]).toEqual([1, 2, 2, 2]);
});
