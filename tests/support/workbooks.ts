import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";

/** Workbooks as tests take them apart and put them together again. */

export { rowsIn, sheetsIn } from "~/platform/sheets/testing";

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
