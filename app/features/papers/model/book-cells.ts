import { heightOf, MAX_CELL_LENGTH, type BookCell, type BookLook, type BookRow, type BookSheet } from "~/lib/book";
import { partsOf, withoutFormula, type Cell } from "~/lib/table-cells";

/** Rows of a workbook for reading. No text in it is one that a spreadsheet runs as a formula. */

/** A cell to read; null where nothing stands. */
export const cell = (value: Cell, look: BookLook = "written"): BookCell | null =>
  value === null || value === "" ? null : { value: typeof value === "string" ? withoutFormula(value) : value, look };

/**
 * A row of values; what a cell does not hold goes on in further rows, in which cells of `repeated` columns (from 0) are
 * said again. Each row with its number, from 1.
 */
export function rowsOf(values: readonly Cell[], repeated: readonly number[] = []): { part: number; values: Cell[] }[] {
  // One character is for the apostrophe that keeps a text from being a formula.
  const parts = values.map((value) => (typeof value === "string" ? partsOf(value, MAX_CELL_LENGTH - 1) : [value]));
  return Array.from({ length: Math.max(...parts.map(({ length }) => length)) }, (_, index) => ({
    part: index + 1,
    values: parts.map((list, column) => list[index] ?? (repeated.includes(column) ? list[0]! : null)),
  }));
}

/** Cells as a row. */
export const row = (cells: readonly (BookCell | null)[]): BookRow => ({ cells });

/** The rows of a sheet, each as high as what stands in it. */
export const fitted = ({ rows, widths }: Pick<BookSheet, "rows" | "widths">): BookRow[] =>
  rows.map(({ cells }) => ({ cells, height: heightOf(cells, widths) }));

/** The first row of a table. */
export const headRow = (names: readonly string[]): BookRow => row(names.map((name) => ({ value: name, look: "head" })));
