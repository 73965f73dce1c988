import type { Language } from "~/lib/languages";
import type { Condition, Definition, Field, Question, Section } from "../schema";
import {
  asCodes,
  asMatrix,
  asRow,
  asTable,
  choiceQuestion,
  codesOf,
  type AnswerValue,
  type FormQuestion,
  type References,
  type Repeat,
  type RowValue,
  type TableRow,
} from "./values";

/**
 * What applies to this party, given what it has answered. What is out of sight is as good as unanswered: it is neither
 * demanded nor counted, and no condition reads it. It keeps its value, should it come into sight again.
 */

/** Where an answer is stored: its question and repeat row ("" outside repeats). */
export type AnswerKey = { question: string; row: string };
/** An answer as the engine needs it. Without a language of its own it is read in the report's. */
export type Answer = { value: unknown; language?: Language; confidential?: boolean };
/** The answers of a report by where they are stored. */
export interface AnswerLookup {
  get(question: string, row: string): Answer | undefined;
}

/** What the engine is told: the answers, and the facts that conditions, limits and lists depend on. */
export interface Facts {
  answers: AnswerLookup;
  /** Groups the party belongs to on the cycle's date: LDC, LLDC, SIDS, CONFLICT. */
  groups: readonly string[];
  references: References;
  /** The report's language: that of every answer which has none of its own. */
  language: Language;
  /** Answers marked confidential that stand where the definition at hand does not reach: on other pages of the form. */
  marked?: readonly AnswerKey[];
}

/** A definition with the facts of one report: what every function of the engine reads. Cheap; make a new one per change. */
export interface Env extends Facts {
  definition: Definition;
  /** The answers that count: hidden questions and hidden fields read as unanswered. */
  answers: AnswerLookup;
  /** The repeat row being looked at, "" outside repeats. */
  row: string;
  /** Does this question (or choice, with row "") apply? */
  shows(question: string, row: string): boolean;
}

/** Where a question stands in its definition. */
export type Place = { section: Section; repeat?: Repeat; question: Question };

const key = (question: string, row: string): string => `${question}|${row}`;

/** A lookup over a list of answers, as rows of a database or the state of a form. */
export function lookupOf(answers: Iterable<AnswerKey & Answer>): AnswerLookup {
  const byKey = new Map<string, Answer>();
  for (const answer of answers) byKey.set(key(answer.question, answer.row), answer);
  return { get: (question, row) => byKey.get(key(question, row)) };
}

const placesByDefinition = new WeakMap<Definition, Map<string, Place>>();

/** Every question of a definition by its code. */
export function placesOf(definition: Definition): ReadonlyMap<string, Place> {
  let places = placesByDefinition.get(definition);
  if (!places) {
    places = new Map();
    for (const section of definition.sections) {
      for (const question of section.questions) places.set(question.code, { section, question });
      for (const question of section.repeat?.questions ?? []) places.set(question.code, { section, repeat: section.repeat, question });
    }
    placesByDefinition.set(definition, places);
  }
  return places;
}

/** The question stored under a code and row, or null when the definition has none there. Rows need not be chosen. */
export function findQuestion(definition: Definition, code: string, row: string, references: References): FormQuestion | null {
  const place = placesOf(definition).get(code);
  if (!place) return null;
  if (!place.repeat) return row === "" ? place.question : null;
  if (row === "") return code === place.repeat.choice ? choiceQuestion(place.repeat) : null;
  return codesOf(place.repeat.rows, references).includes(row) ? place.question : null;
}

/** The rows chosen in a repeating section, in the order of the reference data. */
export function chosenRows(repeat: Repeat, answers: AnswerLookup, references: References): string[] {
  const chosen = new Set(asCodes(answers.get(repeat.choice, "")?.value));
  return codesOf(repeat.rows, references).filter((code) => chosen.has(code));
}

/** Joins a definition and the facts of a report. */
export function createEnv(definition: Definition, facts: Facts): Env {
  const places = placesOf(definition);
  const shown = new Map<string, boolean>();
  const values = new Map<string, Answer | undefined>();
  const busy = new Set<string>();
  const chosen = new Map<Repeat, ReadonlySet<string>>();
  const byRow = new Map<string, Env>();

  /** Remembers results; a condition that leads back to itself (refused when a template is opened) takes `circular`. */
  function once<T>(memo: Map<string, T>, id: string, mark: string, circular: () => T, work: () => T): T {
    if (memo.has(id)) return memo.get(id)!;
    if (busy.has(mark + id)) return circular();
    busy.add(mark + id);
    const result = work();
    busy.delete(mark + id);
    memo.set(id, result);
    return result;
  }

  function isChosen(repeat: Repeat, row: string): boolean {
    const rows = chosen.get(repeat) ?? new Set(chosenRows(repeat, facts.answers, facts.references));
    chosen.set(repeat, rows);
    return rows.has(row);
  }

  function inRow(row: string): Env {
    const known = byRow.get(row) ?? at(env, row);
    byRow.set(row, known);
    return known;
  }

  function shows(code: string, row: string): boolean {
    return once(
      shown,
      key(code, row),
      "?",
      () => true,
      () => {
        const place = places.get(code);
        if (!place || !applies(place.section.showIf, env)) return false;
        if (!place.repeat) return row === "" && questionApplies(place.question, env);
        if (row === "") return code === place.repeat.choice;
        return isChosen(place.repeat, row) && questionApplies(place.question, inRow(row));
      },
    );
  }

  function get(code: string, asked: string): Answer | undefined {
    const place = places.get(code);
    const row = place?.repeat ? asked : "";
    const raw = facts.answers.get(code, row);
    if (!place || !raw || !shows(code, row)) return undefined;
    if (place.repeat && row === "") return raw;
    return once(
      values,
      key(code, row),
      "=",
      () => raw,
      () => ({ ...raw, value: shownValue(place.question, raw.value, inRow(row)) }),
    );
  }

  const env: Env = { ...facts, definition, row: "", answers: { get }, shows };
  return env;
}

