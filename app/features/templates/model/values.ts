import type { Field, FieldKind, OptionSource, Question, ReferenceSet, Section } from "../schema";
import { normaliseLineCode } from "~/lib/line-code";
import { decodeNumber } from "./numbers";

/** What an answer is made of, by kind of question; and the small questions one asks of a value. */

/** A file given with an answer, by the hash of its content. The bytes and their type are the server's business. */
export type FileRef = { sha256: string; name: string; size: number };

/**
 * The value of one field: text, long, one, scale, trend, date, url, symbol, citation, email and phone a string; many and ranked a list of
 * codes; tick a boolean; file a list of files; number and year a number, or the raw text when it cannot be read as one.
 */
export type FieldValue = string | number | boolean | string[] | FileRef[] | null;
/** Values by field id: a `group`, or one row of a table or matrix. */
export type RowValue = { [field: string]: FieldValue };
/** A row of a table: its own stable `id` beside its fields. */
export type TableRow = RowValue & { id: string };
/** Values of a matrix by row code. */
export type MatrixValue = { [row: string]: RowValue };
/** `single` a field value, `group` a row, `table` a list of rows, `matrix` rows by code. Null is "no answer". */
export type AnswerValue = FieldValue | RowValue | TableRow[] | MatrixValue;

/** The repeating part of a section. */
export type Repeat = NonNullable<Section["repeat"]>;
/** The choice of rows of a repeating section, seen as a question like any other (stored under its code with row ""). */
export type ChoiceQuestion = Extract<Question, { kind: "single" }> & { atLeast: number };
/** Anything that is answered: a question of the definition or the choice of a repeat. */
export type FormQuestion = Question | ChoiceQuestion;

/** Codes of each set of reference data, in its order; of the action lines only those that can be reported on. */
export type References = Readonly<Record<ReferenceSet, readonly string[]>>;

/** The choice of rows as a question. */
export const choiceQuestion = (repeat: Repeat): ChoiceQuestion => ({
  kind: "single",
  code: repeat.choice,
  required: repeat.atLeast > 0,
  confidential: "never",
  field: { id: "choice", kind: "many", required: repeat.atLeast > 0, options: repeat.rows },
  atLeast: repeat.atLeast,
});

/** Is this the choice of rows of a repeating section? */
export const isChoice = (question: FormQuestion): question is ChoiceQuestion => "atLeast" in question;

/** The fields of a question, whatever its kind. */
export const fieldsOf = (question: FormQuestion): readonly Field[] => (question.kind === "single" ? [question.field] : question.fields);

/** The codes a list of options or rows holds, in order. */
export function codesOf(source: OptionSource | undefined, references: References): readonly string[] {
  if (source === undefined) return [];
  if (!("reference" in source)) return source;
  const codes = references[source.reference] ?? [];
  return source.except ? codes.filter((known) => !source.except!.includes(known)) : codes;
}

export const SCALE = ["na", "0", "1", "2", "3", "4", "5"] as const;
export const TREND = ["up", "stable", "down"] as const;

/** The codes a field may hold, or null when it is not a choice. */
export function choicesOf(field: Field, references: References): readonly string[] | null {
  switch (field.kind) {
    case "one":
    case "many":
    case "ranked":
      return codesOf(field.options, references);
    case "scale":
      return SCALE;
    case "trend":
      return TREND;
    default:
      return null;
  }
}

const LIST_KINDS: readonly FieldKind[] = ["many", "ranked", "file"];
/** Does this kind hold a list (of codes or files)? */
export const isListKind = (kind: FieldKind): boolean => LIST_KINDS.includes(kind);
/** Is this kind decoded to a number? */
export const isNumberKind = (kind: FieldKind): boolean => kind === "number" || kind === "year";

/** Is this a plain object (no list, not null)? */
export const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

/** Reads a value as the fields of a group or row; anything else reads as no fields. */
export const asRow = (value: unknown): RowValue => (isObject(value) ? (value as RowValue) : {});
/** Reads a value as the rows of a table; anything else reads as no rows. */
export const asTable = (value: unknown): TableRow[] => (Array.isArray(value) ? (value.filter(isObject) as TableRow[]) : []);
/** Reads a value as the rows of a matrix; anything else reads as no rows. */
export const asMatrix = (value: unknown): MatrixValue =>
  isObject(value) ? (Object.fromEntries(Object.entries(value).filter(([, row]) => isObject(row))) as MatrixValue) : {};
/** Reads a value as a list of codes; anything else reads as none. */
export const asCodes = (value: unknown): string[] => (Array.isArray(value) ? value.filter((item) => typeof item === "string") : []);
/** Reads a value as a list of files; anything else reads as none. */
export const asFiles = (value: unknown): FileRef[] => (Array.isArray(value) ? (value.filter(isObject) as FileRef[]) : []);
/** The answer with a file at the end of the list of one of its fields; the same file twice is one file. */
export function withFile(question: FormQuestion, field: string, value: unknown, file: FileRef): AnswerValue {
  const add = (list: unknown): FileRef[] => [...asFiles(list).filter(({ sha256 }) => sha256 !== file.sha256), file];
  return question.kind === "single" ? add(value) : { ...asRow(value), [field]: add(asRow(value)[field]) };
}

