import { matrixRowKey, showsCode } from "~/features/templates/model/texts";
import { asMatrix, type FormQuestion, type RowValue } from "~/features/templates/model/values";

/** A row of a matrix that was filled in; `code` is "" where readers do not know it by heart. */
export type MatrixRow = { code: string; name: string; row: RowValue };

/** The rows of a matrix in the template's order: stored values have none, texts of reference lists do. */
export function matrixRows(question: Extract<FormQuestion, { kind: "matrix" }>, value: unknown, texts: Readonly<Record<string, string>>): MatrixRow[] {
  const rows = asMatrix(value);
  const source = question.rows;
  const set = "reference" in source ? source.reference : null;
  const prefix = `reference.${set}.`;
  const codes = "reference" in source ? Object.keys(texts).flatMap((key) => (key.startsWith(prefix) ? [key.slice(prefix.length)] : [])) : source;
  return codes.flatMap((code) => {
    const row = rows[code];
    return row ? [{ code: showsCode(set) ? code : "", name: texts[matrixRowKey(question, code) ?? `${prefix}${code}`] ?? code, row }] : [];
  });
}
