import { isListKind, type FormQuestion } from "~/features/templates/model/values";
import type { Field } from "~/features/templates/schema";
import { cellPlace, columnName, type ReadSheet } from "~/lib/book";

/**
 * How an Excel form remembers which cell is which. A sheet out of sight names for each cell the field of the form it holds;
 * nothing that can be seen is read for that. Each page's sheet has its key in `A1`, the numbers of its rows in column A
 * and the letters of its columns in row 1, all hidden: where these stand elsewhere, cells have been moved.
 */

/** The first cell of the sheet that remembers. */
export const FORM_SIGN = "portal-form";

/** What of a field a cell holds: all of it, a further part of a long text, whether an option is chosen, the choice of a rank, or the id of a table's row (which has no cell). */
export type SlotDetail = "" | `part:${number}` | `option:${string}` | `rank:${number}` | `id:${string}`;

/** A cell: the key of its sheet, its name, the question and row it belongs to, the revision put out, its name in a form. All texts, as the sheet keeps them. */
export type Slot = { sheet: string; cell: string; question: string; row: string; revision: string; name: string; detail: SlotDetail };

const KEYS = ["sheet", "cell", "question", "row", "revision", "name", "detail"] as const satisfies readonly (keyof Slot)[];

/** The cells of a slot's row in the sheet that remembers. */
export const slotCells = (slot: Slot): string[] => KEYS.map((key) => slot[key]);

/** Reads the rows of that sheet, from the second on. Null where one of them is not as it was written. */
export function slotsIn({ cells }: Pick<ReadSheet, "cells">): Slot[] | null {
  const slots: Slot[] = [];
  for (let row = 2; cells.has(`A${row}`); row += 1) {
    const texts = KEYS.map((_, index) => textAt(cells, `${columnName(index + 1)}${row}`));
    if (texts.includes(null)) return null;
    slots.push(Object.fromEntries(KEYS.map((key, index) => [key, texts[index]])) as Slot);
  }
  return slots;
}

/** What a sheet of a form says in a cell of its own; null where that is neither a text nor a number. */
export function textAt(cells: ReadSheet["cells"], name: string): string | null {
  const content = cells.get(name);
  if (content === undefined) return "";
  // Some programs keep what looks like a number as one.
  return content.kind === "text" ? content.text : content.kind === "number" ? String(content.number) : null;
}

/** Does a cell stand where it was put? */
export function standsStill({ cells }: Pick<ReadSheet, "cells">, name: string): boolean {
  const place = cellPlace(name);
  return place !== null && textAt(cells, `A${place.row}`) === String(place.row) && textAt(cells, `${columnName(place.column)}1`) === columnName(place.column);
}

/** The field that a name in a form belongs to; null where the question has none of this name. */
export function fieldOfName(question: FormQuestion, name: string): Field | null {
  if (question.kind === "single") return name === question.code ? question.field : null;
  const path = name.split(".");
  const depth = question.kind === "group" ? 2 : 3;
  if (path.length !== depth || path[0] !== question.code) return null;
  return question.fields.find(({ id }) => id === path.at(-1)) ?? null;
}

/** Can a sheet hold this field? Files are added on the portal, and what the account fixes is not written. */
export const isHeld = (field: Field): boolean => field.kind !== "fixed" && field.kind !== "file";

/** Does a field of a row stand in one cell, a choice on each line? */
export const isListed = (field: Field): boolean => isListKind(field.kind) && isHeld(field);
