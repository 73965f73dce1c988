import { parse } from "csv-parse/sync";
import { cellPlace, type CellContent } from "~/lib/book";
import { ok, refuse, type Result } from "~/lib/result";
import { withoutFormula } from "~/lib/table-cells";
import { readBook, type BookFault } from "./reading.server";

/** Plain tables as people keep them: one table in a CSV file, or on the first sheet of a workbook that holds anything. */

/** A line of a table and its number in the file, the first being 1. A cell that holds a formula is null: what it comes to is its program's word. */
export type TableLine = { line: number; cells: (string | null)[] };

/** Why a file is not read as a table: what is wrong with a workbook, a text that is not UTF-8, or no table at all. */
export type TableFault = BookFault | "not_utf8" | "not_a_table" | "empty";

/** Bytes of a CSV file, lines with anything in them, columns of a line, UTF-16 units of a cell. */
const LIMITS = { bytes: 2_000_000, lines: 5_000, columns: 50, cell: 2_000 };

const ARCHIVE = [0x50, 0x4b];
const CONTAINER = [0xd0, 0xcf];
const begins = (bytes: Uint8Array, signature: readonly number[]): boolean => signature.every((byte, index) => bytes[index] === byte);

/**
 * Reads the lines of a table that hold anything, cells without the spaces around them. Which kind of file it is its
 * content says: CSV in UTF-8, with or without a byte order mark, parted by comma, semicolon or tab, or a workbook
 * (.xlsx). At most 5,000 lines of 50 columns. Expected faults are refusals; nothing a file holds makes it throw.
 */
export async function readTable(bytes: Uint8Array): Promise<Result<TableLine[], TableFault>> {
  const read = begins(bytes, ARCHIVE) || begins(bytes, CONTAINER) ? await linesOfBook(bytes) : linesOfCsv(bytes);
  if (!read.ok) return read;
  const lines = read.value.filter(({ cells }) => cells.some((cell) => cell !== ""));
  if (lines.length === 0) return refuse("empty");
  if (
    lines.length > LIMITS.lines ||
    lines.some(({ cells }) => cells.length > LIMITS.columns || cells.some((cell) => cell !== null && cell.length > LIMITS.cell))
  )
    return refuse("too_large");
  return ok(lines);
}

async function linesOfBook(bytes: Uint8Array): Promise<Result<TableLine[], TableFault>> {
  const read = await readBook(bytes);
  if (!read.ok) return read;
  const sheet = read.value.find(({ hidden, cells }) => !hidden && cells.size > 0);
  const lines = new Map<number, (string | null)[]>();
  for (const [name, content] of sheet?.cells ?? []) {
    const { row, column } = cellPlace(name)!;
    if (column > LIMITS.columns) return refuse("too_large");
    const cells = lines.get(row) ?? [];
    while (cells.length < column) cells.push("");
    cells[column - 1] = textOf(content);
    lines.set(row, cells);
  }
  return ok([...lines].sort(([one], [other]) => one - other).map(([line, cells]) => ({ line, cells })));
}

function textOf(content: CellContent): string | null {
  switch (content.kind) {
    case "formula":
      return null;
    case "text":
    case "error":
      return content.text.trim();
    case "number":
      return String(content.number);
    case "tick":
      return String(content.value);
    case "moment":
      return content.at?.toISOString().slice(0, 10) ?? "";
  }
}

/** The sign that parts the cells of the first line: the one it holds most of, outside of quotation marks. */
function delimiterOf(text: string): string {
  const first = (/^(?:"(?:[^"]|"")*"|[^"\r\n])*/.exec(text.replace(/^\s*[\r\n]/, ""))?.[0] ?? "").replace(/"(?:[^"]|"")*"/g, "");
  const [best] = [",", ";", "\t"].map((sign) => ({ sign, count: first.split(sign).length })).sort((one, other) => other.count - one.count);
  return best!.sign;
}

function linesOfCsv(bytes: Uint8Array): Result<TableLine[], TableFault> {
  if (bytes.byteLength > LIMITS.bytes) return refuse("too_large");
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return refuse("not_utf8");
  }
  if (text.includes("\u0000")) return refuse("not_a_table");
  try {
    const read = parse(text, { delimiter: delimiterOf(text), relax_column_count: true, skip_empty_lines: true, trim: true, info: true, to: LIMITS.lines + 1 });
    // With `info` each record comes with where it ends in the file.
    const records = read as unknown as { record: string[]; info: { lines: number } }[];
    return ok(records.map(({ record, info }) => ({ line: info.lines, cells: record.map((cell) => (cell === withoutFormula(cell) ? cell : null)) })));
  } catch {
    return refuse("not_a_table");
  }
}
