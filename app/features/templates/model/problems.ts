import { MEGABYTE } from "~/lib/dates";
import { readEntry, type EntryFault } from "~/lib/register-entry";
import { countCharacters, countWords, limitFor, plainText } from "~/lib/text";
import type { Field } from "../schema";
import { asksConsent, brokenPromise } from "./consent";
import { decodeNumber } from "./numbers";
import {
  asCodes,
  asFiles,
  asMatrix,
  asRow,
  asTable,
  choicesOf,
  codesOf,
  isChoice,
  isEmptyField,
  isEmptyRow,
  isNumberKind,
  type FormQuestion,
  type RowValue,
} from "./values";
import { at, shownFields, shownValue, type Env } from "./visibility";

/**
 * THE validator: what still stands between an answer and its submission. Field messages, the progress of a page and the
 * final check all ask `problemsAt`. (What may be stored at all is another, far wider question: `stored.ts`.)
 */

/** Severity by code: what is `missing` can be given later, an `error` was given wrong, a `limit` keeps the text and flags it. */
export const PROBLEM_SEVERITY = {
  required: "missing",
  row_incomplete: "missing",
  too_few_rows: "missing",
  too_few_chosen: "missing",
  too_many_words: "limit",
  too_many_characters: "limit",
  too_many_rows: "limit",
  too_many_choices: "limit",
  too_many_files: "limit",
  file_too_large: "limit",
  below_minimum: "error",
  above_maximum: "error",
  before_start: "error",
  not_a_number: "error",
  ambiguous_number: "error",
  not_a_whole_number: "error",
  not_a_date: "error",
  not_a_url: "error",
  not_an_email: "error",
  not_a_phone: "error",
  unknown_option: "error",
  not_an_entry: "error",
  entry_not_https: "error",
  entry_elsewhere: "error",
  entry_not_found: "error",
  other_register: "error",
  marked_answers: "error",
} as const satisfies Record<EntryFault, "error"> & Record<string, "missing" | "limit" | "error">;
export type ProblemCode = keyof typeof PROBLEM_SEVERITY;
export type Severity = (typeof PROBLEM_SEVERITY)[ProblemCode];
export type ProblemParams = Record<string, string | number | readonly string[]>;

/** One thing to put right. `row` is the repeat row, `tableRow` the id or code of a row of a table or matrix. */
export interface Problem {
  question: string;
  row: string;
  tableRow?: string;
  field?: string;
  code: ProblemCode;
  params: ProblemParams;
  severity: Severity;
}

type Finding = { code: ProblemCode; params?: ProblemParams; field?: string; tableRow?: string };

/** Years outside these are slips of the keyboard, unless the definition says otherwise. */
export const YEAR_RANGE = { min: 1900, max: 2100 } as const;

/** Everything wrong with what is answered to a question in a repeat row, read in the language it was written in. */
export function problemsAt(env: Env, question: FormQuestion, row: string): Problem[] {
  const answer = env.answers.get(question.code, row);
  return problemsOf(question, answer?.value ?? null, at(env, row, answer?.language));
}

/** Everything wrong with a value as the answer in `env`; nothing when the question does not apply there. */
export function problemsOf(question: FormQuestion, value: unknown, env: Env): Problem[] {
  if (!env.shows(question.code, env.row)) return [];
  return findings(question, value, env).map(({ code, params = {}, field, tableRow }) => ({
    question: question.code,
    row: env.row,
    ...(tableRow === undefined ? {} : { tableRow }),
    ...(field === undefined ? {} : { field }),
    code,
    params,
    severity: PROBLEM_SEVERITY[code],
  }));
}

function findings(question: FormQuestion, value: unknown, env: Env): Finding[] {
  switch (question.kind) {
    case "single":
      return isChoice(question) ? inChoice(question.field, question.atLeast, value, env) : inSingle(question.field, question.required, value, env);
    case "group":
      return [...inGroup(question.fields, question.required, asRow(value), env), ...inConsent(question, value, env)];
    case "table":
      return inTable(question, value, env);
    case "matrix":
      return inMatrix(question, value, env);
  }
}

