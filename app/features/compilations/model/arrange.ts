import { compareNames } from "~/features/reference/model";
import type { Language } from "~/lib/languages";
import type { PartOf } from "../model";

/** Who gave an answer, as far as the order of a compilation asks. `part`: what it stands under, "" for none. */
export type Entry = { submission: string; row: string; name: string; line: string; unit: string; part: string };

/** Entries under each part they stand under, each standing there. */
export const underEach = <E extends Entry & { keys: readonly string[] }>(entries: readonly E[]): E[] =>
  entries.flatMap((entry) => entry.keys.map((part) => ({ ...entry, part })));

/** The parts in their own order, those without a name last, and how many answers each has. */
export function partsOf(entries: readonly Entry[], order: readonly { key: string; label: string }[]): PartOf[] {
  const counts = new Map<string, number>();
  for (const { part } of entries) counts.set(part, (counts.get(part) ?? 0) + 1);
  return order.flatMap(({ key, label }) => (counts.has(key) ? [{ key, label, count: counts.get(key)! }] : []));
}

/** Entries part by part; within a part by the name of the party as the reader's language sorts it, then by line, unit and row. */
export function arranged<E extends Entry>(entries: readonly E[], parts: readonly PartOf[], language: Language): E[] {
  const rank = new Map(parts.map(({ key }, index) => [key, index]));
  return [...entries].sort(
    (a, b) =>
      rank.get(a.part)! - rank.get(b.part)! ||
      compareNames(a.name, b.name, language) ||
      compareNames(a.line, b.line, language) ||
      compareNames(a.unit, b.unit, language) ||
      compareNames(a.row, b.row, language) ||
      (a.submission < b.submission ? -1 : 1),
  );
}

const BETWEEN = "~";
/** Where a screen ends: the entry it ends with. */
export const placeOf = ({ submission, row }: Pick<Entry, "submission" | "row">): string => `${submission}${BETWEEN}${row}`;

/** The entries after a place, at most `limit`, and where to go on. A place that is not there any more leads to the beginning. `markOf`: what of an entry is found again. */
export function screenOf<E extends Entry>(
  entries: readonly E[],
  after: string | null,
  limit: number,
  markOf: (entry: E) => string = ({ part, ...entry }) => [placeOf(entry), part].join(BETWEEN),
): { items: E[]; next: string | null } {
  const start = after === null ? 0 : entries.findIndex((entry) => markOf(entry) === after) + 1;
  const items = entries.slice(start, start + limit);
  const last = items.at(-1);
  return { items, next: last && start + limit < entries.length ? markOf(last) : null };
}
