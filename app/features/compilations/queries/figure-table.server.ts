import type { Language } from "~/lib/languages";
import type { Cell } from "~/lib/table-cells";
import { translator } from "~/platform/i18n/i18n.server";
import type { FigureRow, Figures } from "../model/figures";

/** How many of how many made a choice, in words. */
export function figureWords(language: Language, answered: number): (row: FigureRow) => string {
  const t = translator(language);
  return ({ label, total }) => t("compilation:figures.chart", { label, count: total, total: answered });
}

/** Figures as a table for spreadsheets: counts as numbers, a row for each choice and measure, a column for each kind of who answered. */
export function figureTable(language: Language, { columns, rows, measures, answered }: Figures) {
  const t = translator(language);
  const lines: Cell[][] = [
    ...rows.map(({ label, total, counts }): Cell[] => [label, total, ...counts]),
    ...measures.map(({ key, total, each }): Cell[] => [t(`compilation:figures.measure.${key}`), total, ...each]),
    [t("compilation:figures.answered"), answered, ...columns.map(({ count }) => count)],
  ];
  // One batch: figures are few.
  async function* batches(): AsyncGenerator<Cell[][], void> {
    yield await Promise.resolve(lines);
  }
  return {
    columns: [
      { header: t("compilation:figures.choice"), width: 44 },
      { header: t("compilation:figures.all"), width: 12 },
      ...columns.map(({ label }) => ({ header: label, width: 18 })),
    ],
    rows: batches(),
  };
}