function inSingle(field: Field, required: boolean, value: unknown, env: Env): Finding[] {
  if (field.kind === "fixed") return [];
  if (isEmptyField(field, value)) return required || field.required ? [{ code: "required" }] : [];
  return inField(field, value, env);
}

function inChoice(field: Field, min: number, value: unknown, env: Env): Finding[] {
  const known = codesOf(field.options, env.references);
  const count = new Set(asCodes(value).filter((code) => known.includes(code))).size;
  const tooFew: Finding[] = count < min ? [{ code: "too_few_chosen", params: { count, min } }] : [];
  return [...tooFew, ...inField(field, asCodes(value), env)];
}

/** An untouched block that is demanded is one problem; in a block begun each demanded field is one. */
function inGroup(fields: readonly Field[], required: boolean, row: RowValue, env: Env): Finding[] {
  const shown = inputsOf(fields, row, env);
  if (!isEmptyRow(shown, row)) return inRow(shown, row, env);
  return required && shown.length > 0 ? [{ code: "required" }] : [];
}

/** All is to be published while answers are marked confidential: they are named as the form numbers them. */
function inConsent(question: FormQuestion, value: unknown, env: Env): Finding[] {
  const broken = asksConsent(question) && brokenPromise(shownValue(question, value, env), env);
  if (!broken) return [];
  const answers = broken.marked.map((answer) => [answer.row, answer.question].filter(Boolean).join(" "));
  return [{ code: "marked_answers", field: broken.field, params: { count: answers.length, answers } }];
}

function inTable(question: Extract<FormQuestion, { kind: "table" }>, value: unknown, env: Env): Finding[] {
  const rows = asTable(value).map((row) => ({ row, shown: inputsOf(question.fields, row, env) }));
  const begun = rows.filter(({ row, shown }) => !isEmptyRow(shown, row));
  const { minRows: min, maxRows: limit, required } = question;
  const count = begun.length;
  const whole: Finding[] = [];
  if (count === 0 && required) whole.push({ code: "required" });
  else if (count > 0 && count < min) whole.push({ code: "too_few_rows", params: { count, min } });
  if (count > limit) whole.push({ code: "too_many_rows", params: { count, limit } });
  return [...whole, ...begun.flatMap(({ row, shown }) => inRow(shown, row, env).map((finding) => ({ ...finding, tableRow: row.id })))];
}

function inMatrix(question: Extract<FormQuestion, { kind: "matrix" }>, value: unknown, env: Env): Finding[] {
  const rows = asMatrix(value);
  const codes = codesOf(question.rows, env.references);
  if (question.required && codes.length === 0) return [{ code: "required" }];
  const demanded = new Set(question.required ? (question.requiredRows ?? codes) : []);
  return codes.flatMap((tableRow): Finding[] => {
    const row = rows[tableRow] ?? {};
    const shown = inputsOf(question.fields, row, env);
    if (!isEmptyRow(shown, row)) return inRow(shown, row, env).map((finding) => ({ ...finding, tableRow }));
    return demanded.has(tableRow) && shown.length > 0 ? [{ code: "row_incomplete", tableRow }] : [];
  });
}

const inputsOf = (fields: readonly Field[], row: RowValue, env: Env): Field[] => shownFields(fields, row, env).filter((field) => field.kind !== "fixed");

function inRow(shown: readonly Field[], row: RowValue, env: Env): Finding[] {
  return shown.flatMap((field) => {
    const value = row[field.id];
    if (isEmptyField(field, value)) return field.required ? [{ code: "required" as const, field: field.id }] : [];
    return [...inField(field, value, env), ...inOrder(field, row), ...inRegister(field, row)].map((finding) => ({ ...finding, field: field.id }));
  });
}

/** What is wrong with a field that is filled in. */
function inField(field: Field, value: unknown, env: Env): Finding[] {
  if (isNumberKind(field.kind)) return inNumber(field, value);
  if (field.kind === "file") return inFiles(field, value);
  const choices = choicesOf(field, env.references);
  if (choices) return inChoices(field, value, choices);
  const text = typeof value === "string" ? value : "";
  const pattern = PATTERNS[field.kind];
  const entry = field.kind === "citation" ? readEntry(text) : null;
  return [
    ...(pattern && !pattern.test(text.trim()) ? [{ code: pattern.code }] : []),
    ...(entry && !entry.ok ? [{ code: entry.fault }] : []),
    ...inLimits(field, text, env),
  ];
}

