import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { cellPlace, type CellContent, type ReadSheet } from "~/lib/book";
import { readBook } from "~/platform/sheets/reading.server";

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

/** The parts of a workbook's file by their paths, as text. */
export const partsIn = (bytes: Uint8Array): Record<string, string> =>
  Object.fromEntries(Object.entries(unzipSync(bytes)).map(([path, part]) => [path, strFromU8(part)]));

/** A file of these parts. */
export const fileOfParts = (parts: Readonly<Record<string, string | Uint8Array>>): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(parts).map(([path, part]) => [path, typeof part === "string" ? strToU8(part) : part])));

/** The path of the part of a sheet. */
export function pathOfSheet(parts: Readonly<Record<string, string>>, name: string): string {
  const names = [...parts["xl/workbook.xml"]!.matchAll(/<sheet name="([^"]*)"/g)].map((match) => match[1]);
  return `xl/worksheets/sheet${names.indexOf(name) + 1}.xml`;
}

/** A workbook with other content in one cell, given as XML (`<v>1</v>`) with its type. */
export function withCell(bytes: Uint8Array, sheet: string, cell: string, type: string, content: string): Uint8Array {
  const parts = partsIn(bytes);
  const path = pathOfSheet(parts, sheet);
  const found = new RegExp(`<c r="${cell}"( s="\\d+")?[^>]*?(/>|>.*?</c>)`, "s").exec(parts[path]!);
  if (!found) throw new Error(`no cell ${cell} in ${sheet}`);
  return fileOfParts({ ...parts, [path]: parts[path]!.replace(found[0], () => `<c r="${cell}"${found[1] ?? ""} t="${type}">${content}</c>`) });
}
