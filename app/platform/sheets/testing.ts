import { cellPlace, type CellContent, type ReadSheet } from "~/lib/book";
import { readBook } from "./reading.server";

/** What a test reads of a workbook. */

type Shown = string | number | boolean | Date | null;

/** The sheets of a workbook; throws for one that is not read. */
export async function sheetsIn(bytes: Uint8Array): Promise<ReadSheet[]> {
  const read = await readBook(bytes);
  if (!read.ok) throw new Error(read.error);
  return read.value;
}

function shown(content: CellContent): Shown {
  switch (content.kind) {
    case "text":
    case "error":
      return content.text;
    case "number":
      return content.number;
    case "tick":
      return content.value;
    case "moment":
      return content.at;
    case "formula":
      throw new Error("a formula");
  }
}

/** The rows of a sheet that hold something, null for empty cells in between. Throws for a formula. */
export function rowsIn({ cells }: ReadSheet): Shown[][] {
  const rows: Shown[][] = [];
  for (const [name, content] of cells) {
    const { row, column } = cellPlace(name)!;
    const line = (rows[row - 1] ??= []);
    while (line.length < column) line.push(null);
    line[column - 1] = shown(content);
  }
  return rows.filter((row) => row !== undefined);
}