/** Nothing but spaces and invisible marks (zero-width, direction). */
const BLANK = /^[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*$/;

/** Is nothing said in this field? An unticked box and a field fixed by the account say nothing. */
export function isEmptyField(field: Field, value: unknown): boolean {
  if (field.kind === "fixed") return true;
  if (field.kind === "tick") return value !== true;
  if (isListKind(field.kind)) return !Array.isArray(value) || value.length === 0;
  if (typeof value === "number") return !isNumberKind(field.kind);
  return typeof value !== "string" || BLANK.test(value);
}

/** Is nothing said in any of these fields? */
export const isEmptyRow = (fields: readonly Field[], row: RowValue): boolean => fields.every((field) => isEmptyField(field, row[field.id]));

/** Is nothing said in this answer? */
export function isEmpty(question: FormQuestion, value: unknown): boolean {
  switch (question.kind) {
    case "single":
      return isEmptyField(question.field, value);
    case "group":
      return isEmptyRow(question.fields, asRow(value));
    case "table":
      return asTable(value).every((row) => isEmptyRow(question.fields, row));
    case "matrix":
      return Object.values(asMatrix(value)).every((row) => isEmptyRow(question.fields, row));
  }
}

/** Is there nothing to answer, because the account fixes it all? Such a question is neither counted nor demanded. */
export const isFixed = (question: FormQuestion): boolean => fieldsOf(question).every((field) => field.kind === "fixed");

/** A new id for a row of a table: random, so that rows added by two authors never meet under one id. */
export const newRowId = (): string => Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, "0")).join("");

/** A code as its list has it: codes of action lines are read however they are typed ("С5", «جيم 5»), others to the letter. */
const normaliseCode = (code: string, source: OptionSource | undefined): string =>
  source && "reference" in source && source.reference === "action-lines" ? normaliseLineCode(code) : code.trim();

/** A code as it sorts by its numbers: C2 before C10. */
export const numbered = (code: string): string => code.replace(/\d+/g, (number) => number.padStart(4, "0"));

/** A set has one order, whatever the order of the language it was chosen in: that of the options, of reference data that of the codes. */
function inOrder(items: unknown[], source: OptionSource | undefined): unknown[] {
  const options: readonly unknown[] = source && !("reference" in source) ? source : [];
  const placeOf = (item: unknown): number => (options.indexOf(item) + options.length + 1) % (options.length + 1);
  return items
    .map((item) => ({ item, place: placeOf(item), code: numbered(String(item)) }))
    .sort((a, b) => a.place - b.place || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0))
    .map(({ item }) => item);
}

function normaliseField(field: Field, value: unknown): unknown {
  if (field.kind === "fixed") return value;
  if (value === undefined || value === null || value === "" || (field.kind === "tick" && value === false)) return null;
  if (isListKind(field.kind)) {
    if (!Array.isArray(value)) return value;
    const items = field.kind === "file" ? value : value.map((item: unknown) => (typeof item === "string" ? normaliseCode(item, field.options) : item));
    if (items.length === 0) return null;
    return field.kind === "many" ? inOrder([...new Set(items)], field.options) : [...new Set(items)];
  }
  if (typeof value !== "string") return Object.is(value, -0) ? 0 : value;
  if (isNumberKind(field.kind)) {
    const number = decodeNumber(value);
    if (typeof number === "number") return number;
  }
  return field.kind === "one" ? normaliseCode(value, field.options) || null : value.replace(/\r\n?/g, "\n");
}

function normaliseRow(fields: readonly Field[], row: unknown): unknown {
  if (!isObject(row)) return row;
  const byId = new Map(fields.map((field) => [field.id, field]));
  const entries = Object.entries(row).map(([id, value]) => [id, byId.has(id) ? normaliseField(byId.get(id)!, value) : value] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== null && value !== undefined));
}

const orNull = (value: unknown): unknown => (isObject(value) && Object.keys(value).length === 0 ? null : value);

/**
 * The one form in which a value is stored: line ends are LF, a readable number is a number, codes of action lines have their one form, a list
 * names nothing twice, a set has one order, and what is empty is left out (null when nothing is left). Text is otherwise kept to the letter.
 * What does not fit the question passes through untouched, for `parseStored` to refuse. Doing it twice changes nothing.
 */
export function normaliseValue(question: FormQuestion, value: unknown): unknown {
  switch (question.kind) {
    case "single":
      return normaliseField(question.field, value);
    case "group":
      return orNull(normaliseRow(question.fields, value ?? null));
    case "table":
      return Array.isArray(value) ? (value.length === 0 ? null : value.map((row) => normaliseRow(question.fields, row))) : (value ?? null);
    case "matrix": {
      if (!isObject(value)) return value ?? null;
      const rows = Object.entries(value).map(([code, row]) => [normaliseCode(code, question.rows), orNull(normaliseRow(question.fields, row))] as const);
      return orNull(Object.fromEntries(rows.filter(([, row]) => row !== null && row !== undefined)));
    }
  }
}