/** An end that lies before its beginning; days and years written alike compare as they are. */
function inOrder(field: Field, row: RowValue): Finding[] {
  const [start, end] = [field.notBefore && row[field.notBefore], row[field.id]];
  const isBefore = (typeof start === "number" && typeof end === "number") || (isDay(start) && isDay(end)) ? end! < start! : false;
  return isBefore ? [{ code: "before_start" }] : [];
}

/** An address that leads to the other register than the one that was chosen. */
function inRegister(field: Field, row: RowValue): Finding[] {
  const chosen = field.registerIn && row[field.registerIn];
  const entry = field.kind === "citation" ? readEntry(String(row[field.id])) : null;
  return chosen && entry?.ok && entry.register !== null && entry.register !== chosen ? [{ code: "other_register" }] : [];
}

const isDay = (value: unknown): value is string => typeof value === "string" && isCalendarDate(value);

function inLimits(field: Field, text: string, env: Env): Finding[] {
  const found: Finding[] = [];
  if (field.words !== undefined) {
    const limit = limitFor(field.words, env.language);
    const count = countWords(text);
    if (count > limit) found.push({ code: "too_many_words", params: { count, limit } });
  }
  if (field.characters !== undefined) {
    const count = countCharacters(field.kind === "long" ? plainText(text) : text);
    if (count > field.characters) found.push({ code: "too_many_characters", params: { count, limit: field.characters } });
  }
  return found;
}

function inNumber(field: Field, value: unknown): Finding[] {
  const number = typeof value === "string" ? decodeNumber(value) : value;
  if (number === "ambiguous") return [{ code: "ambiguous_number" }];
  if (typeof number !== "number") return [{ code: "not_a_number" }];
  if (field.kind === "year" && !Number.isInteger(number)) return [{ code: "not_a_whole_number" }];
  const { min, max } = field.kind === "year" ? { min: field.min ?? YEAR_RANGE.min, max: field.max ?? YEAR_RANGE.max } : field;
  if (min !== undefined && number < min) return [{ code: "below_minimum", params: { min } }];
  if (max !== undefined && number > max) return [{ code: "above_maximum", params: { max } }];
  return [];
}

function inFiles(field: Field, value: unknown): Finding[] {
  const files = asFiles(value);
  const found: Finding[] = [];
  if (field.atMost !== undefined && files.length > field.atMost) found.push({ code: "too_many_files", params: { count: files.length, limit: field.atMost } });
  const limit = field.megabytes;
  if (limit === undefined) return found;
  const large = files.filter((file) => file.size > limit * MEGABYTE);
  return [...found, ...large.map((file): Finding => ({ code: "file_too_large", params: { name: file.name, limit } }))];
}

function inChoices(field: Field, value: unknown, choices: readonly string[]): Finding[] {
  const chosen = Array.isArray(value) ? asCodes(value) : [String(value)];
  const found = chosen.filter((code) => !choices.includes(code)).map((code): Finding => ({ code: "unknown_option", params: { value: code } }));
  if (field.atMost !== undefined && chosen.length > field.atMost)
    found.push({ code: "too_many_choices", params: { count: chosen.length, limit: field.atMost } });
  return found;
}

/** Is this an address a reader can follow: http or https, with a host? */
export function isWebAddress(text: string): boolean {
  if (!/^https?:\/\/[^\s/]/i.test(text) || /\s/.test(text)) return false;
  try {
    return new URL(text).hostname.includes(".");
  } catch {
    return false;
  }
}

/** Is this a day of the calendar, written as 2025-02-28? */
export function isCalendarDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

const PATTERNS: Partial<Record<Field["kind"], { code: ProblemCode; test: (text: string) => boolean }>> = {
  url: { code: "not_a_url", test: isWebAddress },
  email: { code: "not_an_email", test: (text) => text.length <= 254 && /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/u.test(text) },
  phone: { code: "not_a_phone", test: (text) => (text.match(/\p{Nd}/gu)?.length ?? 0) >= 5 && !/\p{L}{4}/u.test(text) },
  date: { code: "not_a_date", test: isCalendarDate },
};
