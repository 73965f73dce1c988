import type { Language } from "~/lib/languages";
import type { Cell } from "~/lib/table-cells";
import { translator } from "~/platform/i18n/i18n.server";
import type { Cross } from "../model/cross";
import type { Count, CountTable, Earlier, FigureRow, Figures } from "../model/figures";

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

/** Figures that leave the desk as a table for spreadsheets: counts as numbers, a row for each choice and measure, a column for each kind of who answered. */
export function figureTable(language: Language, { before, ...figures }: Figures) {
  const t = translator(language);
  return countTable(language, figures, t("compilation:figures.choice"), t("compilation:figures.answered"), before);
}

/** Reports by two attributes as such a table. */
export function crossTable(language: Language, { rowsLabel, rows, columns, ...cross }: Cross) {
  const plain = <T extends { label: string }>(one: T): T => ({ ...one, label: one.label.replace(MARKS, "") });
  const table = { ...cross, rows: rows.map(plain), columns: columns.map(plain) };
  return countTable(language, table, rowsLabel.replace(MARKS, ""), translator(language)("compilation:cross.answered"));
}

function countTable(language: Language, { columns, rows, measures, answered }: CountTable, rowsAre: string, allAre: string, before: Earlier | null = null) {
  const t = translator(language);
  const told = (count: Count): Cell => count ?? t("compilation:figures.withheld");
  const then = (cell: (before: Earlier) => Cell): Cell[] => (before ? [cell(before)] : []);
  const lines: Cell[][] = [
    ...rows.map(({ label, total, counts }, index): Cell[] => [label, told(total), ...then(({ totals }) => told(totals[index] ?? null)), ...counts.map(told)]),
    ...measures.map(({ key, total, each }, index): Cell[] => [
      t(`compilation:figures.measure.${key}`),
      total,
      ...then(({ measures: earlier }) => earlier[index] ?? null),
      ...each,
    ]),
    [allAre, told(answered), ...then((earlier) => told(earlier.answered)), ...columns.map(({ count }) => told(count))],
  ];
  // One batch: figures are few.
  async function* batches(): AsyncGenerator<Cell[][], void> {
    yield await Promise.resolve(lines);
  }
  return {
    columns: [
      { header: rowsAre, width: 44 },
      { header: t("compilation:figures.all"), width: 12 },
      ...(before ? [{ header: before.cycle, width: 12 }] : []),
      ...columns.map(({ label }) => ({ header: label, width: 18 })),
    ],
    rows: batches(),
  };
}
