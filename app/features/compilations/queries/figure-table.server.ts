import { formatList, formatNumber } from "~/lib/dates";
import type { Language } from "~/lib/languages";
import type { Cell } from "~/lib/table-cells";
import { translator } from "~/platform/i18n/i18n.server";
import type { Cross } from "../model/cross";
import { changeOf, differenceOf, type Count, type CountTable, type Earlier, type FigureRow, type Figures, type MeasureName } from "../model/figures";

/** Keep a code from left to right on a page; a cell needs none. */
const MARKS = /[\u2066\u2069]/g;

/** How many of how many made a choice, in words; or that how many stays at the desk. */
export function figureWords(language: Language, answered: Count): (row: FigureRow) => string {
  const t = translator(language);
  return ({ label, total }) =>
    total === null || answered === null
      ? t("compilation:figures.chartWithheld", { label })
      : t("compilation:figures.chart", { label, count: total, total: answered });
}

/** Each row of a cross-table in words, with those of its numbers that are not zero. */
export function crossWords(language: Language, { rows, columns }: CountTable): string[] {
  const t = translator(language);
  const told = (count: Count): string => (count === null ? t("compilation:figures.withheld") : formatNumber(count, language));
  return rows.map(({ label, counts }) => {
    const numbers = counts.flatMap((count, at) => (count === 0 ? [] : [t("compilation:cross.number", { name: columns[at]!.label, count: told(count) })]));
    return t("compilation:cross.words", { row: label, numbers: formatList(numbers, language) });
  });
}

/** Figures that leave the desk as a table for spreadsheets: counts as numbers, a row for each choice and measure, a column for each kind of who answered. */
export function figureTable(language: Language, { before, coverage, ...figures }: Figures) {
  const t = translator(language);
  const none: Cell[] = before ? [null, null] : [];
  const covered = (label: string, [all, ...each]: Cell[]): Cell[] => [label, all!, ...none, ...each];
  return countTable(language, figures, t("compilation:figures.choice"), t("compilation:figures.answered"), before, [
    covered(
      t("compilation:figures.coverage"),
      coverage.map(({ reports }) => reports ?? t("compilation:figures.withheld")),
    ),
    covered(
      t("compilation:figures.reports"),
      coverage.map(({ of }) => of),
    ),
  ]);
}

/** Reports by two attributes as such a table. */
export function crossTable(language: Language, { rowsLabel, rows, columns, before, ...cross }: Cross) {
  const plain = <T extends { label: string }>(one: T): T => ({ ...one, label: one.label.replace(MARKS, "") });
  const table = { ...cross, rows: rows.map(plain), columns: columns.map(plain) };
  return countTable(language, table, rowsLabel.replace(MARKS, ""), translator(language)("compilation:cross.answered"), before);
}

function countTable(
  language: Language,
  { columns, rows, measures, answered }: CountTable,
  rowsAre: string,
  allAre: string,
  before: Earlier | null = null,
  more: Cell[][] = [],
) {
  const t = translator(language);
  const told = (count: Count): Cell => count ?? t("compilation:figures.withheld");
  /** What it was then, and the change since. */
  const then = (cells: (before: Earlier) => [Cell, Cell]): Cell[] => (before ? cells(before) : []);
  const lines: Cell[][] = [
    ...rows.map(({ label, total, counts }, index): Cell[] => [
      label,
      told(total),
      ...then((earlier) => {
        const count = earlier.totals[index] ?? null;
        return [told(count), changeOf({ count: total, of: answered }, { count, of: earlier.answered })];
      }),
      ...counts.map(told),
    ]),
    ...measures.map(({ key, of, total, each }, index): Cell[] => [
      measureName(language, key, of.label),
      total,
      ...then((earlier) => [earlier.measures[index] ?? null, differenceOf(total, earlier.measures[index] ?? null)]),
      ...each,
    ]),
    [
      allAre,
      told(answered),
      ...then((earlier) => [told(earlier.answered), differenceOf(answered, earlier.answered)]),
      ...columns.map(({ count }) => told(count)),
    ],
    ...more,
  ];
  // One batch: figures are few.
  async function* batches(): AsyncGenerator<Cell[][], void> {
    yield await Promise.resolve(lines);
  }
  return {
    columns: [
      { header: rowsAre, width: 44 },
      { header: t("compilation:figures.all"), width: 12 },
      ...(before
        ? [
            { header: before.cycle, width: 12 },
            { header: t("compilation:figures.change"), width: 24 },
          ]
        : []),
      ...columns.map(({ label }) => ({ header: label, width: 18 })),
    ],
    rows: batches(),
  };
}

function measureName(language: Language, key: MeasureName, of: string): string {
  const t = translator(language);
  const measure = t(`compilation:figures.measure.${key}`);
  return of === "" ? measure : t("compilation:figures.measured", { measure, of });
}
