import type { Field } from "../schema";
import { asMatrix, asRow, asTable, fieldsOf, isEmpty, type AnswerValue, type FormQuestion, type RowValue, type TableRow } from "./values";
import { isVisible, type Env } from "./visibility";

/** Kinds that say how to reach somebody: no reader but the secretariat and the party is ever given them. */
const REACHES_SOMEBODY: readonly Field["kind"][] = ["email", "phone"];

/** A row of a table of co-signatories, as those that may be shown are listed. */
export const cosignKey = (question: string, row: string): string => `${question}/${row}`;

/** May the public be given this field? Of an answer that is never public only what its `publicIf` opens. */
function isPublicField(question: FormQuestion, field: Field, row: RowValue, env: Env): boolean {
  if (REACHES_SOMEBODY.includes(field.kind)) return false;
  if (field.publicIf) return isVisible(field.publicIf, env, (id) => row[id]);
  return question.confidential !== "always";
}

/**
 * Whether the public may be given all that an answer to a question says, whatever that is: no field of it depends on a
 * consent, reaches somebody, or waits for a co-signatory.
 */
export const isWhollyPublic = (question: FormQuestion): boolean =>
  question.confidential !== "always" &&
  !(question.kind === "table" && question.cosign) &&
  fieldsOf(question).every(({ kind, publicIf }) => !publicIf && !REACHES_SOMEBODY.includes(kind));

/**
 * What the public may be given of an answer: without the means to reach somebody, without fields that are not released
 * and, of co-signatories, only those in `cosigned` (see `cosignKey`). Null when nothing is left. Whether the party marked
 * the whole answer confidential is not asked here.
 */
export function publicPart(question: FormQuestion, value: AnswerValue, env: Env, cosigned: ReadonlySet<string>): AnswerValue {
  const row = (fields: readonly Field[], given: RowValue): RowValue =>
    Object.fromEntries(
      fields.flatMap((field) => (given[field.id] !== undefined && isPublicField(question, field, given, env) ? [[field.id, given[field.id]!]] : [])),
    );
  const left = ((): AnswerValue => {
    switch (question.kind) {
      case "single":
        return isPublicField(question, question.field, {}, env) ? value : null;
      case "group":
        return row(question.fields, asRow(value));
      case "table":
        return asTable(value)
          .filter(({ id }) => !question.cosign || cosigned.has(cosignKey(question.code, id)))
          .map((given): TableRow => ({ ...row(question.fields, given), id: given.id }));
      case "matrix":
        return Object.fromEntries(Object.entries(asMatrix(value)).map(([code, given]) => [code, row(question.fields, given)]));
    }
  })();
  return isEmpty(question, left) ? null : left;
}
