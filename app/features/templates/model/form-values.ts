import { canonicalJson } from "~/lib/json";
import type { Field } from "../schema";
import {
  asCodes,
  asFiles,
  asMatrix,
  asRow,
  asTable,
  codesOf,
  fieldsOf,
  isEmptyRow,
  isObject,
  normaliseValue,
  type AnswerValue,
  type FileRef,
  type FormQuestion,
  type References,
  type RowValue,
} from "./values";

/** Answers as a form holds them: every field there, texts as texts. `fromForm(toForm(value))` is the stored value again. */

export type FieldDraft = string | boolean | string[] | FileRef[];
export type RowDraft = { [field: string]: FieldDraft };
export type FormDraft = FieldDraft | RowDraft | (RowDraft & { id: string })[] | { [row: string]: RowDraft };

const toField = (field: Field, value: unknown): FieldDraft => {
  if (field.kind === "tick") return value === true;
  if (field.kind === "file") return asFiles(value);
  if (field.kind === "many" || field.kind === "ranked") return asCodes(value);
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
};

const toRow = (fields: readonly Field[], row: RowValue): RowDraft => Object.fromEntries(fields.map((field) => [field.id, toField(field, row[field.id])]));

/** A row of a table with nothing in it. */
export const blankRow = (question: FormQuestion, id: string): RowDraft & { id: string } => ({ ...toRow(fieldsOf(question), {}), id });

/** What a form starts with. `blankIds` are the ids of rows of a table that stand ready to be filled in. */
export function toForm(question: FormQuestion, value: unknown, references: References, blankIds: readonly string[] = []): FormDraft {
  switch (question.kind) {
    case "single":
      return toField(question.field, value);
    case "group":
      return toRow(question.fields, asRow(value));
    case "table":
      return [...asTable(value).map((row) => ({ ...toRow(question.fields, row), id: row.id })), ...blankIds.map((id) => blankRow(question, id))];
    case "matrix": {
      const rows = asMatrix(value);
      return Object.fromEntries(codesOf(question.rows, references).map((code) => [code, toRow(question.fields, rows[code] ?? {})]));
    }
  }
}

const fromField = (field: Field, value: unknown): unknown => {
  if (field.kind === "fixed") return null;
  return field.kind === "many" || field.kind === "ranked" ? asCodes(value).filter((code) => code !== "") : value;
};

const fromRow = (fields: readonly Field[], row: unknown): RowValue => {
  const values = isObject(row) ? row : {};
  return Object.fromEntries(fields.map((field) => [field.id, fromField(field, values[field.id]) as RowValue[string]]));
};

/** The answer a form holds now, in its stored form; blank rows of a table are left out. */
export function fromForm(question: FormQuestion, draft: unknown): AnswerValue {
  return normaliseValue(question, decode(question, draft)) as AnswerValue;
}

function decode(question: FormQuestion, draft: unknown): unknown {
  switch (question.kind) {
    case "single":
      return fromField(question.field, draft);
    case "group":
      return fromRow(question.fields, draft);
    case "table":
      return asTable(draft)
        .map((row) => ({ ...fromRow(question.fields, row), id: row.id }))
        .filter((row) => !isEmptyRow(question.fields, row));
    case "matrix":
      return Object.fromEntries(Object.entries(isObject(draft) ? draft : {}).map(([code, row]) => [code, fromRow(question.fields, row)]));
  }
}

/**
 * A short mark of what a page showed, so that a form posted without a script saves only what was changed on it
 * (53 bits, cyrb53). Not for security: whoever changes it only chooses what to save of their own report.
 */
export function markOf(value: unknown, confidential: boolean): string {
  const text = canonicalJson([value ?? null, confidential]);
  let [h1, h2] = [0xdeadbeef, 0x41c6ce57];
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    h1 = Math.imul(h1 ^ unit, 2654435761);
    h2 = Math.imul(h2 ^ unit, 1597334677);
  }
  h1 = Math.imul(h1 ^ (h1 >>> 16), 2246822507) ^ Math.imul(h2 ^ (h2 >>> 13), 3266489909);
  h2 = Math.imul(h2 ^ (h2 >>> 16), 2246822507) ^ Math.imul(h1 ^ (h1 >>> 13), 3266489909);
  return (4294967296 * (2097151 & h2) + (h1 >>> 0)).toString(36);
}
