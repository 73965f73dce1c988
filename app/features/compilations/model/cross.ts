import type { Choice, CountTable, Earlier, FigureColumn } from "./figures";

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
  before: Earlier | null;
  cell: { count: number; items: CrossedReport[]; next: string | null } | null;
};

/** What a report is by two attributes; of each it may be several things. */
export type Crossed = { rows: readonly string[]; columns: readonly string[] };

/** Whether a report stands in a cell; null for all rows, or all columns. */
export const standsIn = ({ rows, columns }: Crossed, row: string | null, column: string | null): boolean =>
  (row === null || rows.includes(row)) && (column === null || columns.includes(column));

/**
 * A table of counts with the rows and columns in which anything stands, in their order. A report counts once in each of its
 * cells, and once in all; with `unitOf`, what counts once is what several reports may share: their party.
 */
export function crossOf<Report extends Crossed>(
  reports: readonly Report[],
  rowOrder: readonly Choice[],
  columnOrder: readonly Choice[],
  unitOf: (report: Report) => unknown = (report) => report,
): CountTable {
  const counts = new Map<string, Map<string, Set<unknown>>>();
  const totals = { rows: new Map<string, Set<unknown>>(), columns: new Map<string, Set<unknown>>() };
  const add = (to: Map<string, Set<unknown>>, key: string, unit: unknown): void => void (to.get(key) ?? to.set(key, new Set()).get(key)!).add(unit);
  for (const report of reports) {
    const unit = unitOf(report);
    for (const column of report.columns) add(totals.columns, column, unit);
    for (const row of report.rows) {
      add(totals.rows, row, unit);
      const cells = counts.get(row) ?? new Map<string, Set<unknown>>();
      for (const column of report.columns) add(cells, column, unit);
      counts.set(row, cells);
    }
  }
  const columns = columnOrder.flatMap(({ key, label }): FigureColumn[] =>
    totals.columns.has(key) ? [{ key, label, count: totals.columns.get(key)!.size }] : [],
  );
  const rows = rowOrder.flatMap(({ key, label }) =>
    totals.rows.has(key)
      ? [{ key, label, total: totals.rows.get(key)!.size, counts: columns.map((column) => counts.get(key)?.get(column.key)?.size ?? 0) }]
      : [],
  );
  return { answered: new Set(reports.map(unitOf)).size, columns, rows, measures: [] };
}

/** What reports of the cycle before were by the rows of a table. */
export const earlierRows = ({ rows }: CountTable, cycle: string, then: CountTable): Earlier => ({
  cycle,
  answered: then.answered,
  totals: rows.map(({ key }) => {
    const row = then.rows.find((one) => one.key === key);
    return row ? row.total : 0;
  }),
  measures: [],
});

/** A field of a question as an attribute is named in an address: `C1..value.` or `D1..progress.C5`. */
export type FieldAttribute = { question: string; row: string; field: string; item: string };

export const writeFieldAttribute = ({ question, row, field, item }: FieldAttribute): string => [question, row, field, item].join(".");

/** Reads it; null for what is no such name. */
export function readFieldAttribute(attribute: string): FieldAttribute | null {
  const [question, row, field, item, ...more] = attribute.split(".");
  return question && row !== undefined && field && item !== undefined && more.length === 0 ? { question, row, field, item } : null;
}
