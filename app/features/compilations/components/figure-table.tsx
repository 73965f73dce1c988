import { Link } from "@remix-run/react";
import { formatNumber } from "~/lib/dates";
import { DataTable, type Column } from "~/ui/data-table";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";
import { FEW, type FigureRow, type Figures, type Measure } from "../model/figures";

const PERCENT = { style: "percent", maximumFractionDigits: 0 } as const;

type Line = { key: string; label: string; total: string; cells: string[]; to: string | null };
/** `listOf`: where the answers that made a choice are listed. */
type FigureTableProps = { figures: Figures; listOf: (choice: string) => string };

/** Counts, and shares where enough have answered, a row for each choice and a column for each kind of who did. */
export function FigureTable({ figures, listOf }: FigureTableProps) {
  const { t } = useTranslation("compilation");
  const language = useLanguage();
  const { label, columns, rows, measures, answered } = figures;
  const number = (value: number | null): string => (value === null ? "–" : formatNumber(value, language));
  const counted = (count: number, of: number): string => (of < FEW ? number(count) : `${number(count)} (${formatNumber(count / of, language, PERCENT)})`);
  const lineOf = (row: FigureRow): Line => ({
    key: row.key,
    label: row.label,
    total: counted(row.total, answered),
    cells: row.counts.map((count, index) => counted(count, columns[index]!.count)),
    to: row.total > 0 ? listOf(row.key) : null,
  });
  const measureOf = ({ key, total, each }: Measure): Line => ({
    key,
    label: t(`figures.measure.${key}`),
    total: number(total),
    cells: each.map(number),
    to: null,
  });
  const sums: Line = { key: "*", label: t("figures.answered"), total: number(answered), cells: columns.map(({ count }) => number(count)), to: null };
  const shown: Column<Line>[] = [
    { key: "choice", header: t("figures.choice"), rowHeader: true, cell: ({ label: name, to }) => (to ? <Link to={to}>{name}</Link> : name) },
    { key: "all", header: t("figures.all"), align: "end", cell: ({ total }) => total },
    ...columns.map((column, index): Column<Line> => ({ key: column.key || "none", header: column.label, align: "end", cell: ({ cells }) => cells[index] })),
  ];
  return (
    <>
      <DataTable caption={label} captionHidden columns={shown} rows={[...rows.map(lineOf), ...measures.map(measureOf), sums]} rowKey={({ key }) => key} />
      {columns.some(({ count }) => count < FEW) && <p className="mt-2 text-sm text-ink-soft">{t("figures.few", { count: FEW })}</p>}
    </>
  );
}
