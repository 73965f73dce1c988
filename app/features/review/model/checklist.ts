import type { Language } from "~/lib/languages";

/** The checklist of a signed version: items of reference data, and what officers said of each. The last word stands. */

/** Every expected refusal of the checklist, with its HTTP status. */
export const checklistRefusals = {
  "checklist.item_unknown": 422,
  "checklist.changed": 409,
  "checklist.note_too_long": 422,
  "checklist.required": 409,
} as const;

/** Longest note of a tick, in characters. */
export const MAX_TICK_NOTE = 2_000;

/** The list among the reference data: its facts say for which templates an item is, and whether accepting waits for it. */
export const CHECKLIST_SET = "review-checklist";
export type ChecklistEntry = { code: string; names: Record<Language, string>; facts: Readonly<Record<string, unknown>> };
export type ChecklistItem = { code: string; text: string; blocks: boolean };

/** The items for a template in a language, in the order of the list. */
export const itemsFor = (entries: readonly ChecklistEntry[], template: string, language: Language): ChecklistItem[] =>
  entries
    .filter(({ facts }) => Array.isArray(facts.templates) && facts.templates.includes(template))
    .map(({ code, names, facts }) => ({ code, text: names[language], blocks: facts.blocks === true }));

export type Tick = { id: string; item: string; done: boolean; note: string; by: string; at: string };
/** An item with its ticks, the last first; `last` is the id of that one, "" without any. */
export type CheckedItem = ChecklistItem & { done: boolean; last: string; ticks: Tick[] };

/** How each item stands after its ticks, which come in the order in which they were made. */
export function checkedItems(items: readonly ChecklistItem[], ticks: readonly Tick[]): CheckedItem[] {
  return items.map((item) => {
    const own = ticks.filter((tick) => tick.item === item.code).reverse();
    return { ...item, done: own[0]?.done ?? false, last: own[0]?.id ?? "", ticks: own };
  });
}

/** The items nobody has ticked, or that were opened again. */
export const openItems = (items: readonly CheckedItem[]): CheckedItem[] => items.filter(({ done }) => !done);
