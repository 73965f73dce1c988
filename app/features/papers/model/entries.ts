import { formatDay, formatNumber } from "~/lib/dates";
import { weightsOf, type Cell, type Run, type Table } from "~/lib/paper";
import type { Cell as BookValue } from "~/lib/table-cells";
import { code, insert, said } from "./fields";
import { written, type Words } from "./words";

/** Entries of lists that the portal itself draws up: the same on paper and in a workbook. */

/** What stands in a column: words, a code with its name or address, a day, a number, what is said beside; null where nothing stands. */
export type Entry = string | { code: string; name?: string; href?: string } | { day: string } | { count: number } | { soft: string } | null;

/** The runs of an entry. */
export function runsOfEntry(entry: Exclude<Entry, null>, words: Words): Run[] {
  if (typeof entry === "string") return [insert(entry, words)];
  if ("soft" in entry) return [{ text: entry.soft }];
  if ("day" in entry) return [{ text: formatDay(entry.day, words.language, "UTC") }];
  if ("count" in entry) return [code(formatNumber(entry.count, words.language))];
  const { name, href } = entry;
  return [{ ...code(entry.code), ...(href && { href }) }, ...(name ? [{ text: ` ${name}` }] : [])];
}

const isSoft = (entry: Entry): boolean => entry === null || (typeof entry === "object" && "soft" in entry);
const cellOf = (entry: Entry, words: Words): Cell => [said(words, entry === null ? "–" : runsOfEntry(entry, words), isSoft(entry) ? "soft" : "body")];
const isCount = (entry: Entry | undefined): boolean => typeof entry === "object" && entry !== null && "count" in entry;

/**
 * A table of entries. `alike` are the rows of all tables that stand under each other with the same columns, which are as
 * wide in each.
 */
export function tableOfEntries(
  { caption, columns, rows, alike = rows }: { caption: string; columns: readonly string[]; rows: readonly Entry[][]; alike?: readonly Entry[][] },
  words: Words,
): Table {
  const head = columns.map((column): Cell => [said(words, column)]);
  const cellsOf = (row: readonly Entry[]): Cell[] => row.map((entry) => cellOf(entry, words));
  return {
    kind: "table",
    ...written(words),
    caption,
    weights: weightsOf(head, alike.map(cellsOf)),
    ends: columns.map((_, column) => alike.some((row) => isCount(row[column]))),
    head,
    rows: rows.map(cellsOf),
  };
}

/** An entry as a cell of a workbook: days and numbers as such. */
export function valueOfEntry(entry: Entry): BookValue {
  if (entry === null || typeof entry === "string") return entry;
  if ("soft" in entry) return entry.soft;
  if ("day" in entry) return { at: new Date(`${entry.day.slice(0, 10)}T00:00:00Z`), show: "day" };
  if ("count" in entry) return entry.count;
  return [entry.code, entry.name].filter(Boolean).join(" ");
}
