import type { ReactNode } from "react";
import { classNames } from "./class-names";

export type Column<Row> = {
  key: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** Names the row; exactly one column does. */
  rowHeader?: boolean;
  align?: "start" | "end";
  /** The cell explains itself when rows are cards (a button, for instance). */
  unlabelled?: boolean;
};

type DataTableProps<Row> = {
  caption: ReactNode;
  captionHidden?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Instead of the table when there are no rows. */
  empty?: ReactNode;
};

/** Rows of the same kind. On narrow screens, and in a narrow `@container/column`, each row is a card; roles are spelt out because cards lose a table's own. */
export function DataTable<Row>({ caption, captionHidden = false, columns, rows, rowKey, empty }: DataTableProps<Row>) {
  if (rows.length === 0 && empty) return <>{empty}</>;
  return (
    // Letters of twice the size make it wider than the sheet: then it scrolls by itself, with what is hidden in it.
    <div className="relative md:-m-1 md:overflow-x-auto md:p-1 print:overflow-visible">
      <table role="table" className="as-cards w-full border-collapse text-sm">
        <caption className={classNames(captionHidden ? "sr-only" : "pb-2 text-start text-lg font-semibold")}>{caption}</caption>
        <thead role="rowgroup">
          <tr role="row" className="border-b-2 border-line-strong">
            {columns.map(({ key, header, align, unlabelled }) => (
              <th
                key={key}
                role="columnheader"
                scope="col"
                className={classNames("px-3 py-2 align-bottom font-semibold", align === "end" ? "text-end" : "text-start")}
              >
                {unlabelled ? <span className="sr-only">{header}</span> : header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr
              key={rowKey(row)}
              role="row"
              className="border-b border-line bg-surface max-md:mb-3 max-md:rounded-sm max-md:border max-md:p-4 @max-[42rem]/column:mb-3 @max-[42rem]/column:rounded-sm @max-[42rem]/column:border @max-[42rem]/column:p-4"
            >
              {columns.map(({ key, header, cell, rowHeader, align, unlabelled }) => {
                const Cell = rowHeader ? "th" : "td";
                return (
                  <Cell
                    key={key}
                    role={rowHeader ? "rowheader" : "cell"}
                    scope={rowHeader ? "row" : undefined}
                    data-label={rowHeader || unlabelled ? undefined : header}
                    className={classNames(
                      "align-top md:px-3 md:py-2.5 @max-[42rem]/column:p-0",
                      rowHeader && "text-start font-semibold max-md:text-base",
                      align === "end" ? "tabular-nums md:text-end @max-[42rem]/column:text-start" : "text-start",
                    )}
                  >
                    {cell(row)}
                  </Cell>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
