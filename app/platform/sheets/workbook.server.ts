import { MAX_ROWS } from "~/lib/book";
import { withoutFormula, type Cell } from "~/lib/table-cells";
import { cellXml, MAIN, PLAIN, Styles, XML } from "./markup.server";
import { partsOfFile, type SheetPart } from "./parts.server";
import { zipOf } from "./zip.server";

/** Workbooks as they are written: row by row, no more in memory than a reader has room for. */

export type WorkbookOptions = {
  columns: readonly { header: string; width: number }[];
  /** Name of a sheet by its number. */
  sheetName: (number: number) => string;
  rightToLeft: boolean;
  made: Date;
  /** For tests: rows of a sheet. */
  maxRows?: number;
};

type Rows = AsyncIterable<readonly (readonly Cell[])[]>;
/** A text is handed on for zipping when it has come to so many units. */
const CHUNK = 65_536;

/**
 * Rows as an Excel workbook (.xlsx), over further sheets when one is full. Rows are only read as fast as the chunks are
 * taken; whoever stops taking ends the reading. A text that a spreadsheet might run as a formula has an apostrophe in front.
 * Throws for a text that Excel would cut, the apostrophe included: whoever makes a row splits it before.
 */
export async function* workbookOf(rows: Rows, options: WorkbookOptions): AsyncGenerator<Uint8Array, void> {
  const styles = new Styles();
  yield* zipOf(partsOfFile(sheetsOf(rows, options, styles), { title: "", made: options.made, styles, locked: false }), options.made);
}

/** Rows one by one, with what is known of the next. */
class Cursor {
  private readonly batches: AsyncIterator<readonly (readonly Cell[])[]>;
  private batch: readonly (readonly Cell[])[] = [];
  private index = 0;
  constructor(rows: Rows) {
    this.batches = rows[Symbol.asyncIterator]();
  }
  /** The row that comes next; null after the last one. */
  async peek(): Promise<readonly Cell[] | null> {
    while (this.index >= this.batch.length) {
      const next = await this.batches.next();
      if (next.done) return null;
      [this.batch, this.index] = [next.value, 0];
    }
    return this.batch[this.index]!;
  }
  advance(): void {
    this.index += 1;
  }
  async end(): Promise<void> {
    await this.batches.return?.();
  }
}

async function* sheetsOf(rows: Rows, options: WorkbookOptions, styles: Styles): AsyncGenerator<SheetPart, void> {
  const cursor = new Cursor(rows);
  try {
    let number = 0;
    do {
      number += 1;
      yield { name: options.sheetName(number), hidden: false, chunks: sheetOf(cursor, options, styles) };
    } while (await cursor.peek());
  } finally {
    await cursor.end();
  }
}

async function* sheetOf(cursor: Cursor, { columns, rightToLeft, maxRows = MAX_ROWS }: WorkbookOptions, styles: Styles): AsyncGenerator<string, void> {
  const numbers = {
    head: styles.numberOf({ ...PLAIN, look: "label" }),
    day: styles.numberOf({ ...PLAIN, format: "day" }),
    instant: styles.numberOf({ ...PLAIN, format: "instant" }),
  };
  const cell = (value: Cell, index: number, row: string): string =>
    typeof value === "string"
      ? cellXml(withoutFormula(value), index, row, 0)
      : cellXml(value, index, row, value !== null && typeof value === "object" ? numbers[value.show] : 0);
  const cols = columns.map(({ width }, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`);
  let text =
    `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"${rightToLeft ? ' rightToLeft="1"' : ""}>` +
    `<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${cols.join("")}</cols><sheetData>` +
    `<row r="1">${columns.map(({ header }, index) => cellXml(header, index, "1", numbers.head)).join("")}</row>`;
  for (let number = 2; number <= maxRows; number += 1) {
    const cells = await cursor.peek();
    if (!cells) break;
    const row = String(number);
    text += `<row r="${row}">`;
    for (let index = 0; index < cells.length; index += 1) text += cell(cells[index]!, index, row);
    text += "</row>";
    cursor.advance();
    if (text.length < CHUNK) continue;
    yield text;
    text = "";
  }
  yield `${text}</sheetData></worksheet>`;
}
