import { Link } from "@remix-run/react";
import { formatNumber } from "~/lib/dates";
import { DataTable, type Column } from "~/ui/data-table";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";
import { changeOf, shareOf, type Count, type CountTable, type Earlier, type FigureRow, type Measure } from "../model/figures";
import { FEW_PARTIES } from "../model/guarded";

const SIGNED = { signDisplay: "exceptZero" } as const;
const PERCENT = { style: "percent", maximumFractionDigits: 0 } as const;

type Shown = { text: string; to: string | null };
/** `then`: what it was in the cycle before, and the change since. */
type Line = { key: string; label: string; total: Shown; cells: Shown[]; then: [string, string] };
type FigureTableProps = {
  label: string;
  figures: CountTable;
  before?: Earlier | null;
  words: { /** What the rows are. */ rows: string; /** What all are that the last row counts. */ answered: string };
  /** Where what a cell counts is listed, a whole row or column being null; null where it is nowhere. */
  listOf: (row: string | null, column: string | null) => string | null;
};

/** Counts, and shares where enough have answered, a row for each choice and a column for each kind of who did. */
export function FigureTable({ label, figures, before = null, words, listOf }: FigureTableProps) {
  const { t } = useTranslation("compilation");
  const language = useLanguage();
  const { columns, rows, measures, answered } = figures;
  const number = (value: number | null): string => (value === null ? "–" : formatNumber(value, language));
  const counted = (count: Count, of: Count): string => {
    const share = shareOf(count, of);
    return share === null ? number(count) : `${number(count)} (${formatNumber(share, language, PERCENT)})`;
  };
  const cellOf = (count: Count, of: Count, row: string | null, column: string | null): Shown => ({
    text: counted(count, of),
    to: count ? listOf(row, column) : null,
  });
  const signed = (value: number | null): string => (value === null ? "–" : formatNumber(value, language, SIGNED));
  const lineOf = (row: FigureRow, index: number): Line => ({
    key: `=${row.key}`,
    label: row.label,
    total: cellOf(row.total, answered, row.key, null),
    cells: row.counts.map((count, at) => cellOf(count, columns[at]!.count, row.key, columns[at]!.key)),
    then: before
      ? [
          counted(before.totals[index]!, before.answered),
          signed(changeOf({ count: row.total, of: answered }, { count: before.totals[index]!, of: before.answered })),
        ]
      : ["", ""],
  });
  const measureOf = ({ key, total, each }: Measure, index: number): Line => ({
    key,
    label: t(`figures.measure.${key}`),
    total: { text: number(total), to: null },
    cells: each.map((value) => ({ text: number(value), to: null })),
    then: [number(before?.measures[index] ?? null), ""],
  });
  const sums: Line = {
    key: "*",
    label: words.answered,
    total: { text: number(answered), to: listOf(null, null) },
    cells: columns.map(({ key, count }) => ({ text: number(count), to: listOf(null, key) })),
    then: [number(before?.answered ?? null), ""],
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
    ...(before
      ? [
          { key: "before", header: before.cycle, align: "end" as const, cell: ({ then }: Line) => then[0] },
          { key: "change", header: t("figures.change"), align: "end" as const, cell: ({ then }: Line) => <bdi>{then[1]}</bdi> },
        ]
      : []),
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
      {columns.some(({ count }) => (count ?? 0) < FEW_PARTIES) && <p className="mt-2 text-sm text-ink-soft">{t("figures.few", { count: FEW_PARTIES })}</p>}
    </>
  );
}
