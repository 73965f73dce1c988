import { readSymbol, type ReadSymbol } from "~/lib/document-symbol";
import { readEntry, type RegisterEntry } from "~/lib/register-entry";
import type { Field } from "../schema";
import { asMatrix, asRow, asTable, fieldsOf, type FormQuestion, type RowValue } from "./values";

/**
 * What an answer cites, read from what was typed. It is derived whenever it is asked for and never stored: the signed
 * text stays the author's, and a better reader finds more in it.
 */

/** `at`: the row of a table or matrix, and the field. */
type Cited = ({ type: "document" } & ReadSymbol) | ({ type: "entry" } & RegisterEntry);
export type Cite = { at: string } & Cited;

function citeOf(field: Field, value: unknown, row: RowValue): Cited | null {
  if (typeof value !== "string" || value.trim() === "") return null;
  if (field.kind === "symbol") return { type: "document", ...readSymbol(value) };
  if (field.kind !== "citation" && field.kind !== "url") return null;
  const read = readEntry(value);
  // A number alone cites something only where an entry was asked for.
  if (!read.ok || (field.kind === "url" && read.address === null)) return null;
  const chosen = field.registerIn && row[field.registerIn];
  const register = read.register ?? (chosen === "stocktaking" || chosen === "prize" ? chosen : null);
  return { type: "entry", register, id: read.id, address: read.address };
}

/** The documents and entries an answer cites, in its order; an address in an ordinary link counts when it is an entry's. */
export function citesOf(question: FormQuestion, value: unknown): Cite[] {
  const inRow = (row: RowValue, path: string[]): Cite[] =>
    fieldsOf(question).flatMap((field) => {
      const cite = citeOf(field, row[field.id], row);
      return cite ? [{ at: [...path, field.id].join("."), ...cite }] : [];
    });
  switch (question.kind) {
    case "single":
      return inRow({ [question.field.id]: value } as RowValue, []);
    case "group":
      return inRow(asRow(value), []);
    case "table":
      return asTable(value).flatMap((row) => inRow(row, [row.id]));
    case "matrix":
      return Object.entries(asMatrix(value)).flatMap(([code, row]) => inRow(row, [code]));
  }
}
