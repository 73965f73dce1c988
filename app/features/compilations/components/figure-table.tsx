import { Link } from "@remix-run/react";
import { formatNumber } from "~/lib/dates";
import { DataTable, type Column } from "~/ui/data-table";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";
import { FEW, type CountTable, type FigureRow, type Measure } from "../model/figures";

const PERCENT = { style: "percent", maximumFractionDigits: 0 } as const;

type Shown = { text: string; to: string | null };
type Line = { key: string; label: string; total: Shown; cells: Shown[] };
type FigureTableProps = {
  label: string;
  figures: CountTable;
  words: { /** What the rows are. */ rows: string; /** What all are that the last row counts. */ answered: string };
  /** Where what a cell counts is listed, a whole row or column being null; null where it is nowhere. */
  listOf: (row: string | null, column: string | null) => string | null;
};

/** Counts, and shares where enough have answered, a row for each choice and a column for each kind of who did. */
export function FigureTable({ label, figures, words, listOf }: FigureTableProps) {
  const { t } = useTranslation("compilation");
  const language = useLanguage();
  const { columns, rows, measures, answered } = figures;
  const number = (value: number | null): string => (value === null ? "–" : formatNumber(value, language));
  const counted = (count: number, of: number): string => (of < FEW ? number(count) : `${number(count)} (${formatNumber(count / of, language, PERCENT)})`);
  const cellOf = (count: number, of: number, row: string | null, column: string | null): Shown => ({
    text: counted(count, of),
    to: count > 0 ? listOf(row, column) : null,
  });
  const lineOf = (row: FigureRow): Line => ({
    key: `=${row.key}`,
    label: row.label,
    total: cellOf(row.total, answered, row.key, null),
    cells: row.counts.map((count, index) => cellOf(count, columns[index]!.count, row.key, columns[index]!.key)),
  });
  const measureOf = ({ key, total, each }: Measure): Line => ({
    key,
    label: t(`figures.measure.${key}`),
    total: { text: number(total), to: null },
    cells: each.map((value) => ({ text: number(value), to: null })),
  });
  const sums: Line = {
    key: "*",
    label: words.answered,
    total: { text: number(answered), to: listOf(null, null) },
    cells: columns.map(({ key, count }) => ({ text: number(count), to: listOf(null, key) })),
  };
  const show = ({ text, to }: Shown, name: string) =>
    to ? (
      <Link to={to} aria-label={`${text}, ${name}`}>
        {text}
      </Link>
    ) : (
      text
    );
  const shown: Column<Line>[] = [
    { key: "choice", header: words.rows, rowHeader: true, cell: ({ label: name }) => name },
    { key: "all", header: t("figures.all"), align: "end", cell: ({ total, label: name }) => show(total, name) },
    ...columns.map((column, index): Column<Line> => ({
      key: column.key || "none",
      header: column.label,
      align: "end",
      cell: ({ cells, label: name }) => show(cells[index]!, `${name}, ${column.label}`),
    })),
  ];
  return (
    <>
      <DataTable caption={label} captionHidden columns={shown} rows={[...rows.map(lineOf), ...measures.map(measureOf), sums]} rowKey={({ key }) => key} />
      {columns.some(({ count }) => count < FEW) && <p className="mt-2 text-sm text-ink-soft">{t("figures.few", { count: FEW })}</p>}
    </>
  );
}