/** The same facts, looked at from a repeat row and, where an answer has one, in its own language. */
export const at = (env: Env, row: string, language?: Language): Env => ({ ...env, row, language: language ?? env.language });

const applies = (condition: Condition | undefined, env: Env): boolean => condition === undefined || isVisible(condition, env);

const questionApplies = (question: Question, env: Env): boolean =>
  applies(question.showIf, env) && (question.kind !== "single" || applies(question.field.showIf, env));

/** The codes a value stands for in a condition: an unanswered value stands for none. */
function codesIn(value: unknown): string[] {
  if (value === undefined || value === null || value === "") return [];
  if (Array.isArray(value)) return asCodes(value);
  return typeof value === "object" ? [] : [String(value)];
}

/** The codes of an answer, or of one field of it (in a table or matrix: of that field in any row). */
function codesInAnswer(value: unknown, field: string | undefined): string[] {
  if (field === undefined) return codesIn(value);
  if (Array.isArray(value)) return asTable(value).flatMap((row) => codesIn(row[field]));
  const rows = Object.values(asMatrix(value));
  return rows.length > 0 ? rows.flatMap((row) => codesIn(row[field])) : codesIn(asRow(value)[field]);
}

/**
 * Does a condition hold? `siblings` reads the other fields of the same answer or row. `notIn` is exactly "not in": it holds
 * when nothing is answered. An unticked box is no answer: ask `notIn: ["true"]`.
 */
export function isVisible(condition: Condition, env: Env, siblings: (field: string) => unknown = () => undefined): boolean {
  if ("all" in condition) return condition.all.every((part) => isVisible(part, env, siblings));
  if ("any" in condition) return condition.any.some((part) => isVisible(part, env, siblings));
  if ("not" in condition) return !isVisible(condition.not, env, siblings);
  if ("group" in condition) return condition.group.some((group) => env.groups.includes(group));
  const codes =
    "question" in condition ? codesInAnswer(env.answers.get(condition.question, env.row)?.value, condition.field) : codesIn(siblings(condition.field));
  return "notIn" in condition ? !codes.some((code) => condition.notIn.includes(code)) : codes.some((code) => condition.in.includes(code));
}

/** The fields of a group or row that apply, given the values beside them. A hidden sibling reads as unanswered. */
export function shownFields(fields: readonly Field[], row: RowValue, env: Env): Field[] {
  const known = new Map<string, boolean>();
  const isShown = (field: Field): boolean => {
    const before = known.get(field.id);
    if (before !== undefined) return before;
    known.set(field.id, true);
    const result = field.showIf === undefined || isVisible(field.showIf, env, read);
    known.set(field.id, result);
    return result;
  };
  const read = (id: string): unknown => {
    const field = fields.find((candidate) => candidate.id === id);
    return field && isShown(field) ? row[id] : undefined;
  };
  return fields.filter(isShown);
}

const onlyShown = (fields: readonly Field[], row: RowValue, env: Env): RowValue =>
  Object.fromEntries(shownFields(fields, row, env).flatMap((field) => (row[field.id] === undefined ? [] : [[field.id, row[field.id]!]])));

/** The part of an answer that counts, is submitted and published: without hidden fields and unknown rows. */
export function shownValue(question: FormQuestion, value: unknown, env: Env): AnswerValue {
  switch (question.kind) {
    case "single":
      return (value ?? null) as AnswerValue;
    case "group":
      return onlyShown(question.fields, asRow(value), env);
    case "table":
      return asTable(value).map((row): TableRow => ({ ...onlyShown(question.fields, row, env), id: row.id }));
    case "matrix": {
      const rows = asMatrix(value);
      return Object.fromEntries(
        codesOf(question.rows, env.references).flatMap((code) => (rows[code] ? [[code, onlyShown(question.fields, rows[code], env)]] : [])),
      );
    }
  }
}
