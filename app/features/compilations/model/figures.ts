import { choicesOf, asCodes, asMatrix, asRow, asTable, fieldsOf, isNumberKind, type FormQuestion, type References } from "~/features/templates/model/values";
import type { Field } from "~/features/templates/schema";
import type { QuestionHead } from "../model";
import { FEW_PARTIES } from "./guarded";

/** What is counted in answers that choose or measure: how often each choice was made, the middle of scales and numbers. */

export type Choice = { key: string; label: string };
/** A count; null where it stays at the desk. */
export type Count = number | null;
/** `counts`: one for each column, how many answers of it made the choice. */
export type FigureRow = { key: string; label: string; total: Count; counts: Count[] };
/** Who answered, and how many of the answers are theirs. */
export type FigureColumn = { key: string; label: string; count: Count };
/** A measure of all answers and of each column; null where there is too little to measure. */
export type Measure = { key: MeasureName; total: number | null; each: (number | null)[] };
export const MEASURES = ["median", "least", "most"] as const;
export type MeasureName = (typeof MEASURES)[number];

/** Counts of rows by column. `answered`: of how many in all; `columns` count the same. */
export type CountTable = { answered: Count; columns: FigureColumn[]; rows: FigureRow[]; measures: Measure[] };
/** What was said in the cycle before: `totals` for each row, `measures` for each measure. */
export type Earlier = { cycle: string; answered: Count; totals: Count[]; measures: (number | null)[] };
/** The figures of one field of a question: `answered` are the answers that say something there. */
export type Figures = QuestionHead & CountTable & { field: string; item: string; fields: Choice[]; items: Choice[]; before: Earlier | null };

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

/** What part of all made a choice; null where too few have answered to say. */
export const shareOf = (count: Count, of: Count): number | null => (count === null || of === null || of < FEW_PARTIES ? null : count / of);

/** By how much a share has changed since, in percentage points; null where too few have answered to say. */
export function changeOf(now: { count: Count; of: Count }, before: { count: Count; of: Count }): number | null {
  const [share, then] = [shareOf(now.count, now.of), shareOf(before.count, before.of)];
  return share === null || then === null ? null : Math.round((share - then) * 100);
}

/** One answer: who gave it, what it says in the field, and the columns it is counted in. */
export type Said = { party: string; given: readonly unknown[]; columns: readonly string[] };

/** What is counted: answers, or who gave them. */
export type Counting = (said: readonly Said[]) => number;
export const answersIn: Counting = (said) => said.length;
export const partiesIn: Counting = (said) => new Set(said.map(({ party }) => party)).size;

/**
 * Counts of choices and measures of numbers, in all and by column. An answer that makes a choice twice made it once. Of the
 * numbers of few parties nothing is measured: the middle of one answer is that answer.
 */
export function figuresOf(
  field: Field,
  said: readonly Said[],
  choices: readonly Choice[],
  order: readonly Choice[],
  counting: Counting = answersIn,
): CountTable {
  const answers = said.filter(({ given }) => given.length > 0);
  const inColumn = (column: string): Said[] => answers.filter(({ columns }) => columns.includes(column));
  const columns = order.flatMap(({ key, label }): FigureColumn[] => {
    const count = counting(inColumn(key));
    return count > 0 ? [{ key, label, count }] : [];
  });
  const byColumn = columns.map(({ key }) => inColumn(key));
  const count = (of: readonly Said[], choice: string): number => counting(of.filter(({ given }) => given.some((one) => String(one) === choice)));
  const rows = choices.map(({ key, label }) => ({ key, label, total: count(answers, key), counts: byColumn.map((of) => count(of, key)) }));
  const numbersOf = (of: readonly Said[]): number[] => {
    const measured = of.map((one) => ({ ...one, numbers: one.given.flatMap((given) => numberOf(field, given)) })).filter(({ numbers }) => numbers.length > 0);
    return partiesIn(measured) < FEW_PARTIES ? [] : measured.flatMap(({ numbers }) => numbers);
  };
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
  return { answered: counting(answers), columns, rows, measures };
}
