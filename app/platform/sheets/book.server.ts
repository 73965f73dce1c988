import { buffer } from "node:stream/consumers";
import type { Book, BookRow, BookSheet } from "~/lib/book";
import { cellXml, checksXml, MAIN, styleOf, Styles, XML } from "./markup.server";
import { partsOfFile, type SheetPart } from "./parts.server";
import { zipOf } from "./zip.server";

/** Whole workbooks as files (.xlsx). */

/** What may be done in a locked sheet besides writing in its open cells: sizes and looks are the author's own. */
const LOCK = '<sheetProtection sheet="1" objects="1" scenarios="1" formatCells="0" formatColumns="0" formatRows="0"/>';

/** Printed, a sheet is one page wide. */
const FIT = '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>';

/** The highest row Excel shows, in points. */
const MAX_HEIGHT = 409;

function rowXml({ cells, height, hidden }: BookRow, number: number, rightToLeft: boolean, styles: Styles): string {
  const row = String(number);
  const size = (height === undefined ? "" : ` ht="${Math.min(height, MAX_HEIGHT)}"`) + (hidden ? ' hidden="1"' : "");
  return `<row r="${row}"${size}>${cells.map((cell, index) => (cell ? cellXml(cell.value, index, row, styles.numberOf(styleOf(cell, rightToLeft))) : "")).join("")}</row>`;
}

function* sheetXml({ rightToLeft, widths, rows, frozen, locked, checks = [] }: BookSheet, styles: Styles): Generator<string, void> {
  const pane = frozen > 0 ? `<pane ySplit="${frozen}" topLeftCell="A${frozen + 1}" activePane="bottomLeft" state="frozen"/>` : "";
  const columns = widths.map(
    (width, index) => `<col min="${index + 1}" max="${index + 1}" ${width === 0 ? 'width="0" hidden="1"' : `width="${width}"`} customWidth="1"/>`,
  );
  yield `${XML}<worksheet xmlns="${MAIN}">${FIT}<sheetViews><sheetView workbookViewId="0"${rightToLeft ? ' rightToLeft="1"' : ""}>${pane}</sheetView></sheetViews>`;
  yield `${columns.length > 0 ? `<cols>${columns.join("")}</cols>` : ""}<sheetData>`;
  for (const [index, row] of rows.entries()) yield rowXml(row, index + 1, rightToLeft, styles);
  yield `</sheetData>${locked ? LOCK : ""}${checksXml(checks)}<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>`;
  yield `<pageSetup paperSize="9" fitToHeight="0" orientation="landscape"/></worksheet>`;
}

/** A book as an Excel workbook. Texts stay as they are, none becomes a formula. Throws for a text of more than `MAX_CELL_LENGTH` units. */
export async function bytesOfBook({ title, made, sheets }: Book): Promise<Buffer> {
  const styles = new Styles();
  const parts = sheets.map((sheet): SheetPart => ({ name: sheet.name, hidden: sheet.hidden === true, chunks: sheetXml(sheet, styles) }));
  return buffer(zipOf(partsOfFile(parts, { title, made, styles, locked: sheets.some(({ locked }) => locked) }), made));
}
