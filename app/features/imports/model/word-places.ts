import { fieldName } from "~/features/templates/model/forms";
import { formatPageId } from "~/features/templates/model/pages";
import { asMatrix, asTable, choicesOf, codesOf, fieldsOf, type AnswerValue, type FormQuestion, type References } from "~/features/templates/model/values";
import type { Field } from "~/features/templates/schema";

/** Where the parts of an answer stand in a Word file: the same for who writes it and who reads it. */

/** Longer lists are not boxes to tick: their entries are written, one a line. */
const MOST_BOXES = 30;

/** How a field is filled in: with nothing, text, a choice, boxes to tick, or entries of a list a line each, or an area each in order. */
export type Means = "nothing" | "text" | "choice" | "box" | "boxes" | "lines" | "ranks";
export function meansOf(field: Field, references: References): Means {
  switch (field.kind) {
    case "fixed":
    case "file":
      return "nothing";
    case "one":
    case "scale":
    case "trend":
      return "choice";
    case "many":
      return choicesOf(field, references)!.length > MOST_BOXES ? "lines" : "boxes";
    case "ranked":
      return "ranks";
    case "tick":
      return "box";
    default:
      return "text";
  }
}

/** The code of the only box of a field that is a box. */
export const TICKED = "true";

/** The rows a file has for a question: ids of a table, "" for one still to fill in; codes of a matrix; one without a name for all others. */
export function rowsOf(question: FormQuestion, value: AnswerValue, references: References): string[] {
  switch (question.kind) {
    case "single":
    case "group":
      return [""];
    case "matrix": {
      const offered = codesOf(question.rows, references);
      return [...offered, ...Object.keys(asMatrix(value)).filter((code) => !offered.includes(code))];
    }
    case "table": {
      const filled = asTable(value).map(({ id }) => id);
      const blank = question.layout === "rows" ? 5 : 3;
      const whole = Math.max(filled.length, question.minRows, Math.min(question.maxRows, filled.length + blank));
      return [...filled, ...Array.from({ length: whole - filled.length }, () => "")];
    }
  }
}

/** A field of one row; `name` is what it is called in a form. */
export type FieldPlace = { field: Field; row: string; name: string };

/** Every field of a question in the rows it has, row by row. */
export function fieldPlaces(question: FormQuestion, rows: readonly string[]): FieldPlace[][] {
  const path = (row: string, index: number): (string | number)[] => {
    switch (question.kind) {
      case "table":
        return [index];
      case "matrix":
        return [row];
      default:
        return [];
    }
  };
  return rows.map((row, index) =>
    fieldsOf(question).map((field) => ({
      field,
      row,
      name: fieldName(question, ...path(row, index), ...(question.kind === "single" ? [] : [field.id])),
    })),
  );
}

/** The keys of the areas a field is filled in. */
export function keysOf(page: string, { field, name }: FieldPlace, references: References): string[] {
  const key = `${page}/${name}`;
  switch (meansOf(field, references)) {
    case "nothing":
      return [];
    case "ranks":
      return Array.from({ length: ranksOf(field, references) }, (_, index) => `${key}#${index + 1}`);
    default:
      return [key];
  }
}

/** Is there anything of this question that a file can hold? Not of one whose fields are fixed, or files. */
export const isHeld = (question: FormQuestion, references: References): boolean => fieldsOf(question).some((field) => meansOf(field, references) !== "nothing");

/** How many entries a field puts in order. */
export function ranksOf(field: Field, references: References): number {
  const offered = choicesOf(field, references)!.length;
  return Math.min(field.atMost ?? offered, offered);
}

/** Where a question stands, as problems name it: `B1`, `D-C5/D3`. */
export const placeName = (section: string, row: string, question: string): string => (row === "" ? question : `${formatPageId(section, row)}/${question}`);
