import type { Field } from "../schema";
import { shownQuestionsOfPage, pagesOf } from "./pages";
import { choicesOf, codesOf, fieldsOf, isChoice, isEmpty, isFixed, type AnswerValue, type FieldValue, type FormQuestion, type RowValue } from "./values";
import { at, createEnv, lookupOf, shownFields, type Env, type Facts } from "./visibility";
import type { Definition } from "../schema";

/** Filling in a whole form by a program: what a person would go through, question by question. */

/** Whoever fills in: the engine asks, the author decides. */
export type Author = {
  /** The value of a field in sight; `row` holds what stands beside it already. */
  write: (field: Field, question: FormQuestion, env: Env, row: RowValue) => FieldValue;
  /** Whether something that is not demanded is given. */
  volunteers: () => boolean;
  /** How many rows, of as many as are possible. */
  count: (atLeast: number, atMost: number) => number;
  /** Some of the codes, in their order. */
  choose: (codes: readonly string[], count: number) => string[];
};
export type FilledAnswer = { question: string; row: string; value: AnswerValue };

/** Answers may bring others into sight, these again others; no template goes deeper. */
const MAX_PASSES = 10;

/** Fills the fields that show, again and again, as each value may bring others into sight. */
function fillRow(fields: readonly Field[], question: FormQuestion, env: Env, author: Author): RowValue {
  const row: RowValue = {};
  const asked = new Set<string>();
  for (let before = -1; before !== asked.size;) {
    before = asked.size;
    for (const field of shownFields(fields, row, env)) {
      if (asked.has(field.id)) continue;
      asked.add(field.id);
      if (field.kind === "file" || field.kind === "fixed" || (!field.required && !author.volunteers())) continue;
      row[field.id] = author.write(field, question, env, row);
    }
  }
  return row;
}

/** Most rows a program adds to one table: more would say nothing new. */
const MAX_TABLE_ROWS = 4;

function fillQuestion(question: FormQuestion, env: Env, author: Author): AnswerValue {
  if (isChoice(question)) {
    const codes = choicesOf(question.field, env.references) ?? [];
    return author.choose(codes, author.count(question.atLeast, Math.min(codes.length, question.atLeast + 2)));
  }
  switch (question.kind) {
    case "single":
      return author.write(question.field, question, env, {});
    case "group":
      return fillRow(question.fields, question, env, author);
    case "table": {
      const least = Math.max(1, question.minRows);
      const rows = author.count(least, Math.max(least, Math.min(question.maxRows, MAX_TABLE_ROWS)));
      return Array.from({ length: rows }, (_, index) => ({ id: `row-${index + 1}`, ...fillRow(question.fields, question, env, author) }));
    }
    case "matrix": {
      const codes = codesOf(question.rows, env.references);
      const demanded = question.required ? (question.requiredRows ?? codes) : [];
      const given = codes.filter((code) => demanded.includes(code) || author.volunteers());
      return Object.fromEntries(given.map((code) => [code, fillRow(question.fields, question, env, author)]));
    }
  }
}

const isDemanded = (question: FormQuestion): boolean => question.required || (question.kind === "single" && question.field.required);

/**
 * Answers to every question that is demanded and to some that are not, in the order of the form. What comes out passes
 * the final check when the author's values do.
 */
export function fillForm(definition: Definition, facts: Omit<Facts, "answers">, author: Author): FilledAnswer[] {
  const answers = new Map<string, FilledAnswer>();
  const asked = new Set<string>();
  for (let pass = 0, before = -1; before !== asked.size && pass < MAX_PASSES; pass++) {
    before = asked.size;
    const env = createEnv(definition, { ...facts, answers: lookupOf(answers.values()) });
    for (const page of pagesOf(env)) {
      for (const question of shownQuestionsOfPage(env, page)) {
        const key = `${question.code}|${page.row}`;
        if (asked.has(key) || isFixed(question) || fieldsOf(question).every(({ kind }) => kind === "file")) continue;
        asked.add(key);
        if (!isDemanded(question) && !author.volunteers()) continue;
        const value = fillQuestion(question, at(env, page.row), author);
        if (!isEmpty(question, value)) answers.set(key, { question: question.code, row: page.row, value });
      }
    }
  }
  return [...answers.values()];
}
