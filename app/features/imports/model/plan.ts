import { fromFormData } from "~/features/templates/model/forms";
import {
  asMatrix,
  asRow,
  asTable,
  fieldsOf,
  isFixed,
  type AnswerValue,
  type FormQuestion,
  type RowValue,
  type TableRow,
} from "~/features/templates/model/values";
import { findQuestion } from "~/features/templates/model/visibility";
import { canonicalJson } from "~/lib/json";
import type { Language } from "~/lib/languages";
import type { ShownAnswer } from "../schema";
import type { Fillable, FilledAnswer, FilledFile, ImportItem, ImportPlan, ImportProblem, Standing } from "../model";

/** What a filled-in file would change in a report. */

/** An answer of the report as it stands. */
type Stands = { value: AnswerValue; revision: number; language: Language; confidential: boolean };
/** The report a file is held against: what it asks now, and what was answered, by question and row. */
export type ImportTarget = {
  id: string;
  form: Pick<Fillable, "definition" | "references">;
  language: Language;
  answerOf: (question: string, row: string) => Stands | undefined;
};

/** A question with its row as one place: `B1`, `D3/C5`. */
export const placeOf = ({ question, row }: Pick<FilledAnswer, "question" | "row">): string => (row === "" ? question : `${question}/${row}`);

/**
 * Holds a file against a report. `madeFrom` is the form the file was made from: a question is taken only where it asks the
 * same today. What is equal is counted, what an empty form leaves empty is no answer, files stay those of the report, and
 * what the account fixes is not read.
 */
export function planOf(file: FilledFile, madeFrom: Pick<Fillable, "definition" | "references">, target: ImportTarget): ImportPlan {
  const isOfOther = file.mark.report !== null && file.mark.report !== target.id;
  const items: ImportItem[] = [];
  const problems: ImportProblem[] = [...file.problems];
  let same = 0;
  for (const answer of file.answers) {
    const place = placeOf(answer);
    const question = findQuestion(target.form.definition, answer.question, answer.row, target.form.references);
    const asked = findQuestion(madeFrom.definition, answer.question, answer.row, madeFrom.references);
    if (!question) problems.push({ code: "unknown_question", place });
    else if (!asked || !asksTheSame(asked, question)) problems.push({ code: "question_changed", place });
    else if (!isFillable(question)) continue;
    else {
      const current = target.answerOf(answer.question, answer.row);
      const value = withFiles(question, fromFormData(question, answer.entries), current?.value ?? null);
      const base = file.mark.report === target.id ? answer.revision : 0;
      if (isEqual(question, value, current?.value ?? null)) same += 1;
      else if (isEmpty(question, value) && base === 0) continue;
      else
        items.push({
          question,
          row: answer.row,
          value,
          current: current?.value ?? null,
          revision: current?.revision ?? 0,
          language: current?.language ?? target.language,
          confidential: current?.confidential ?? false,
          standing: standingOf(question, value, current, base),
        });
    }
  }
  return { items, same, problems, isOfOther };
}

function standingOf(question: FormQuestion, value: AnswerValue, current: Stands | undefined, base: number): Standing {
  if (!current || isEmpty(question, current.value)) return "new";
  if (current.revision !== base) return "conflict";
  return isEmpty(question, value) ? "emptied" : "changed";
}

/** Can a file hold an answer to it? Files are given on the page, and what the account fixes is nobody's to write. */
export const isFillable = (question: FormQuestion): boolean => !isFixed(question) && fieldsOf(question).some(({ kind }) => kind !== "file" && kind !== "fixed");

/** Two versions of a question whose answers mean the same: kind, fields, choices, rows. Limits and what is required may differ. */
function asksTheSame(one: FormQuestion, other: FormQuestion): boolean {
  const essence = (question: FormQuestion): string =>
    canonicalJson({
      kind: question.kind,
      fields: fieldsOf(question).map(({ id, kind, options }) => ({ id, kind, options: options ?? null })),
      rows: question.kind === "matrix" ? question.rows : null,
    });
  return essence(one) === essence(other);
}

/** An answer as fields that say something, so that one never given and one left empty are the same. */
const essenceOf = (question: FormQuestion, value: AnswerValue): string => {
  const said = (row: RowValue): Record<string, unknown> =>
    Object.fromEntries(fieldsOf(question).flatMap(({ id }) => (isNothing(row[id]) ? [] : [[id, row[id]]])));
  switch (question.kind) {
    case "single":
      return isNothing(value) ? "" : canonicalJson(value);
    case "group":
      return emptied(said(asRow(value)));
    case "table": {
      const rows = asTable(value).map(said);
      return rows.length === 0 ? "" : canonicalJson(rows);
    }
    case "matrix":
      return emptied(Object.fromEntries(Object.entries(asMatrix(value)).flatMap(([code, row]) => (emptied(said(row)) ? [[code, said(row)]] : []))));
  }
};
const emptied = (value: Record<string, unknown>): string => (Object.keys(value).length === 0 ? "" : canonicalJson(value));
const isNothing = (value: unknown): boolean =>
  value === undefined || value === null || value === "" || value === false || (Array.isArray(value) && value.length === 0);
const isEmpty = (question: FormQuestion, value: AnswerValue): boolean => essenceOf(question, value) === "";
const isEqual = (question: FormQuestion, one: AnswerValue, other: AnswerValue): boolean => essenceOf(question, one) === essenceOf(question, other);

/** The answer with the files that stand in the report: a form holds none. */
function withFiles(question: FormQuestion, value: AnswerValue, current: AnswerValue): AnswerValue {
  const files = fieldsOf(question).filter(({ kind }) => kind === "file");
  if (files.length === 0) return value;
  const kept = (row: RowValue, from: RowValue): RowValue => ({ ...row, ...Object.fromEntries(files.map(({ id }) => [id, from[id] ?? []])) });
  switch (question.kind) {
    case "single":
      return current;
    case "group":
      return kept(asRow(value), asRow(current));
    case "table": {
      const before = new Map(asTable(current).map((row) => [row.id, row]));
      return asTable(value).map((row) => ({ ...kept(row, before.get(row.id) ?? {}), id: row.id }) as TableRow);
    }
    case "matrix":
      return Object.fromEntries(
        Object.keys({ ...asMatrix(current), ...asMatrix(value) }).map((code) => [code, kept(asMatrix(value)[code] ?? {}, asMatrix(current)[code] ?? {})]),
      );
  }
}

/** An item of a plan as the page that shows it gives it back. */
export const shownOf = ({ question, row, revision, language, confidential, value }: ImportItem): ShownAnswer => ({
  question: question.code,
  row,
  revision,
  language,
  confidential,
  value: value as ShownAnswer["value"],
});
