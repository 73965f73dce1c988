import { Link } from "@remix-run/react";
import { formatNumber } from "~/lib/dates";
import { DataTable, type Column } from "~/ui/data-table";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";
import { changeOf, differenceOf, shareOf, type Count, type Covered, type CountTable, type Earlier, type FigureRow, type Measure } from "../model/figures";
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
  coverage?: readonly Covered[];
  words: { /** What the rows are. */ rows: string; /** What all are that the last row counts. */ answered: string };
  /** Where what a cell counts is listed, a whole row or column being null; null where it is nowhere. */
  listOf: (row: string | null, column: string | null) => string | null;
};

/** Counts, and shares where enough have answered, a row for each choice and a column for each kind of who did. */
export function FigureTable({ label, figures, before = null, coverage, words, listOf }: FigureTableProps) {
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
  const measureOf = ({ key, of, total, each }: Measure, index: number): Line => {
    const measure = t(`figures.measure.${key}`);
    const measured = (value: number | null, column: string | null): Shown => ({ text: number(value), to: value === null ? null : listOf(of.key, column) });
    return {
      key: `${key} ${of.key}`,
      label: of.label === "" ? measure : t("figures.measured", { measure, of: of.label }),
      total: measured(total, null),
      cells: each.map((value, at) => measured(value, columns[at]!.key)),
      then: [number(before?.measures[index] ?? null), signed(differenceOf(total, before?.measures[index] ?? null))],
    };
  };
  const sums: Line = {
    key: "*",
    label: words.answered,
    total: { text: number(answered), to: answered ? listOf(null, null) : null },
    cells: columns.map(({ key, count }) => ({ text: number(count), to: count ? listOf(null, key) : null })),
    then: [number(before?.answered ?? null), signed(differenceOf(answered, before?.answered ?? null))],
  };
  const covered = ({ reports, of }: Covered): Shown => {
    const share = shareOf(reports, of);
    const text = t("figures.covered", { count: reports ?? 0, total: of });
    return { text: share === null ? text : `${text} (${formatNumber(share, language, PERCENT)})`, to: null };
  };
  const [all, ...each] = coverage ?? [];
  const coverages: Line[] = all ? [{ key: "reports", label: t("figures.coverage"), total: covered(all), cells: each.map(covered), then: ["", ""] }] : [];
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
      <DataTable
        caption={label}
        captionHidden
        columns={shown}
        rows={[...rows.map(lineOf), ...measures.map(measureOf), sums, ...coverages]}
        rowKey={({ key }) => key}
      />
      {columns.some(({ count }) => (count ?? 0) < FEW_PARTIES) && <p className="mt-2 text-sm text-ink-soft">{t("figures.few", { count: FEW_PARTIES })}</p>}
    </>
  );
}
