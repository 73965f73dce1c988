import { PassThrough, type Writable } from "node:stream";
import type { stream } from "exceljs";
import { withoutFormula, type Cell } from "~/lib/table-cells";

/** Workbooks as they are written: row by row, no more in memory than a reader has room for. */

/** The most UTF-16 units Excel keeps in a cell, an apostrophe in front of the text included. */
export const MAX_CELL_LENGTH = 32_767;
/** The most rows of one sheet. */
const MAX_ROWS = 1_048_576;

type Workbook = stream.xlsx.WorkbookWriter;
type Sheet = ReturnType<Workbook["addWorksheet"]> & {
  /** Where the writer puts the bytes of a sheet, and who takes them: of the writer's inside, which says nowhere else how far it is. */
  stream: { pipes: Writable[] };
};

export type WorkbookOptions = {
  columns: readonly { header: string; width: number }[];
  /** Name of a sheet by its number. */
  sheetName: (number: number) => string;
  rightToLeft: boolean;
  made: Date;
  /** For tests: rows of a sheet. */
  maxRows?: number;
};

const FORMATS = { day: "yyyy-mm-dd", instant: "yyyy-mm-dd hh:mm" } as const;

/** What XML has no way to say (or, a carriage return, no way to keep), and what already looks like this way to say it. */
const UNSAYABLE = /[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]|_(?=x[0-9a-f]{4}_)/gi;

/** A text as a cell holds it: Excel reads `_x000D_` as the character of that number. Throws for one that Excel would cut: whoever writes a row splits it before. */
function textOf(text: string): string {
  const kept = withoutFormula(text);
  if (kept.length > MAX_CELL_LENGTH) throw new Error(`a cell of ${kept.length} characters does not fit into a workbook`);
  return kept.replace(UNSAYABLE, (character) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`);
}

/** Rows as an Excel workbook (.xlsx), over further sheets when one is full. Rows are only read as fast as the chunks are taken; whoever stops taking ends the reading. */
export async function* workbookOf(rows: AsyncIterable<readonly (readonly Cell[])[]>, options: WorkbookOptions): AsyncGenerator<Uint8Array, void> {
  const { default: excel } = await import("exceljs");
  const sink = new PassThrough();
  const closed = new Promise<void>((done) => sink.once("close", done));
  const workbook = new excel.stream.xlsx.WorkbookWriter({ stream: sink, useStyles: true, useSharedStrings: false });
  workbook.creator = workbook.lastModifiedBy = "";
  workbook.created = workbook.modified = options.made;
  const written = writeSheets(workbook, rows, options, sink, closed).catch((error: unknown) => void sink.destroy(error as Error));
  try {
    yield* sink;
  } finally {
    sink.destroy();
    await written;
  }
}

async function writeSheets(
  workbook: Workbook,
  rows: AsyncIterable<readonly (readonly Cell[])[]>,
  options: WorkbookOptions,
  sink: PassThrough,
  closed: Promise<unknown>,
): Promise<void> {
  let sheet = addSheet(workbook, 1, options);
  let sheets = 1;
  let left = (options.maxRows ?? MAX_ROWS) - 1;
  for await (const batch of rows) {
    for (const cells of batch) {
      if (left === 0) {
        sheet.commit();
        sheet = addSheet(workbook, (sheets += 1), options);
        left = (options.maxRows ?? MAX_ROWS) - 1;
      }
      writeRow(sheet, cells);
      left -= 1;
    }
    await Promise.race([taken(sheet), closed]);
    if (sink.destroyed) return;
  }
  // The end of the file is written to whoever is there; nobody is when the reader has gone.
  await Promise.race([workbook.commit(), closed]);
}

function addSheet(workbook: Workbook, number: number, { columns, sheetName, rightToLeft }: WorkbookOptions): Sheet {
  const sheet = workbook.addWorksheet(sheetName(number), { views: [{ state: "frozen", ySplit: 1, rightToLeft }] }) as Sheet;
  sheet.columns = columns.map(({ width }) => ({ width }));
  const header = sheet.addRow(columns.map(({ header }) => header));
  header.font = { bold: true };
  header.commit();
  return sheet;
}

function writeRow(sheet: Sheet, cells: readonly Cell[]): void {
  const row = sheet.addRow([]);
  for (const [index, cell] of cells.entries()) {
    if (cell === null) continue;
    const place = row.getCell(index + 1);
    if (typeof cell !== "object") place.value = typeof cell === "string" ? textOf(cell) : cell;
    else {
      place.value = cell.at;
      place.numFmt = FORMATS[cell.show];
    }
  }
  row.commit();
}

/** Settles when what was written to a sheet has gone on: bytes go in order, so nothing stands before an empty write that is done. */
const taken = ({ stream: { pipes } }: Sheet): Promise<unknown> =>
  Promise.all(pipes.map((pipe) => new Promise<void>((done) => void pipe.write(Buffer.alloc(0), () => done()))));
