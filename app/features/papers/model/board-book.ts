import { sheetName, type Book, type BookRow } from "~/lib/book";
import { directionOf } from "~/lib/languages";
import { textOf } from "~/lib/paper";
import type { Cell } from "~/lib/table-cells";
import { boardLists, type BoardPart, type BoardSource } from "./board";
import { boardCover, type BoardOptions } from "./board-paper";
import { cell, headRow, row } from "./book-cells";
import { valueOfEntry } from "./entries";

/** Widths of columns, in characters: the narrowest holds a day. */
const [NARROWEST, WIDEST] = [14, 48];

/**
 * The board as one sheet: its lists from the first row on, so that they can be sorted and filtered, every row with its
 * group; under them the totals, and as at when they are.
 */
export function boardBook(source: BoardSource, options: BoardOptions): Book {
  const { words, now } = options;
  const { parts } = boardLists(source, words);
  const { title, subject, facts, notices } = boardCover(source, options);
  const totals = parts.flatMap(({ sections }) => sections.map((section): Cell[] => [valueOfEntry(section.title), section.count]));
  const below: Cell[][] = [[], [title, subject], ...facts.map(({ label, runs }): Cell[] => [label, textOf(runs)]), [], ...totals];
  return {
    title,
    made: now,
    sheets: [
      {
        name: sheetName(subject, new Set()),
        rightToLeft: directionOf(words.language) === "rtl",
        widths: widthsOf([...parts.flatMap((part) => [columnsOf(part), ...valuesOf(part)]), ...totals]),
        frozen: 1,
        rows: [
          ...parts.flatMap(partRows),
          ...below.map((values) => row(values.map((value, column) => cell(value, column === 0 ? "label" : "written")))),
          row([]),
          ...notices.map((notice) => row([cell(notice, "plain")])),
        ],
      },
    ],
  };
}

const columnsOf = ({ by, columns }: BoardPart): string[] => [...(by === null ? [] : [by]), ...columns];

const valuesOf = ({ by, sections }: BoardPart): Cell[][] =>
  sections.flatMap(({ title, rows }) => rows.map((entries) => [...(by === null ? [] : [valueOfEntry(title)]), ...entries.map(valueOfEntry)]));

const partRows = (part: BoardPart, index: number): BookRow[] => [
  ...(index > 0 ? [row([])] : []),
  headRow(columnsOf(part)),
  ...valuesOf(part).map((values) => row(values.map((value) => cell(value)))),
];

const lengthOf = (value: Cell): number => (typeof value === "string" ? value.length : 0);

const widthsOf = (lines: readonly Cell[][]): number[] =>
  Array.from({ length: Math.max(...lines.map(({ length }) => length)) }, (_, column) =>
    Math.min(WIDEST, Math.max(NARROWEST, ...lines.map((line) => lengthOf(line[column] ?? null) + 2))),
  );
