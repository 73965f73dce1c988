import { fieldLabelKey, matrixRowKey, optionKey, tableKey } from "~/features/templates/model/texts";
import { asCodes, asFiles, asMatrix, asRow, asTable, fieldsOf, isEmptyField, type FormQuestion, type RowValue } from "~/features/templates/model/values";
import type { Field } from "~/features/templates/schema";

/** An answer as a list of labelled texts, so that two of any kind can be laid side by side. */

export type FlatPiece = { key: string; label: string; text: string };
type Texts = Readonly<Record<string, string>>;

const nameOf = (question: FormQuestion, field: Field, code: string, texts: Texts): string => {
  const set = field.options && "reference" in field.options ? field.options.reference : null;
  return texts[set ? `reference.${set}.${code}` : (optionKey(question, field, code) ?? "")] ?? code;
};

function textOf(question: FormQuestion, field: Field, value: unknown, texts: Texts): string {
  switch (field.kind) {
    case "many":
    case "ranked":
      return asCodes(value)
        .map((code) => nameOf(question, field, code, texts))
        .join("\n");
    case "one":
    case "scale":
    case "trend":
      return typeof value === "string" ? nameOf(question, field, value, texts) : "";
    case "file":
      return asFiles(value)
        .map(({ name }) => name)
        .join("\n");
    case "tick":
      return value === true ? "✓" : "";
    default:
      return typeof value === "string" || typeof value === "number" ? String(value) : "";
  }
}

/** The pieces of an answer that say something, each with the way into it as its key. */
export function flatAnswer(question: FormQuestion, value: unknown, texts: Texts): FlatPiece[] {
  const row = (values: RowValue, key: string, label: string): FlatPiece[] =>
    fieldsOf(question)
      .filter((field) => !isEmptyField(field, values[field.id]))
      .map((field) => ({
        key: `${key}${field.id}`,
        label: [label, texts[fieldLabelKey(question, field)]].filter(Boolean).join(" · "),
        text: textOf(question, field, values[field.id], texts),
      }));
  switch (question.kind) {
    case "single": {
      const text = textOf(question, question.field, value, texts);
      return text ? [{ key: "", label: "", text }] : [];
    }
    case "group":
      return row(asRow(value), "", "");
    case "table":
      return asTable(value).flatMap((entry, index) => row(entry, `${entry.id}.`, `${texts[tableKey(question, "row")] ?? ""} ${index + 1}`.trim()));
    case "matrix":
      return Object.entries(asMatrix(value)).flatMap(([code, entry]) => {
        const set = "reference" in question.rows ? question.rows.reference : null;
        return row(entry, `${code}.`, texts[matrixRowKey(question, code) ?? `reference.${set}.${code}`] ?? code);
      });
  }
}

/** What an answer says at one place, and what it said before; "" where it says nothing. */
export type ChangedPiece = { key: string; label: string; before: string; after: string };

/** The pieces in which two answers differ, in the order of the second. */
export function differingPieces(before: readonly FlatPiece[], after: readonly FlatPiece[]): ChangedPiece[] {
  const earlier = new Map(before.map((piece) => [piece.key, piece.text]));
  const own = new Set(after.map(({ key }) => key));
  const all = [
    ...after.map(({ key, label, text }) => ({ key, label, before: earlier.get(key) ?? "", after: text })),
    ...before.filter(({ key }) => !own.has(key)).map(({ key, label, text }) => ({ key, label, before: text, after: "" })),
  ];
  return all.filter((piece) => piece.before !== piece.after);
}
