import { z } from "zod";
import { ok, refuse, type Result } from "~/lib/result";
import type { Field } from "../schema";
import { choicesOf, codesOf, isListKind, isNumberKind, normaliseValue, type AnswerValue, type FormQuestion, type References } from "./values";

/**
 * What may be stored as a draft: the right shapes, known codes, honest characters, sane sizes. Half-filled, over a limit,
 * not yet a number: all stored and only flagged (`problems.ts`), for nothing typed may be lost.
 */

/** Far above any limit of a question: only a slip or an attack is longer. */
export const HARD_MAX_CHARACTERS = 100_000;
/** Rows of one table. */
export const HARD_MAX_ROWS = 200;
/** Files of one field. */
export const HARD_MAX_FILES = 50;

/** Why a value was not stored, with where in the value it stands. */
export type Refusal = { code: RefusalCode; path: (string | number)[]; params: Record<string, string | number> };
export const REFUSAL_CODES = [
  "answer.wrong_shape",
  "answer.unknown_field",
  "answer.unknown_row",
  "answer.unknown_option",
  "answer.unknown_file",
  "answer.too_long",
  "answer.too_many_rows",
  "answer.too_many_files",
  "answer.duplicate_row",
  "answer.forbidden_character",
  "answer.fixed",
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** What storing depends on besides the question. `files`: hashes of the files this report holds; unchecked when absent. */
export type StoreContext = { references: References; files?: ReadonlySet<string> };

const error = (code: RefusalCode) => ({ error: code });
const shape = error("answer.wrong_shape");

/** NUL, which PostgreSQL refuses, and halves of characters, which no encoding can carry. */
const FORBIDDEN = /\0|\p{Surrogate}/u;

const textSchema = z
  .string(shape)
  .max(HARD_MAX_CHARACTERS, error("answer.too_long"))
  .refine((text) => !FORBIDDEN.test(text), error("answer.forbidden_character"));

const oneOf = (known: readonly string[]) =>
  z.string(shape).superRefine((code, ctx) => {
    if (!known.includes(code)) ctx.addIssue({ code: "custom", message: "answer.unknown_option" satisfies RefusalCode, params: { value: code.slice(0, 80) } });
  });

const fileSchema = (files: StoreContext["files"]) =>
  z.strictObject(
    {
      sha256: z
        .string(shape)
        .regex(/^[0-9a-f]{64}$/, shape)
        .refine((hash) => !files || files.has(hash), error("answer.unknown_file")),
      name: textSchema.min(1, shape).max(255, error("answer.too_long")),
      size: z.int(shape).min(0, shape),
    },
    shape,
  );

function fieldSchemaOf(field: Field, ctx: StoreContext): z.ZodType {
  const choices = choicesOf(field, ctx.references);
  if (field.kind === "fixed") return z.null(error("answer.fixed"));
  if (field.kind === "tick") return z.boolean(shape).nullable();
  if (field.kind === "file") return z.array(fileSchema(ctx.files), shape).max(HARD_MAX_FILES, error("answer.too_many_files")).nullable();
  if (choices && isListKind(field.kind)) return z.array(oneOf(choices), shape).nullable();
  if (choices) return oneOf(choices).nullable();
  if (isNumberKind(field.kind)) return z.union([z.number(shape), textSchema], shape).nullable();
  return textSchema.nullable();
}

/** Unknown keys are refused by `code`, everything else of the wrong kind as a wrong shape. */
const strict = (code: RefusalCode) => ({ error: (issue: { code?: string }) => (issue.code === "unrecognized_keys" ? code : "answer.wrong_shape") });

const fieldsShape = (fields: readonly Field[], ctx: StoreContext) =>
  Object.fromEntries(fields.map((field) => [field.id, fieldSchemaOf(field, ctx).optional()]));

function questionSchemaOf(question: FormQuestion, ctx: StoreContext): z.ZodType {
  switch (question.kind) {
    case "single":
      return fieldSchemaOf(question.field, ctx);
    case "group":
      return z.strictObject(fieldsShape(question.fields, ctx), strict("answer.unknown_field")).nullable();
    case "table": {
      const id = z.string(shape).regex(/^[A-Za-z0-9_-]{1,40}$/, shape);
      return z
        .array(z.strictObject({ ...fieldsShape(question.fields, ctx), id }, strict("answer.unknown_field")), shape)
        .max(HARD_MAX_ROWS, error("answer.too_many_rows"))
        .refine((rows) => new Set(rows.map((row) => row.id)).size === rows.length, error("answer.duplicate_row"))
        .nullable();
    }
    case "matrix": {
      const row = z.strictObject(fieldsShape(question.fields, ctx), strict("answer.unknown_field")).optional();
      const rows = Object.fromEntries(codesOf(question.rows, ctx.references).map((code) => [code, row]));
      return z.strictObject(rows, strict("answer.unknown_row")).nullable();
    }
  }
}

const built = new WeakMap<FormQuestion, { references: References; files: StoreContext["files"]; schema: z.ZodType }>();

/** The schema of what may be stored for a question. Its issues carry refusal codes as messages, never prose. */
export function storedValueSchema(question: FormQuestion, ctx: StoreContext): z.ZodType {
  const known = built.get(question);
  if (known && known.references === ctx.references && known.files === ctx.files) return known.schema;
  const schema = questionSchemaOf(question, ctx);
  built.set(question, { references: ctx.references, files: ctx.files, schema });
  return schema;
}

const isRefusalCode = (message: string): message is RefusalCode => (REFUSAL_CODES as readonly string[]).includes(message);

/** A union reports the failures of its branches: the one that got furthest says why. */
function flatten(issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue[] {
  return issues.flatMap((issue) => {
    if (issue.code !== "invalid_union") return [issue];
    const best = issue.errors.find((branch) => branch.some((inner) => inner.message !== "answer.wrong_shape"));
    return best ? flatten(best).map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })) : [issue];
  });
}

function toRefusal(issue: z.core.$ZodIssue): Refusal {
  const params: Refusal["params"] = {};
  if (issue.code === "too_big") params.limit = Number(issue.maximum);
  if (issue.code === "unrecognized_keys") params.value = issue.keys.join(", ").slice(0, 80);
  if (issue.code === "custom" && typeof issue.params?.value === "string") params.value = issue.params.value;
  return {
    code: isRefusalCode(issue.message) ? issue.message : "answer.wrong_shape",
    path: issue.path.map((part) => (typeof part === "number" ? part : String(part))),
    params,
  };
}

/** The door for every value that comes in: brings it into its stored form or says why it cannot be stored. */
export function parseStored(question: FormQuestion, input: unknown, ctx: StoreContext): Result<AnswerValue, Refusal[]> {
  const value = normaliseValue(question, input ?? null);
  const parsed = storedValueSchema(question, ctx).safeParse(value);
  return parsed.success ? ok(value as AnswerValue) : refuse(flatten(parsed.error.issues).map(toRefusal));
}
