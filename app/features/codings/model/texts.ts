import { fieldLabelKey } from "~/features/templates/model/texts";
import { asMatrix, asRow, asTable, fieldsOf, isEmptyField, type FormQuestion, type RowValue } from "~/features/templates/model/values";
import type { Field } from "~/features/templates/schema";

/** A text in an answer. `place`: "" of a single one, `field` of a group, `row/field` of a table or matrix; `label`: key of its field's name. */
export type AnswerText = { place: string; label: string; text: string };

/** What is written in sentences; names, numbers and addresses are not coded. */
const isProse = ({ kind }: Field): boolean => kind === "long" || kind === "text";

/** Whether answers to a question hold texts that can be coded. */
export const isCodable = (question: FormQuestion): boolean => fieldsOf(question).some(isProse);

/** The texts of an answer, in the order of the form. */
export function textsOf(question: FormQuestion, value: unknown): AnswerText[] {
  const inRow = (row: RowValue, before: string): AnswerText[] =>
    fieldsOf(question)
      .filter((field) => isProse(field) && !isEmptyField(field, row[field.id]))
      .map((field) => ({ place: before + field.id, label: fieldLabelKey(question, field), text: String(row[field.id]) }));
  switch (question.kind) {
    case "single":
      return isProse(question.field) && !isEmptyField(question.field, value) ? [{ place: "", label: "", text: String(value) }] : [];
    case "group":
      return inRow(asRow(value), "");
    case "table":
      return asTable(value).flatMap((row) => inRow(row, `${row.id}/`));
    case "matrix":
      return Object.entries(asMatrix(value)).flatMap(([key, row]) => inRow(row, `${key}/`));
  }
}
