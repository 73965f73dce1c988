/** Cells of tables for spreadsheets and statistics programs, and CSV as RFC 4180 has it. */

/** A day or a moment; cells of a workbook show days without a time. */
export type CellDate = { at: Date; show: "day" | "instant" };
/** What a cell holds; null is an empty one. */
export type Cell = string | number | boolean | CellDate | null;

/** Signs with which spreadsheets begin a formula. Wide and small forms read the same, and so does the true minus sign. */
const BEGINS_FORMULA = /^[=+\-@\u2212]/;
/** Letters and digits are no such sign in any form. */
const BEGINS_PLAIN = /^[\p{L}\p{Nd}]/u;
/** What does not keep a spreadsheet from seeing the sign behind it: spaces, line ends and other controls, invisible marks. */
const UNSEEN = /^[\s\p{Cc}\p{Cf}]+/u;

/** True for a text that a spreadsheet might run as a formula, or that begins with a tab or line end, which hides one. */
function looksLikeFormula(text: string): boolean {
  // Nearly all do not, and are seen at once not to.
  if (BEGINS_PLAIN.test(text)) return false;
  const first = Array.from(text.replace(UNSEEN, "").slice(0, 2))[0] ?? "";
  return BEGINS_FORMULA.test(first.normalize("NFKC")) || /^[\t\r\n]/.test(text);
}

/** A text no spreadsheet runs as a formula: with an apostrophe in front where it might be one. Numbers are no texts and stay as they are. */
export const withoutFormula = (text: string): string => (looksLikeFormula(text) ? `'${text}` : text);

/** Tells programs that read CSV, Excel before all, that it is UTF-8. */
export const BYTE_ORDER_MARK = "\ufeff";

const dateText = ({ at, show }: CellDate): string => (show === "day" ? at.toISOString().slice(0, 10) : at.toISOString());

function csvCell(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell === "number" || typeof cell === "boolean") return String(cell);
  const text = typeof cell === "string" ? withoutFormula(cell) : dateText(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Cells as they stand side by side in a record of CSV. */
export const csvFields = (cells: readonly Cell[]): string => cells.map(csvCell).join(",");
/** One record of CSV with its line end, of one or more parts. */
export const csvRecord = (...parts: readonly string[]): string => `${parts.join(",")}\r\n`;
/** One record of CSV with its line end. */
export const csvLine = (cells: readonly Cell[]): string => csvRecord(csvFields(cells));

/** Cuts a text into parts of at most `length` UTF-16 units, never through a character; joined they are the text. */
export function partsOf(text: string, length: number): string[] {
  const parts: string[] = [];
  for (let start = 0; start < text.length || parts.length === 0;) {
    const end = start + length;
    const splitsPair = end < text.length && /[\ud800-\udbff]/.test(text[end - 1]!) && /[\udc00-\udfff]/.test(text[end]!);
    parts.push(text.slice(start, splitsPair ? end - 1 : end));
    start = splitsPair ? end - 1 : end;
  }
  return parts;
}
