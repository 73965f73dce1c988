import { readSymbol } from "~/lib/document-symbol";
import { plainText } from "~/lib/text";
import type { Field, OptionSource } from "../schema";
import { asCodes, asMatrix, asRow, asTable, fieldsOf, type AnswerValue, type FormQuestion, type RowValue, type TableRow } from "./values";

/** What follows from an answer, or suggests one. */

/** What the WSIS-SDG matrix and its companion for the Global Digital Compact say, by action line. */
export type LineMatrix = {
  sdgs: Readonly<Record<string, readonly string[]>>;
  gdc: Readonly<Record<string, readonly string[]>>;
  /** The targets named for each Goal; none where the link is with the Goal as a whole. */
  targets: Readonly<Record<string, readonly { sdg: string; targets: readonly string[] }[]>>;
};

/** The name of a chosen code in the reader's language, or "" to leave it out. */
export type NameOf = (field: Field, code: string) => string;

function fieldText(field: Field, value: unknown, nameOf: NameOf): string {
  switch (field.kind) {
    case "long":
      return plainText(typeof value === "string" ? value : "");
    case "text":
    case "url":
    case "citation":
    case "date":
      return typeof value === "string" ? value : "";
    case "symbol":
      // Found as it was typed and in its one form.
      return typeof value === "string" ? [...new Set([value.trim(), readSymbol(value).symbol])].join("\n") : "";
    case "number":
    case "year":
      return typeof value === "number" || typeof value === "string" ? String(value) : "";
    case "one":
    case "many":
    case "ranked":
    case "scale":
    case "trend":
      return (Array.isArray(value) ? asCodes(value) : typeof value === "string" && value ? [value] : []).map((code) => nameOf(field, code)).join("\n");
    default:
      return ""; // email, phone, ticks and files are not searched by content
  }
}

/** The words of an answer, one piece a line, without markdown: for search and excerpts. Contact data is never part of it. */
export function searchableText(question: FormQuestion, value: unknown, nameOf: NameOf = () => ""): string {
  if (question.confidential === "always") return "";
  const rowText = (row: RowValue): string[] => fieldsOf(question).map((field) => fieldText(field, row[field.id], nameOf));
  const pieces = (): string[] => {
    switch (question.kind) {
      case "single":
        return [fieldText(question.field, value, nameOf)];
      case "group":
        return rowText(asRow(value));
      case "table":
        return asTable(value).flatMap(rowText);
      case "matrix":
        return Object.values(asMatrix(value)).flatMap(rowText);
    }
  };
  return pieces()
    .map((piece) => piece.trim())
    .filter(Boolean)
    .join("\n");
}

function suggestedCodes(field: Field, line: string, matrix: LineMatrix): string[] {
  if (!field.suggest) return [];
  return [...((field.suggest === "sdgs-of-line" ? matrix.sdgs : matrix.gdc)[line] ?? [])];
}

/** A first choice for a question of an action line, to be shown as a suggestion and changed at will; null for none. */
export function suggestedValue(question: FormQuestion, line: string, matrix: LineMatrix): AnswerValue {
  if (question.kind === "single") {
    const codes = suggestedCodes(question.field, line, matrix);
    return codes.length > 0 ? codes : null;
  }
  if (question.kind === "table" && question.feeds === "sdg-matrix") {
    const rows = (matrix.targets[line] ?? []).map(({ sdg, targets }): TableRow => {
      return { id: `sdg-${sdg}`, sdg, ...(targets.length > 0 && { targets: targets.join(", ") }), change: "confirm" };
    });
    return rows.length > 0 ? rows : null;
  }
  if (question.kind !== "group") return null;
  const entries = question.fields.map((field) => [field.id, suggestedCodes(field, line, matrix)] as const).filter(([, codes]) => codes.length > 0);
  return entries.length > 0 ? Object.fromEntries(entries) : null;
}

/** What says which goals, objectives, indicators and other lines an action line has to do with. */
const SETS_OF_A_LINE: readonly string[] = ["sdgs", "gdc", "indicators", "action-lines"];
const isOfLine = (source: OptionSource | undefined): boolean => source !== undefined && !Array.isArray(source) && SETS_OF_A_LINE.includes(source.reference);

/**
 * Whether an answer holds for the action line of its report alone: it maps the line onto goals, indicators or other lines,
 * assesses it, or changes what is known of it. Read from the definition, so that a new template needs no list of codes.
 */
export function isOfItsLine(question: FormQuestion): boolean {
  if (question.kind === "table" && question.feeds) return true;
  if (question.kind === "matrix" && isOfLine(question.rows)) return true;
  return fieldsOf(question).some(({ kind, suggest, options }) => {
    if (suggest || kind === "fixed" || kind === "scale" || kind === "trend") return true;
    return kind === "one" && isOfLine(options);
  });
}
