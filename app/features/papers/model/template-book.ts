import type { PublicTemplate } from "~/features/publication/model";
import { TEMPLATE_COLUMNS, templateRows } from "~/features/templates/model/sheet";
import type { References } from "~/features/templates/model/values";
import { sheetName, type Book } from "~/lib/book";
import { directionOf, type Language } from "~/lib/languages";
import { cell, fitted, headRow, row, rowsOf } from "./book-cells";

/** A template as a workbook: one row for each question. Its columns have one name in every language, as in other exports. */
export function templateBook(template: PublicTemplate, { words, now }: { words: { language: Language }; now: Date }): Book {
  const references = Object.fromEntries(template.lists.map(({ set, entries }) => [set, entries.map(({ code }) => code)])) as unknown as References;
  const lines = templateRows(template.definition, references, template.texts).flatMap((line) => rowsOf(line, [0]));
  const widths = TEMPLATE_COLUMNS.map(([, width]) => width);
  const rows = [headRow(TEMPLATE_COLUMNS.map(([name]) => name)), ...lines.map(({ values }) => row(values.map((value) => cell(value, "body"))))];
  return {
    title: template.title,
    made: now,
    sheets: [
      {
        name: sheetName(template.template, new Set()),
        rightToLeft: directionOf(words.language) === "rtl",
        widths,
        frozen: 1,
        rows: fitted({ rows, widths }),
      },
    ],
  };
}
