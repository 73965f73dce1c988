import type { DocumentSection } from "~/features/reports/model/document";
import { fieldLabelKey, questionKey } from "~/features/templates/model/texts";
import {
  asCodes,
  asFiles,
  asMatrix,
  asRow,
  asTable,
  isEmptyField,
  type AnswerValue,
  type FieldValue,
  type FormQuestion,
  type RowValue,
} from "~/features/templates/model/values";
import type { Field, FieldKind } from "~/features/templates/schema";
import type { Language } from "~/lib/languages";
import { partsOf, type Cell } from "~/lib/table-cells";

/** Published answers as a table: one row for each value somebody gave, whatever its question looks like. */

export const EXPORT_FORMATS = ["csv", "jsonl", "xlsx"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** What all rows of one submission say. */
export type ExportedVersion = {
  symbol: string;
  receipt: string;
  version: number;
  cycle: string;
  template: string;
  templateVersion: number;
  party: string;
  partyName: string;
  partyKind: string;
  unGroup: string | null;
  ituRegion: string | null;
  groups: string[];
  line: string;
  /** Organizational unit of the party, by its code; "" for the party as a whole. */
  unit: string;
  publishedAt: string;
};

/** One value. `row` is the row of a table by its number or of a matrix by its code, `column` the field; "" where there is none. */
export type ExportedValue = {
  question: string;
  label: string;
  /** What a section that repeats is about here: an action line, for instance. */
  repeat: string;
  row: string;
  column: string;
  columnLabel: string;
  kind: FieldKind;
  language: Language;
  value: FieldValue;
};

/** One submission: what all its rows say, and the values in the order of its pages. */
export type ExportedReport = { version: ExportedVersion; values: ExportedValue[] };

/** A row whole, as programs read it. */
export type ExportedAnswer = ExportedVersion & ExportedValue;
export const flatAnswers = ({ version, values }: ExportedReport): ExportedAnswer[] => values.map((value) => ({ ...version, ...value }));

/** The columns in order, by the names they have in every format and language, with their widths in a workbook. */
export const EXPORT_COLUMNS = [
  ["symbol", 24],
  ["receipt", 24],
  ["version", 8],
  ["cycle", 10],
  ["template", 24],
  ["templateVersion", 8],
  ["party", 10],
  ["partyName", 30],
  ["partyKind", 14],
  ["unGroup", 16],
  ["ituRegion", 16],
  ["groups", 14],
  ["line", 10],
  ["question", 10],
  ["label", 50],
  ["repeat", 10],
  ["row", 12],
  ["column", 16],
  ["columnLabel", 30],
  ["kind", 10],
  ["language", 10],
  ["value", 80],
  ["publishedAt", 18],
  // A column that is new stands last: programs read the others by their place.
  ["unit", 10],
] as const satisfies readonly (readonly [keyof ExportedAnswer, number])[];

/** What stands between the items of a list in one cell; no code and no address holds it. */
const BETWEEN = "; ";

type Place = { row: string; column: string; field: Field; value: FieldValue };

/** Every field of an answer in which something is said, with where it stands. */
function placesOf(question: FormQuestion, value: AnswerValue): Place[] {
  const inRow = (row: string, given: RowValue): Place[] =>
    question.kind === "single" ? [] : question.fields.map((field) => ({ row, column: field.id, field, value: given[field.id] ?? null }));
  const all = ((): Place[] => {
    switch (question.kind) {
      case "single":
        return [{ row: "", column: "", field: question.field, value: value as FieldValue }];
      case "group":
        return inRow("", asRow(value));
      case "table":
        return asTable(value).flatMap((given, index) => inRow(String(index + 1), given));
      case "matrix":
        return Object.entries(asMatrix(value)).flatMap(([code, given]) => inRow(code, given));
    }
  })();
  return all.filter(({ field, value: said }) => !isEmptyField(field, said));
}

/** The values of a submission, in the order of its pages. `sections` are as the public is given them: this adds nothing. */
export function exportedValues(sections: readonly DocumentSection[], texts: Readonly<Record<string, string>>): ExportedValue[] {
  return sections.flatMap(({ answers }) =>
    answers.flatMap(({ question, row: repeat, value, language }) =>
      placesOf(question, value).map(({ field, ...place }) => ({
        question: question.code,
        label: texts[questionKey(question, "label")] ?? "",
        repeat,
        row: place.row,
        column: place.column,
        columnLabel: place.column === "" ? "" : (texts[fieldLabelKey(question, field)] ?? ""),
        kind: field.kind,
        language,
        value: place.value,
      })),
    ),
  );
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** Excel's days begin in 1900, and its February of that year has one too many. */
const FIRST_DAY = Date.UTC(1900, 2, 1);

function dayCell(value: string): Cell {
  const at = new Date(DAY.test(value) ? `${value}T00:00:00Z` : NaN);
  return at.getTime() >= FIRST_DAY && at.toISOString().startsWith(value) ? { at, show: "day" } : value;
}

/** Where a file of a submission is found. */
export type FileAddress = (symbol: string, sha256: string) => string;

function valueCell({ kind, value }: ExportedValue, symbol: string, fileAddress: FileAddress): Cell {
  if (kind === "file")
    return asFiles(value)
      .map(({ sha256 }) => fileAddress(symbol, sha256))
      .join(BETWEEN);
  if (Array.isArray(value)) return asCodes(value).join(BETWEEN);
  if (typeof value !== "string") return value;
  if (kind === "scale" && /^\d$/.test(value)) return Number(value);
  return kind === "date" ? dayCell(value) : value;
}

const NAMES = EXPORT_COLUMNS.map(([name]) => name);
/** The columns that differ from row to row of a submission stand together. */
const [FROM, TO] = [NAMES.indexOf("question"), NAMES.indexOf("value") + 1];
const ofVersion = (name: (typeof NAMES)[number]): name is keyof ExportedVersion => NAMES.indexOf(name) < FROM || NAMES.indexOf(name) >= TO;
const BEFORE = NAMES.slice(0, FROM).filter(ofVersion);
const AFTER = NAMES.slice(TO).filter(ofVersion);

const versionCell = (version: ExportedVersion, name: keyof ExportedVersion): Cell => {
  if (name === "groups") return version.groups.join(BETWEEN);
  return name === "publishedAt" ? { at: new Date(version.publishedAt), show: "instant" } : version[name];
};

/** What the rows of a submission begin and end with, as cells in the order of the columns. */
export const versionCells = (version: ExportedVersion): { before: Cell[]; after: Cell[] } => ({
  before: BEFORE.map((name) => versionCell(version, name)),
  after: AFTER.map((name) => versionCell(version, name)),
});

/** What stands between them for one value, in the order of the columns. A file is the address it is found at. */
export const valueCells = (value: ExportedValue, symbol: string, fileAddress: FileAddress): Cell[] => [
  value.question,
  value.label,
  value.repeat,
  value.row,
  value.column,
  value.columnLabel,
  value.kind,
  value.language,
  valueCell(value, symbol, fileAddress),
];

const VALUE = TO - 1;

/** A row for a sheet whose cells hold `length` characters: as many rows as its value needs, the number of each at the end. */
export function sheetRows(cells: readonly Cell[], length: number): Cell[][] {
  const value = cells[VALUE]!;
  const parts = typeof value === "string" ? partsOf(value, length) : [value];
  return parts.map((part, index) => [...cells.slice(0, VALUE), part, ...cells.slice(VALUE + 1), index + 1]);
}
