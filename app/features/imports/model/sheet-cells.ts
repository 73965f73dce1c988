import { choicesOf, type FieldValue, type FormQuestion } from "~/features/templates/model/values";
import type { Field } from "~/features/templates/schema";
import { MAX_CELL_LENGTH, type BookCell, type BookRule } from "~/lib/book";
import { partsOf } from "~/lib/table-cells";
import type { Fillable } from "../model";
import { labelledChoices, type Choice } from "./choices";

/** What a field of a form holds in cells. */

/** What may be chosen in a field; codes that stand in its answer although they are no longer offered are last. */
export function choicesIn(question: FormQuestion, field: Field, value: unknown, { references, texts }: Pick<Fillable, "references" | "texts">): Choice[] {
  if (choicesOf(field, references) === null) return [];
  const offered = labelledChoices(question, field, references, texts);
  const codes = (Array.isArray(value) ? value : [value]).filter((code): code is string => typeof code === "string" && code !== "");
  return [...offered, ...codes.filter((code) => offered.every((choice) => choice.code !== code)).map((code) => ({ code, label: code }))];
}

const labelOf = (choices: readonly Choice[], code: string): string => choices.find((choice) => choice.code === code)?.label ?? code;

/** A day as it is stored, as the moment it begins in UTC; null for what is no day. */
function dayOf(value: string): Date | null {
  const at = /^\d{4}-\d\d-\d\d$/.test(value) ? new Date(`${value}T00:00:00Z`) : null;
  return at && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(value) && at.getUTCFullYear() > 1900 ? at : null;
}

/** The cells of a value, the first one with its beginning: only a text longer than a cell has more. Lists have a choice on each line. */
export function cellsOf(field: Field, value: FieldValue | undefined, choices: readonly Choice[], yes: string): BookCell[] {
  const open = { look: "answer", open: true } as const;
  if (field.kind === "tick") return [{ ...open, value: value === true ? yes : null, as: "text" }];
  if (Array.isArray(value)) return textCells(value.map((code) => labelOf(choices, String(code))).join("\n"));
  if (field.kind === "number" || field.kind === "year")
    return typeof value === "number"
      ? [{ ...open, value, as: "number" }]
      : typeof value === "string" && value !== ""
        ? textCells(value)
        : [{ ...open, value: null, as: "number" }];
  if (typeof value !== "string" || value === "") return [{ ...open, value: null, as: field.kind === "date" ? "day" : "text" }];
  if (field.kind === "date") {
    const at = dayOf(value);
    return at ? [{ ...open, value: { at, show: "day" }, as: "day" }] : textCells(value);
  }
  return textCells(choices.length > 0 ? labelOf(choices, value) : value);
}

const textCells = (text: string): BookCell[] =>
  partsOf(text, MAX_CELL_LENGTH).map((part) => ({ value: part === "" ? null : part, look: "answer", as: "text", open: true }));

/** What may be typed in a field besides choices; null where anything may. */
export function ruleOf(field: Field): Exclude<BookRule, { kind: "list" }> | null {
  const { kind, min = null, max = null, characters } = field;
  if (kind === "number" || kind === "year") return { kind: "number", whole: kind === "year", min, max };
  if (kind === "date") return { kind: "day" };
  return characters === undefined ? null : { kind: "length", max: characters };
}
