import { cellName, columnName, MAX_CELL_LENGTH, type BookCell, type BookCheck, type BookLook, type CellPlace } from "~/lib/book";
import { directionOfText, type Direction } from "~/lib/direction";
import type { Cell } from "~/lib/table-cells";
import { escaped } from "~/lib/xml";
import { serialOf } from "./serial";

/** The parts of SpreadsheetML that are written (ECMA-376, part 1, 18). */

export const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
export const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/** How every part begins. */
export const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** What XML has no way to say (or, a carriage return, no way to keep), and what already looks like this way to say it. */
const UNSAYABLE = /[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]|_(?=x[0-9a-f]{4}_)/gi;

/** A text as a cell holds it: Excel reads `_x000D_` as the character of that number. Throws for one that Excel would cut: whoever writes a row splits it before. */
function cellText(text: string): string {
  if (text.length > MAX_CELL_LENGTH) throw new Error(`a cell of ${text.length} characters does not fit into a workbook`);
  return escaped(text.replace(UNSAYABLE, (character) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`));
}

/**
 * How a cell looks and what it shows. `quoted`: a text that Excel would else take for a formula once somebody edits it.
 * `runs`: the direction of its text; `own` leaves it to what is typed.
 */
export type Style = { look: BookLook; format: "general" | "text" | "number" | "day" | "instant"; open: boolean; quoted: boolean; runs: "own" | "ltr" | "rtl" };
/** A cell as it is without a word. */
export const PLAIN: Style = { look: "plain", format: "general", open: false, quoted: false, runs: "own" };

const FORMATS: Readonly<Record<Style["format"], number>> = { general: 0, text: 49, number: 0, day: 164, instant: 165 };

/** Fonts, fills and borders by their place in the lists below. */
const LOOKS: Readonly<Record<BookLook, { font: number; fill: number; border: number; wrap: boolean }>> = {
  plain: { font: 0, fill: 0, border: 0, wrap: false },
  body: { font: 0, fill: 0, border: 0, wrap: true },
  written: { font: 0, fill: 0, border: 0, wrap: true },
  title: { font: 2, fill: 0, border: 0, wrap: false },
  head: { font: 1, fill: 2, border: 1, wrap: true },
  label: { font: 1, fill: 0, border: 0, wrap: true },
  soft: { font: 3, fill: 0, border: 0, wrap: true },
  answer: { font: 0, fill: 3, border: 1, wrap: true },
};

const FONTS = ['<sz val="11"/>', '<b/><sz val="11"/>', '<b/><sz val="16"/>', '<sz val="9"/><color rgb="FF595959"/>'].map(
  (font) => `<font>${font}<name val="Calibri"/><family val="2"/></font>`,
);
const solid = (colour: string): string => `<fill><patternFill patternType="solid"><fgColor rgb="FF${colour}"/><bgColor indexed="64"/></patternFill></fill>`;
// The first two are the format's own.
const FILLS = ['<fill><patternFill patternType="none"/></fill>', '<fill><patternFill patternType="gray125"/></fill>', solid("E7EEF5"), solid("FFFBE8")];
const SIDES = ["left", "right", "top", "bottom"];
const BORDERS = [
  "<border><left/><right/><top/><bottom/><diagonal/></border>",
  `<border>${SIDES.map((side) => `<${side} style="thin"><color rgb="FFA6A6A6"/></${side}>`).join("")}<diagonal/></border>`,
];

const counted = (name: string, items: readonly string[]): string => `<${name} count="${items.length}">${items.join("")}</${name}>`;

/** The styles of a workbook, each under a number from its first use on. */
export class Styles {
  private readonly numbers = new Map<string, number>();
  private readonly formats: string[] = [];

  constructor() {
    this.numberOf(PLAIN);
  }

  /** The number of a style. */
  numberOf({ look, format, open, quoted, runs }: Style): number {
    const key = `${look} ${format} ${open} ${quoted} ${runs}`;
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    const { font, fill, border, wrap } = LOOKS[look];
    const order = runs === "own" ? "" : ` readingOrder="${runs === "rtl" ? 2 : 1}"`;
    const align = `<alignment${wrap ? ' vertical="top" wrapText="1"' : ""}${order}/>`;
    this.formats.push(
      `<xf numFmtId="${FORMATS[format]}" fontId="${font}" fillId="${fill}" borderId="${border}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1" applyProtection="1"` +
        `${quoted ? ' quotePrefix="1"' : ""}>${align}<protection locked="${open ? 0 : 1}"/></xf>`,
    );
    this.numbers.set(key, this.formats.length - 1);
    return this.formats.length - 1;
  }

  /** The part of the file that holds them. */
  xml(): string {
    return (
      `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts>` +
      counted("fonts", FONTS) +
      counted("fills", FILLS) +
      counted("borders", BORDERS) +
      '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
      counted("cellXfs", this.formats) +
      '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    );
  }
}

const NUMBER_COLUMNS = 64;
const COLUMN_NAMES = Array.from({ length: NUMBER_COLUMNS }, (_, index) => columnName(index + 1));

/** A cell at a column (from 0) of a row (from 1). A date Excel has no number for is a text. */
export function cellXml(value: Cell, column: number, row: string, style: number): string {
  const at = (COLUMN_NAMES[column] ?? columnName(column + 1)) + row;
  const styled = style === 0 ? "" : ` s="${style}"`;
  if (value === null || value === "") return style === 0 ? "" : `<c r="${at}"${styled}/>`;
  if (typeof value === "string") return `<c r="${at}"${styled} t="inlineStr"><is><t xml:space="preserve">${cellText(value)}</t></is></c>`;
  if (typeof value === "boolean") return `<c r="${at}"${styled} t="b"><v>${value ? 1 : 0}</v></c>`;
  const serial = typeof value === "number" ? value : serialOf(value.at);
  if (typeof value === "object" && serial === null) return cellXml(value.at.toISOString().slice(0, value.show === "day" ? 10 : 16), column, row, style);
  return `<c r="${at}"${styled}><v>${serial}</v></c>`;
}

/** Signs with which a cell's text would begin a formula, were it typed. */
const LIKE_FORMULA = /^[=+\-@']/;

/** The style a cell of a book is shown in. */
export function styleOf({ value, look, as, open }: BookCell, rightToLeft: boolean): Style {
  const own = value !== null && typeof value === "object" ? value.show : typeof value === "string" ? "text" : "general";
  return {
    look,
    format: value === null || as === "text" ? (as ?? own) : own,
    open: open === true,
    quoted: typeof value === "string" && LIKE_FORMULA.test(value),
    runs: runsOf(value, look, rightToLeft ? "rtl" : "ltr"),
  };
}

/** The interface's words run as its language does, an answer as its first letter; where nothing stands yet, Excel goes by what is typed. */
function runsOf(value: Cell, look: BookLook, own: Direction): Style["runs"] {
  if (look !== "answer" && look !== "written") return look === "plain" ? "own" : own;
  return typeof value === "string" ? directionOfText(value, own) : "own";
}

/** Cells as ranges of a column: `C3:C9 E4`. */
function rangesOf(cells: readonly CellPlace[]): string[] {
  const sorted = [...cells].sort((a, b) => a.column - b.column || a.row - b.row);
  const ranges: { from: CellPlace; to: CellPlace }[] = [];
  for (const cell of sorted) {
    const last = ranges.at(-1);
    if (last && last.to.column === cell.column && last.to.row === cell.row - 1) last.to = cell;
    else ranges.push({ from: cell, to: cell });
  }
  return ranges.map(({ from, to }) => (from === to ? cellName(from) : `${cellName(from)}:${cellName(to)}`));
}

/** The days Excel counts right: it holds 1900 for a leap year. */
const FIRST_DAY = serialOf(new Date("1900-03-01T00:00:00Z"))!;
const LAST_DAY = serialOf(new Date("9999-12-31T00:00:00Z"))!;

function ruleXml({ rule }: BookCheck): { attributes: string; formulas: (string | number)[] } {
  switch (rule.kind) {
    case "list": {
      const column = columnName(rule.column);
      return { attributes: 'type="list"', formulas: [escaped(`'${rule.sheet.replaceAll("'", "''")}'!$${column}$1:$${column}$${rule.count}`)] };
    }
    case "number": {
      const [least, most] = rule.whole ? [-9_999_999_999, 9_999_999_999] : ["-1E+300", "1E+300"];
      return { attributes: `type="${rule.whole ? "whole" : "decimal"}" operator="between"`, formulas: [rule.min ?? least, rule.max ?? most] };
    }
    case "day":
      return { attributes: 'type="date" operator="between"', formulas: [FIRST_DAY, LAST_DAY] };
    case "length":
      return { attributes: 'type="textLength" operator="lessThanOrEqual"', formulas: [rule.max] };
  }
}

/** Excel shows so much of a message and of its heading. */
const [MESSAGE, HEADING] = [220, 32];
/** Ranges of one rule: longer lists of them are refused by some programs. */
const MOST_RANGES = 200;

/** What may be typed where, as a sheet holds it. */
export function checksXml(checks: readonly BookCheck[]): string {
  const all = checks.flatMap((check) => {
    const { attributes, formulas } = ruleXml(check);
    const ranges = rangesOf(check.cells);
    const own =
      `<dataValidation ${attributes} errorStyle="${check.strict ? "stop" : "warning"}" allowBlank="1" showErrorMessage="1" ` +
      `errorTitle="${escaped(check.title.slice(0, HEADING))}" error="${escaped(check.text.slice(0, MESSAGE))}" sqref="`;
    const rest = `">${formulas.map((formula, index) => `<formula${index + 1}>${formula}</formula${index + 1}>`).join("")}</dataValidation>`;
    return Array.from(
      { length: Math.ceil(ranges.length / MOST_RANGES) },
      (_, part) => own + ranges.slice(part * MOST_RANGES, (part + 1) * MOST_RANGES).join(" ") + rest,
    );
  });
  return all.length === 0 ? "" : counted("dataValidations", all);
}
