import type { ReactNode } from "react";
import { DataTable, type Column } from "~/ui/data-table";

type BoardSectionProps<Row> = {
  title: ReactNode;
  /** How many of how many, of the whole section. */
  count: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Said instead of rows: a section of which nothing is shown now keeps its name and its count. */
  none: string;
};

/** A part of the status board with its name and its count. */
export function BoardSection<Row>({ title, count, none, ...table }: BoardSectionProps<Row>) {
  const caption = (
    <span className="flex flex-wrap items-baseline gap-x-4">
      <span>{title}</span>
      <span className="text-sm font-normal text-ink-soft">{count}</span>
    </span>
  );
  const empty = (
    <section>
      <h2 className="pb-2 text-lg">{caption}</h2>
      <p className="text-sm text-ink-soft">{none}</p>
    </section>
  );
  return <DataTable caption={caption} {...table} empty={empty} />;
}
