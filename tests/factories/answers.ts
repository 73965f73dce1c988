import { assess } from "~/features/templates/model/progress";
import {
  choicesOf,
  codesOf,
  fieldsOf,
  isChoice,
  isFixed,
  type AnswerValue,
  type FieldValue,
  type FormQuestion,
  type RowValue,
} from "~/features/templates/model/values";
import { shownQuestionsOfPage } from "~/features/templates/model/pages";
import { createEnv, lookupOf, shownFields, type Env, type Facts } from "~/features/templates/model/visibility";
import type { Definition, Field } from "~/features/templates/schema";
import type { AnswerKey } from "~/features/reports/model";

/** Text of a length, told apart by where it stands. */
export type Writer = (place: string, words: number) => string;
const plain: Writer = (place, words) => [`(${place})`, ...Array.from({ length: Math.min(words, 30) - 1 }, (_, index) => `word${index + 1}`)].join(" ");

function fieldValue(field: Field, place: string, env: Env, write: Writer): FieldValue {
  const choices = choicesOf(field, env.references);
  switch (field.kind) {
    case "text":
      return write(place, 3).slice(0, field.characters ?? 100);
    case "long":
      return write(place, Math.floor((field.words ?? 60) / 4));
    case "one":
    case "scale":
    case "trend":
      return choices!.find((code) => code !== "no" && code !== "na") ?? choices![0]!;
    case "many":
    case "ranked":
      return choices!.slice(0, Math.min(2, field.atMost ?? 2));
    case "number":
      return Math.max(field.min ?? 1, 1);
    case "year":
      return Math.max(field.min ?? 2024, 2024);
    case "date":
      return "2025-03-14";
    case "url":
      return "https://example.org/evidence";
    case "symbol":
      return "A/RES/80/173";
    case "citation":
      return "1514632317";
    case "email":
      return "contact@example.org";
    case "phone":
      return "+41 22 730 51 11";
    case "tick":
      return true;
    case "file":
    case "fixed":
      return null;
  }
}

/** Fills the fields that show, again and again, as each answer may bring others into sight. */
function rowValue(fields: readonly Field[], place: string, env: Env, write: Writer): RowValue {
  let row: RowValue = {};
  for (let filled = -1; filled !== Object.keys(row).length;) {
    filled = Object.keys(row).length;
    const shown = shownFields(fields, row, env).filter(({ kind, id }) => kind !== "file" && row[id] === undefined);
    row = { ...row, ...Object.fromEntries(shown.map((field) => [field.id, fieldValue(field, `${place}.${field.id}`, env, write)])) };
  }
  return row;
}

/** A valid value of a question, with every field that shows filled. */
export function validValue(question: FormQuestion, env: Env, write: Writer = plain): AnswerValue {
  if (isChoice(question)) return [...(choicesOf(question.field, env.references) ?? [])].slice(0, question.atLeast);
  const place = env.row ? `${question.code}/${env.row}` : question.code;
  switch (question.kind) {
    case "single":
      return fieldValue(question.field, place, env, write);
    case "group":
      return rowValue(question.fields, place, env, write);
    case "table":
      return Array.from({ length: Math.max(1, question.minRows) }, (_, index) => ({
        id: `row-${index + 1}`,
        ...rowValue(question.fields, `${place}.${index + 1}`, env, write),
      }));
    case "matrix":
      return Object.fromEntries(
        (question.requiredRows ?? codesOf(question.rows, env.references)).map((row) => [row, rowValue(question.fields, `${place}.${row}`, env, write)]),
      );
  }
}

/** Answers to every question that applies, until the final check finds nothing. Throws when it still does. */
export function completeAnswers(definition: Definition, facts: Omit<Facts, "answers">, write?: Writer): (AnswerKey & { value: AnswerValue })[] {
  const answers = new Map<string, AnswerKey & { value: AnswerValue }>();
  for (;;) {
    const env = createEnv(definition, { ...facts, answers: lookupOf(answers.values()) });
    const before = answers.size;
    for (const page of assess(env).pages) {
      for (const question of shownQuestionsOfPage(env, page)) {
        const key = `${question.code}|${page.row}`;
        if (isFixed(question) || answers.has(key) || fieldsOf(question).every(({ kind }) => kind === "file")) continue;
        answers.set(key, { question: question.code, row: page.row, value: validValue(question, { ...env, row: page.row }, write) });
      }
    }
    if (answers.size > before) continue;
    const { problems } = assess(env);
    if (problems.length > 0) throw new Error(`The generated answers are not complete: ${JSON.stringify(problems[0])}`);
    return [...answers.values()];
  }
}
