import { expect, test } from "vitest";
import type { DocumentAnswer, DocumentSection } from "~/features/reports/model/document";
import { fieldSchema, questionSchema } from "~/features/templates/schema";
import type { AnswerValue } from "~/features/templates/model/values";
import {
  EXPORT_COLUMNS,
  exportedValues,
  flatAnswers,
  sheetRows,
  valueCells,
  versionCells,
  type ExportedAnswer,
  type ExportedVersion,
  type FileAddress,
} from "./export";

const version: ExportedVersion = {
  symbol: "WSIS20-NR-CHE",
  receipt: "WSIS20-7K4M",
  version: 1,
  cycle: "wsis20",
  template: "national-report",
  templateVersion: 3,
  party: "CHE",
  partyName: "Suisse",
  partyKind: "state",
  unGroup: "weog",
  ituRegion: null,
  groups: ["LDC", "SIDS"],
  line: "",
  unit: "ITU-T",
  publishedAt: "2026-11-03T10:00:00.000Z",
};
const field = (id: string, kind: string, more: object = {}) => fieldSchema.parse({ id, kind, ...more });
const AB = { options: ["a", "b"] };

function answersOf(question: object, value: AnswerValue, row = "") {
  const answer: DocumentAnswer = { question: questionSchema.parse(question), row, value, language: "fr", confidential: false, withheld: null };
  const section: DocumentSection = { id: "A", section: "A", row, titleKey: "section.A.title", answers: [answer] };
  const texts = { "Q1.label": "Question", "Q1.field.when.label": "Quand", "Q1.field.much.label": "Combien" };
  return flatAnswers({ version, values: exportedValues([section], texts) });
}
function exportedCells(answer: ExportedAnswer, fileAddress: FileAddress) {
  const { before, after } = versionCells(answer);
  return [...before, ...valueCells(answer, answer.symbol, fileAddress), ...after];
}
const cellOf = (kind: string, value: AnswerValue, more: object = {}) => {
  const [answer] = answersOf({ code: "Q1", kind: "single", field: field("x", kind, more) }, value);
  return exportedCells(answer!, (symbol, sha256) => `https://portal.example/${symbol}/${sha256}`)[EXPORT_COLUMNS.findIndex(([name]) => name === "value")];
};
const fields = [field("when", "date"), field("much", "number")];

test("a question with one field is one row, with its label and no column", () => {
  expect(answersOf({ code: "Q1", kind: "single", field: field("x", "long") }, "Texte", "C5")).toEqual([
    { ...version, question: "Q1", label: "Question", repeat: "C5", row: "", column: "", columnLabel: "", kind: "long", language: "fr", value: "Texte" },
  ]);
});

test("a group, a table and a matrix have one row for each field or cell in which something is said", () => {
  const places = (question: object, value: AnswerValue) =>
    answersOf({ code: "Q1", ...question }, value).map(({ row, column, columnLabel, value: said }) => [row, column, columnLabel, said]);
  expect(places({ kind: "group", fields }, { when: "2026-01-02", much: 0 })).toEqual([
    ["", "when", "Quand", "2026-01-02"],
    ["", "much", "Combien", 0],
  ]);
  const table: AnswerValue = [{ id: "x", when: "2026-01-02" }, { id: "y" }, { id: "z", much: 3 }];
  expect(places({ kind: "table", fields, maxRows: 5 }, table)).toEqual([
    ["1", "when", "Quand", "2026-01-02"],
    ["3", "much", "Combien", 3],
  ]);
  expect(places({ kind: "matrix", rows: ["igf", "wsis"], fields }, { wsis: { much: 7 } })).toEqual([["wsis", "much", "Combien", 7]]);
});

test("what is not answered or withheld has no row", () => {
  for (const value of [null, "", "  "]) expect(answersOf({ code: "Q1", kind: "single", field: field("x", "text") }, value)).toEqual([]);
  expect(answersOf({ code: "Q1", kind: "single", field: field("x", "many", AB) }, [])).toEqual([]);
});

test("numbers are numbers, days are days, ticks are ticks, lists are joined, files are where they are found", () => {
  expect(cellOf("number", -2.5)).toBe(-2.5);
  expect(cellOf("number", "about ten")).toBe("about ten");
  expect(cellOf("year", 2024)).toBe(2024);
  expect(cellOf("date", "2025-03-14")).toEqual({ at: new Date("2025-03-14T00:00:00Z"), show: "day" });
  for (const text of ["1899-12-31", "2025-02-30", "soon"]) expect(cellOf("date", text)).toBe(text);
  expect(cellOf("tick", true)).toBe(true);
  expect([cellOf("scale", "0"), cellOf("scale", "na")]).toEqual([0, "na"]);
  expect(cellOf("ranked", ["b", "a"], AB)).toBe("b; a");
  expect(cellOf("text", "2025")).toBe("2025");
  expect(cellOf("file", [{ sha256: "abc", name: "a; b.pdf", size: 1 }])).toBe("https://portal.example/WSIS20-NR-CHE/abc");
});

test("cells stand in the order of the columns; what is empty is empty", () => {
  const [answer] = answersOf({ code: "Q1", kind: "single", field: field("x", "text") }, "v");
  const cells = exportedCells(answer!, () => "");
  expect(cells).toHaveLength(EXPORT_COLUMNS.length);
  expect(Object.fromEntries(EXPORT_COLUMNS.map(([name], index) => [name, cells[index]]))).toMatchObject({
    symbol: "WSIS20-NR-CHE",
    version: 1,
    ituRegion: null,
    groups: "LDC; SIDS",
    value: "v",
    publishedAt: { at: new Date("2026-11-03T10:00:00Z"), show: "instant" },
  });
});

test("a value longer than a cell goes on in numbered rows that are otherwise the same", () => {
  const [answer] = answersOf({ code: "Q1", kind: "single", field: field("x", "long") }, "abcdefg");
  const rows = sheetRows(
    exportedCells(answer!, () => ""),
    3,
  );
  const at = EXPORT_COLUMNS.findIndex(([name]) => name === "value");
  expect(rows.map((row) => [row[at], row.at(-1)])).toEqual([
    ["abc", 1],
    ["def", 2],
    ["g", 3],
  ]);
  expect(new Set(rows.map((row) => JSON.stringify(row.filter((_, index) => index !== at && index !== row.length - 1)))).size).toBe(1);
});
