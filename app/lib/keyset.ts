/** Places in a list ordered by a time and an id, newest first: what stands after a place does not move when rows are added. */
export type Place = { at: Date; id: string };

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** True for an id of ours; the database refuses anything else with an error instead of finding nothing. */
export const isUuid = (value: string): boolean => UUID.test(value);

/** A place as it stands in addresses. */
export const formatPlace = ({ at, id }: Place): string => `${at.getTime()}_${id}`;

/** Reads a place from an address; null for anything else, so that a broken link shows the start of the list. */
export function parsePlace(text: string | null | undefined): Place | null {
  const [time = "", id = ""] = (text ?? "").split("_");
  return /^\d{1,15}$/.test(time) && isUuid(id) ? { at: new Date(Number(time)), id } : null;
}

/** The condition for the rows after a place; `column` is the time the list is ordered by. The outer bound serves the index. */
export const afterPlace = <C extends string>(column: C, place: Place | null): object =>
  place ? { AND: [{ [column]: { lte: place.at } }, { OR: [{ [column]: { lt: place.at } }, { [column]: place.at, id: { lt: place.id } }] }] } : {};

/** One page of `limit` rows out of one row more, with the place to go on from. */
export function pageOf<T extends { id: string }>(rows: readonly T[], limit: number, atOf: (row: T) => Date): { items: T[]; next: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? formatPlace({ at: atOf(last), id: last.id }) : null };
}
