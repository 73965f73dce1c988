import { expect, test } from "vitest";
import { localize } from "./texts";
import { fittingRows, TEMPLATE_COLUMNS, templateRows } from "./sheet";
import { example, references } from "./testing";

const texts = { "A2.label": "=HYPERLINK(1)", "section.A.title": "Title", "A6.option.youth": "Youth", "reference.action-lines.C1": "Governments" };
const rows = templateRows(example, references, texts);
const cellOf = (code: string, column: (typeof TEMPLATE_COLUMNS)[number][0]) =>
  rows.find(([given]) => given === code)![TEMPLATE_COLUMNS.findIndex(([name]) => name === column)];

test("every question is a row, those of repeats too, with its limits and what may be chosen", () => {
  expect(rows.every((row) => row.length === TEMPLATE_COLUMNS.length)).toBe(true);
  expect(rows.map(([code]) => code)).toContain("D2");
  expect(cellOf("A2", "section")).toBe("A Title");
  expect(cellOf("A6", "options")).toContain("Youth");
  expect(String(cellOf("A2", "limit"))).toMatch(/(?:characters|words) \d+/);
  expect(String(cellOf("B2", "limit"))).toMatch(/^minRows \d+\nmaxRows \d+/);
  // What a text begins with is the matter of who writes the cells.
  expect(cellOf("A2", "label")).toBe("=HYPERLINK(1)");
});

test("a text that is missing is an empty cell", () => {
  expect(templateRows(example, references, localize({}, "en")).every(([, , , , label]) => label === "")).toBe(true);
});

test("a text longer than a cell goes on in further rows under the same code, and nothing of it is lost", () => {
  expect(fittingRows(["A2", true, "abcdefg", "hij", ""], 3)).toEqual([
    ["A2", true, "abc", "hij", ""],
    ["A2", "", "def", "", ""],
    ["A2", "", "g", "", ""],
  ]);
  expect(fittingRows(["A2", false, "abc"], 3)).toEqual([["A2", false, "abc"]]);
});
