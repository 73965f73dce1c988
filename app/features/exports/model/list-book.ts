import { cell, fitted, headRow, row } from "~/features/papers/model/book-cells";
import { sheetName, type Book, type BookSheet } from "~/lib/book";
import { directionOf, LANGUAGE_NAMES, type Language } from "~/lib/languages";
import type { Listed, PartOutcome } from "../model";

/** The list in an archive: every report that was asked for, with its file, or why it has none. */

/** A report of the list. `name` is its file, "" without one. */
export type ListedPart = { number: number; listed: Listed; outcome: PartOutcome; name: string };
/** The words of the list. */
export type ListWords = {
  language: Language;
  title: string;
  columns: { number: string; file: string; symbol: string; party: string; kind: string; language: string; at: string; note: string };
  outcome: Partial<Record<PartOutcome, string>>;
};

/** Widths of the columns, in characters. */
const WIDTHS = [6, 34, 26, 40, 44, 14, 14, 40];

/** The list as a workbook of one sheet, in the order of the list it was asked for from. */
export function listBook(parts: readonly ListedPart[], { language, title, columns, outcome: words }: ListWords, made: Date): Book {
  const sheet: Omit<BookSheet, "rightToLeft"> = {
    name: sheetName(title, new Set()),
    widths: WIDTHS,
    frozen: 1,
    rows: [
      headRow([columns.number, columns.file, columns.symbol, columns.party, columns.kind, columns.language, columns.at, columns.note]),
      ...parts.map(({ number, listed, outcome, name }) =>
        row([
          cell(number + 1),
          cell(name),
          cell(listed.symbol),
          cell([listed.party, listed.unit].filter(Boolean).join(", ")),
          cell([listed.title, listed.line].filter(Boolean).join(", ")),
          cell(LANGUAGE_NAMES[listed.language]),
          cell({ at: new Date(`${listed.at.slice(0, 10)}T00:00:00Z`), show: "day" }),
          cell(words[outcome] ?? ""),
        ]),
      ),
    ],
  };
  return { title, made, sheets: [{ ...sheet, rows: fitted(sheet), rightToLeft: directionOf(language) === "rtl" }] };
}
