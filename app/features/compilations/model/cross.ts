import type { PartOf } from "../model";
import type { Choice, CountTable } from "./figures";

/** Reports counted by two attributes at once. */

/** What reports can be counted by, under a heading. */
export type AttributeGroup = { group: string; options: { value: string; label: string }[] };
export type CrossedReport = { submission: string; symbol: string; party: { code: string; name: string } };
/** Reports on a template by two attributes. `cell`: those of one cell that was asked for, in screens. */
export type Cross = CountTable & {
  template: string;
  title: string;
  rowsLabel: string;
  columnsLabel: string;
  attributes: AttributeGroup[];
  cell: { count: number; items: CrossedReport[]; next: string | null } | null;
};

/** What a report is by two attributes; of each it may be several things. */
export type Crossed = { rows: readonly string[]; columns: readonly string[] };

/** Whether a report stands in a cell; null for all rows, or all columns. */
export const standsIn = ({ rows, columns }: Crossed, row: string | null, column: string | null): boolean =>
  (row === null || rows.includes(row)) && (column === null || columns.includes(column));

/** A table of counts with the rows and columns in which anything stands, in their order. A report counts once in each of its cells, and once in all. */
export function crossOf(reports: readonly Crossed[], rowOrder: readonly Choice[], columnOrder: readonly Choice[]): CountTable {
  const counts = new Map<string, Map<string, number>>();
  const totals = { rows: new Map<string, number>(), columns: new Map<string, number>() };
  const add = (to: Map<string, number>, key: string): void => void to.set(key, (to.get(key) ?? 0) + 1);
  for (const report of reports) {
    const [own, across] = [new Set(report.rows), new Set(report.columns)];
    for (const column of across) add(totals.columns, column);
    for (const row of own) {
      add(totals.rows, row);
      const cells = counts.get(row) ?? new Map<string, number>();
      for (const column of across) add(cells, column);
      counts.set(row, cells);
    }
  }
  const columns = columnOrder.flatMap(({ key, label }): PartOf[] => (totals.columns.has(key) ? [{ key, label, count: totals.columns.get(key)! }] : []));
  const rows = rowOrder.flatMap(({ key, label }) =>
    totals.rows.has(key) ? [{ key, label, total: totals.rows.get(key)!, counts: columns.map((column) => counts.get(key)?.get(column.key) ?? 0) }] : [],
  );
  return { answered: reports.length, columns, rows, measures: [] };
}

/** A field of a question as an attribute is named in an address: `C1..value.` or `D1..progress.C5`. */
export type FieldAttribute = { question: string; row: string; field: string; item: string };

export const writeFieldAttribute = ({ question, row, field, item }: FieldAttribute): string => [question, row, field, item].join(".");

/** Reads it; null for what is no such name. */
export function readFieldAttribute(attribute: string): FieldAttribute | null {
  const [question, row, field, item, ...more] = attribute.split(".");
  return question && row !== undefined && field && item !== undefined && more.length === 0 ? { question, row, field, item } : null;
}
