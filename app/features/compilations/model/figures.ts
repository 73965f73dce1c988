import { choicesOf, asCodes, asMatrix, asRow, asTable, fieldsOf, isNumberKind, type FormQuestion, type References } from "~/features/templates/model/values";
import type { Field } from "~/features/templates/schema";
import type { PartOf, QuestionHead } from "../model";

/** What is counted in answers that choose or measure: how often each choice was made, the middle of scales and numbers. */

export type Choice = { key: string; label: string };
/** `counts`: one for each column, how many answers of it made the choice. */
export type FigureRow = { key: string; label: string; total: number; counts: number[] };
/** A measure of all answers and of each column; null where there is nothing to measure. */
export type Measure = { key: MeasureName; total: number | null; each: (number | null)[] };
export const MEASURES = ["median", "least", "most"] as const;
export type MeasureName = (typeof MEASURES)[number];

/** Counts of rows by column. `answered`: of how many in all; `columns` count the same. */
export type CountTable = { answered: number; columns: PartOf[]; rows: FigureRow[]; measures: Measure[] };
/** What was said in the cycle before: `totals` for each row, `measures` for each measure. */
export type Earlier = { cycle: string; answered: number; totals: number[]; measures: (number | null)[] };
/** The figures of one field of a question: `answered` are the answers that say something there. */
export type Figures = QuestionHead & CountTable & { field: string; item: string; fields: Choice[]; items: Choice[]; before: Earlier | null };

/** Below this, a share of a column says more about who answered than about the answer, and is not shown. */
export const FEW = 5;

/** Whether answers in this field can be counted: choices, ticks and numbers. */
export const isCounted = (field: Field, references: References): boolean =>
  choicesOf(field, references) !== null || field.kind === "tick" || isNumberKind(field.kind);

/** The fields of a question that can be counted. */
export const countedFields = (question: FormQuestion, references: References): Field[] => fieldsOf(question).filter((field) => isCounted(field, references));

const flat = (value: unknown): unknown[] => (Array.isArray(value) ? asCodes(value) : value === undefined || value === null || value === "" ? [] : [value]);

/** What an answer says in a field: of a table in each of its rows, of a matrix in one of its rows or, with `item` "", in all. */
export function givenIn(question: FormQuestion, field: string, item: string, value: unknown): unknown[] {
  switch (question.kind) {
    case "single":
      return flat(value);
    case "group":
      return flat(asRow(value)[field]);
    case "table":
      return asTable(value).flatMap((row) => flat(row[field]));
    case "matrix":
      return Object.entries(asMatrix(value)).flatMap(([key, row]) => (item === "" || key === item ? flat(row[field]) : []));
  }
}

/** "No data" and "not applicable" are no degree of a scale. */
const NO_DEGREE = ["na", "0"];
const numberOf = (field: Field, given: unknown): number[] => {
  const number = field.kind === "scale" && NO_DEGREE.includes(String(given)) ? NaN : Number(given);
  return Number.isFinite(number) ? [number] : [];
};

/** The middle of numbers: of an even count the mean of the two in the middle. Null of none. */
export function medianOf(numbers: readonly number[]): number | null {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length === 0 ? null : sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** By how much a share has changed since, in percentage points; null where too few have answered to say. */
export const changeOf = (now: { count: number; of: number }, before: { count: number; of: number }): number | null =>
  now.of < FEW || before.of < FEW ? null : Math.round((now.count / now.of - before.count / before.of) * 100);

/** One answer: what it says in the field, and the columns it is counted in. */
export type Said = { given: readonly unknown[]; columns: readonly string[] };

/** Counts of choices and measures of numbers, in all and by column. An answer that makes a choice twice made it once. */
export function figuresOf(field: Field, said: readonly Said[], choices: readonly Choice[], order: readonly Choice[]): CountTable {
  const answers = said.filter(({ given }) => given.length > 0);
  const inColumn = (column: string): Said[] => answers.filter(({ columns }) => columns.includes(column));
  const columns = order.flatMap(({ key, label }): PartOf[] => {
    const count = inColumn(key).length;
    return count > 0 ? [{ key, label, count }] : [];
  });
  const byColumn = columns.map(({ key }) => inColumn(key));
  const count = (of: readonly Said[], choice: string): number => of.filter(({ given }) => given.some((one) => String(one) === choice)).length;
  const rows = choices.map(({ key, label }) => ({ key, label, total: count(answers, key), counts: byColumn.map((of) => count(of, key)) }));
  const numbersOf = (of: readonly Said[]): number[] => of.flatMap(({ given }) => given.flatMap((one) => numberOf(field, one)));
  const measure = (key: MeasureName, take: (numbers: number[]) => number | null): Measure => ({
    key,
    total: take(numbersOf(answers)),
    each: byColumn.map((of) => take(numbersOf(of))),
  });
  const edge = (take: (...numbers: number[]) => number) => (numbers: number[]) => (numbers.length === 0 ? null : numbers.reduce((a, b) => take(a, b)));
  const measures =
    field.kind === "scale"
      ? [measure("median", medianOf)]
      : isNumberKind(field.kind)
        ? [measure("median", medianOf), measure("least", edge(Math.min)), measure("most", edge(Math.max))]
        : [];
  return { answered: answers.length, columns, rows, measures };
}
