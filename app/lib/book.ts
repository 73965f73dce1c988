import type { Cell } from "./table-cells";

/** A workbook before it is a file: sheets of cells with a look, and what may be typed where. Plain data. */

/** `answer` is a place to write in, `written` is what somebody wrote, `soft` is said beside, `plain` does not wrap. */
export type BookLook = "plain" | "body" | "written" | "title" | "head" | "label" | "soft" | "answer";

/**
 * A cell. `as` is how it shows what is typed into it; a text stays one whatever it begins with. `open` cells can be
 * written in where the sheet is locked.
 */
export type BookCell = { value: Cell; look: BookLook; as?: "text" | "day" | "number"; open?: true };

/** Cells from the first column on, null for none; `height` in points, which grows with what is written. */
export type BookRow = { cells: readonly (BookCell | null)[]; height?: number; hidden?: true };

/** Columns and rows of cells counted from 1. */
export type CellPlace = { row: number; column: number };

/** What may stand in cells. A list is the `count` first cells of the first column of a sheet; `null` is no bound. */
export type BookRule =
  | { kind: "list"; sheet: string; column: number; count: number }
  | { kind: "number"; whole: boolean; min: number | null; max: number | null }
  | { kind: "day" }
  | { kind: "length"; max: number };

/** A rule for cells. `strict`: nothing else can be typed; otherwise one is asked whether one means it. */
export type BookCheck = { rule: BookRule; strict: boolean; title: string; text: string; cells: readonly CellPlace[] };

/** A sheet. `frozen` is how many first rows stay in sight; widths are in characters, 0 hides a column; `locked`: only open cells are written in. */
export type BookSheet = {
  name: string;
  rightToLeft: boolean;
  widths: readonly number[];
  rows: readonly BookRow[];
  frozen: number;
  locked?: true;
  hidden?: true;
  checks?: readonly BookCheck[];
};

export type Book = { title: string; made: Date; sheets: readonly BookSheet[] };

/** The most UTF-16 units Excel keeps in a cell. */
export const MAX_CELL_LENGTH = 32_767;

/** The letters of a column, from 1: `A`, `Z`, `AA`. */
export function columnName(column: number): string {
  let name = "";
  for (let left = column; left > 0; left = Math.floor((left - 1) / 26)) name = String.fromCharCode(65 + ((left - 1) % 26)) + name;
  return name;
}

/** A place as `C7`. */
export const cellName = ({ row, column }: CellPlace): string => `${columnName(column)}${row}`;

/** Reads `C7` or `$C$7`; null for anything else, and for places no sheet has. */
export function cellPlace(name: string): CellPlace | null {
  const [, letters = "", digits = ""] = /^\$?([A-Z]{1,3})\$?([1-9]\d{0,6})$/.exec(name) ?? [];
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  const row = Number(digits);
  return column >= 1 && column <= MAX_COLUMNS && row >= 1 && row <= MAX_ROWS ? { row, column } : null;
}

/** A Han character is as wide as two letters. */
const widthOf = (text: string): number => [...text].reduce((width, character) => width + (/\p{Script=Han}/u.test(character) ? 2 : 1), 0);

/** How many lines a text takes in a column of a width in characters. */
export const linesOf = (text: string, width: number): number =>
  text.split("\n").reduce((lines, line) => lines + Math.max(1, Math.ceil(widthOf(line) / width)), 0);

/** Height of a line, in points. */
const LINE = { title: 22, soft: 12.5, other: 15 };

/** The height of a row that shows all its texts, in points: not every program finds it by itself. `widths` are those of the columns, in characters. */
export function heightOf(cells: readonly (BookCell | null)[], widths: readonly number[]): number {
  const heights = cells.map((cell, index) => {
    if (!cell || typeof cell.value !== "string" || cell.look === "plain") return LINE.other;
    if (cell.look === "title") return LINE.title;
    return linesOf(cell.value, widths[index] || 1) * (cell.look === "soft" ? LINE.soft : LINE.other);
  });
  return Math.max(LINE.other, ...heights);
}

/** Heights of so many lines, in points. */
export const heightOfLines = (lines: number): number => lines * LINE.other;

/** The most rows and columns of a sheet. */
export const MAX_ROWS = 1_048_576;
const MAX_COLUMNS = 16_384;

/** Words as a sheet may be called: without the signs Excel refuses, in at most 31 units, unlike those given (whose names are added to). */
export function sheetName(wanted: string, taken: Set<string>): string {
  const base = wanted.replace(/[\\/?*[\]:\x00-\x1f]/g, " ").replace(/^[' ]+|[' ]+$/g, "") || "-";
  const called = (number: number): string => {
    const end = number === 1 ? "" : ` ${number}`;
    return [...base].reduce((name, character) => (name.length + character.length + end.length <= 31 ? name + character : name), "") + end;
  };
  let number = 1;
  while (taken.has(called(number).toLowerCase())) number += 1;
  taken.add(called(number).toLowerCase());
  return called(number);
}

/**
 * What stands in a cell of a workbook that was read. A number says how it is shown, a day or moment as which one (in UTC;
 * null where no calendar has it). A formula has no content of its own: what it came to is its program's word.
 */
export type CellContent =
  | { kind: "text"; text: string }
  | { kind: "number"; number: number; shown: "plain" | "percent" }
  | { kind: "moment"; at: Date | null; number: number }
  | { kind: "tick"; value: boolean }
  | { kind: "error"; text: string }
  | { kind: "formula" };

/** A sheet that was read, and its cells by their names (`C7`); empty ones are not there. */
export type ReadSheet = { name: string; hidden: boolean; rightToLeft: boolean; cells: ReadonlyMap<string, CellContent> };
