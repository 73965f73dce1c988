import { choicesOf, fieldsOf, isNumberKind, type FormQuestion, type References } from "~/features/templates/model/values";
import type { Field } from "~/features/templates/schema";
import type { QuestionHead } from "../model";
import { edgesOf, medianOf } from "./classes";
import { FEW_PARTIES } from "./guarded";

/** What is counted in answers that choose or measure: how often each choice was made, the middle of scales and numbers. */

export type Choice = { key: string; label: string };
/** A count; null where it stays at the desk. */
export type Count = number | null;
/** `counts`: one for each column, how many answers of it made the choice. */
export type FigureRow = { key: string; label: string; total: Count; counts: Count[] };
/** Who answered, and how many of the answers are theirs. */
export type FigureColumn = { key: string; label: string; count: Count };
/** A measure of all answers and of each column, of what its `of` names; null where there is too little to measure. */
export type Measure = { key: MeasureName; of: Choice; total: number | null; each: (number | null)[] };
export const MEASURES = ["median", "least", "most", "rank"] as const;
export type MeasureName = (typeof MEASURES)[number];

/** Counts of rows by column. `answered`: of how many in all; `columns` count the same. */
export type CountTable = { answered: Count; columns: FigureColumn[]; rows: FigureRow[]; measures: Measure[] };
/** What was said in the cycle before: `totals` for each row, `measures` for each measure. */
export type Earlier = { cycle: string; answered: Count; totals: Count[]; measures: (number | null)[] };
/** How many reports say something, of how many there are. */
export type Covered = { reports: Count; of: number };
/** The figures of one field of a question: `answered` are the answers that say something there. `coverage`: of all, then of each column. */
export type Figures = QuestionHead &
  CountTable & { field: string; item: string; fields: Choice[]; items: Choice[]; coverage: Covered[]; before: Earlier | null };

/** Whether answers in this field can be counted: choices, ticks and numbers. */
export const isCounted = (field: Field, references: References): boolean =>
  choicesOf(field, references) !== null || field.kind === "tick" || isNumberKind(field.kind);

/** The fields of a question that can be counted. */
export const countedFields = (question: FormQuestion, references: References): Field[] => fieldsOf(question).filter((field) => isCounted(field, references));

/** What part of all made a choice; null where too few have answered to say. */
export const shareOf = (count: Count, of: Count): number | null => (count === null || of === null || of < FEW_PARTIES ? null : count / of);

/** By how much a share has changed since, in percentage points; null where too few have answered to say. */
export function changeOf(now: { count: Count; of: Count }, before: { count: Count; of: Count }): number | null {
  const [share, then] = [shareOf(now.count, now.of), shareOf(before.count, before.of)];
  return share === null || then === null ? null : Math.round((share - then) * 100);
}

/** By how much a measure has changed since; null where there was, or is, too little to measure. */
export const differenceOf = (now: Count, before: Count): number | null => (now === null || before === null ? null : Number((now - before).toPrecision(12)));

/** A number, and what it is of. */
export type Measured = { of: string; number: number };
/** One answer: who gave it, the columns it is counted in, whether it says anything in the field, which choices it makes and what it measures. */
export type Said = { party: string; columns: readonly string[]; isGiven: boolean; picks: readonly string[]; numbers: readonly Measured[] };
/** What can be said in a field: the choices, and of what there are measures. */
export type Scheme = { choices: readonly Choice[]; of: readonly Choice[]; measures: readonly MeasureName[] };

/** What is counted: answers, or who gave them. */
export type Counting = (said: readonly Said[]) => number;
export const answersIn: Counting = (said) => said.length;
export const partiesIn: Counting = (said) => new Set(said.map(({ party }) => party)).size;

const TAKEN: Record<MeasureName, (numbers: readonly number[]) => number> = {
  median: (numbers) => medianOf(numbers)!,
  least: (numbers) => edgesOf(numbers)[0],
  most: (numbers) => edgesOf(numbers)[1],
  rank: (numbers) => Math.round((numbers.reduce((sum, one) => sum + one, 0) / numbers.length) * 100) / 100,
};

/**
 * Counts of choices and measures of numbers, in all and in each column. An answer that makes a choice twice made it once.
 * Of the numbers of few parties nothing is measured: the middle of one answer is that answer.
 */
export function figuresOf({ choices, of, measures }: Scheme, said: readonly Said[], order: readonly Choice[], counting: Counting = answersIn): CountTable {
  const answers = said.filter(({ isGiven }) => isGiven);
  const byColumn = order.map(({ key }) => answers.filter(({ columns }) => columns.includes(key)));
  const counts = (among: readonly Said[], choice: string): number => counting(among.filter(({ picks }) => picks.includes(choice)));
  const measured = (among: readonly Said[], key: string, name: MeasureName): number | null => {
    const own = among.map((one) => ({ ...one, numbers: one.numbers.filter((number) => number.of === key) })).filter(({ numbers }) => numbers.length > 0);
    return partiesIn(own) < FEW_PARTIES ? null : TAKEN[name](own.flatMap(({ numbers }) => numbers.map(({ number }) => number)));
  };
  return {
    answered: counting(answers),
    columns: order.map(({ key, label }, index) => ({ key, label, count: counting(byColumn[index]!) })),
    rows: choices.map(({ key, label }) => ({ key, label, total: counts(answers, key), counts: byColumn.map((among) => counts(among, key)) })),
    measures: of.flatMap((one) =>
      measures.map((name) => ({ key: name, of: one, total: measured(answers, one.key, name), each: byColumn.map((among) => measured(among, one.key, name)) })),
    ),
  };
}
