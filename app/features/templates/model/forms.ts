import type { Field } from "../schema";
import {
  asMatrix,
  asRow,
  asTable,
  isEmptyRow,
  isListKind,
  isObject,
  newRowId,
  normaliseValue,
  type AnswerValue,
  type FieldValue,
  type FileRef,
  type FormQuestion,
  type RowValue,
  type TableRow,
} from "./values";

/**
 * Answers as fields of an HTML form, so that a page works before and without JavaScript. Names: `B1` for a single field,
 * `C5.exists` in a group, `B2.0.title` in a table (and `B2.0.id`, hidden), `D1.C7-GOV.progress` in a matrix. A list repeats
 * its name, in order (ranked: first choice first); a file is its reference as JSON.
 */

/** The name of a form field: of the question, and the way into its value. */
export const fieldName = (question: { code: string }, ...path: (string | number)[]): string => [question.code, ...path].join(".");

type Entries = ReadonlyMap<string, readonly string[]>;

/** A blank row id makes the server give one: see `fromFormData`. */
const ROW_ID = "id";

function decodeFile(json: string): FileRef | null {
  try {
    const file: unknown = JSON.parse(json);
    return isObject(file) ? (file as FileRef) : null;
  } catch {
    return null;
  }
}

function decodeField(field: Field, texts: readonly string[]): FieldValue {
  if (field.kind === "fixed") return null;
  if (field.kind === "tick") return texts.some((text) => text !== "" && text !== "false");
  if (field.kind === "file") return texts.flatMap((text) => decodeFile(text) ?? []);
  if (isListKind(field.kind)) return texts.filter((text) => text !== "");
  return texts.at(-1) ?? null;
}

const decodeRow = (question: FormQuestion, fields: readonly Field[], entries: Entries, ...path: (string | number)[]): RowValue =>
  Object.fromEntries(fields.map((field) => [field.id, decodeField(field, entries.get(fieldName(question, ...path, field.id)) ?? [])]));

/** The second part of the names that belong to a question: row numbers of a table, row codes of a matrix. */
function rowKeys(question: FormQuestion, entries: Entries): string[] {
  const prefix = `${question.code}.`;
  return [...new Set([...entries.keys()].filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length).split(".")[0]!))];
}

/**
 * Reads the answer to a question from the fields of a posted form (`FormData.entries()`), in its stored form. Fields the
 * form does not hold read as empty, so a form must hold every field of a question it posts. Numbers that cannot be read
 * stay text. Blank rows of a table are left out; a row without an id gets one.
 */
export function fromFormData(question: FormQuestion, posted: Iterable<readonly [string, unknown]>, rowId: () => string = newRowId): AnswerValue {
  const entries = new Map<string, string[]>();
  for (const [name, value] of posted) {
    if (typeof value !== "string") continue;
    const texts = entries.get(name);
    if (texts) texts.push(value);
    else entries.set(name, [value]);
  }
  return normaliseValue(question, decode(question, entries, rowId)) as AnswerValue;
}

function decode(question: FormQuestion, entries: Entries, rowId: () => string): AnswerValue {
  switch (question.kind) {
    case "single":
      return decodeField(question.field, entries.get(fieldName(question)) ?? []);
    case "group":
      return decodeRow(question, question.fields, entries);
    case "table":
      return rowKeys(question, entries)
        .filter((index) => /^\d{1,4}$/.test(index))
        .sort((a, b) => Number(a) - Number(b))
        .map((index): TableRow => ({
          ...decodeRow(question, question.fields, entries, index),
          id: entries.get(fieldName(question, index, ROW_ID))?.at(-1) || rowId(),
        }))
        .filter((row) => !isEmptyRow(question.fields, row));
    case "matrix":
      return Object.fromEntries(rowKeys(question, entries).map((code) => [code, decodeRow(question, question.fields, entries, code)]));
  }
}

function encodeField(name: string, field: Field, value: FieldValue | undefined): [string, string][] {
  if (field.kind === "fixed" || value === undefined || value === null || value === "" || value === false) return [];
  if (Array.isArray(value)) return value.map((item): [string, string] => [name, typeof item === "string" ? item : JSON.stringify(item)]);
  return [[name, String(value)]];
}

const encodeRow = (question: FormQuestion, fields: readonly Field[], row: RowValue, ...path: (string | number)[]): [string, string][] =>
  fields.flatMap((field) => encodeField(fieldName(question, ...path, field.id), field, row[field.id]));

/** The fields of a form that hold an answer: what `fromFormData` reads back. For hidden inputs and plain forms. */
export function toFormEntries(question: FormQuestion, value: unknown): [string, string][] {
  switch (question.kind) {
    case "single":
      return encodeField(fieldName(question), question.field, value as FieldValue);
    case "group":
      return encodeRow(question, question.fields, asRow(value));
    case "table":
      return asTable(value).flatMap((row, index) => [
        [fieldName(question, index, ROW_ID), row.id] as [string, string],
        ...encodeRow(question, question.fields, row, index),
      ]);
    case "matrix":
      return Object.entries(asMatrix(value)).flatMap(([code, row]) => encodeRow(question, question.fields, row, code));
  }
}
