import { dayIn, GENEVA } from "~/lib/dates";
import { isBracket, isOpen, type Kind, type State } from "../model";

/** How many brackets were open over time, from what happened to each proposal. */

export type Move = { from: State; to: State; at: string };
/** A proposal with when it came, and its moves in order. */
export type Course = { kind: Kind; at: string; moves: readonly Move[] };
/** How many brackets were open at the end of a day in Geneva. */
export type DayCount = { day: string; open: number };

/** The days on which brackets were opened or resolved, with how many were open in the end. */
export function bracketsByDay(courses: readonly Course[]): DayCount[] {
  const changes = courses
    .filter(isBracket)
    .flatMap(({ at, moves }) => [{ at, by: 1 }, ...moves.map((move) => ({ at: move.at, by: Number(isOpen(move.to)) - Number(isOpen(move.from)) }))]);
  const byDay = new Map<string, number>();
  for (const { at, by } of changes) byDay.set(dayIn(at, GENEVA), (byDay.get(dayIn(at, GENEVA)) ?? 0) + by);
  let open = 0;
  return [...byDay].sort(([one], [other]) => (one < other ? -1 : 1)).map(([day, by]) => ({ day, open: (open += by) }));
}
