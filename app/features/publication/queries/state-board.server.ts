import type { Cycle } from "~/features/cycles/model";
import { groupsOn, sortByName } from "~/features/reference/model";
import { namesOfSet, readReference, type Names } from "~/features/reference/queries.server";
import type { Ctx } from "~/platform/context.server";
import type { BoardFilters, BoardRegion, BoardState, StateBoard, StateOrder } from "../model";
import { findBoardCycle, readStanding, standingKey } from "./board.server";

type PublicCtx = Pick<Ctx, "db" | "now" | "language">;

const SET_OF: Record<StateOrder, string> = { un: "un-groups", itu: "itu-regions", group: "groups" };

type State = { code: string; names: Names; unGroup: string | null; ituRegion: string | null; groups: string[] };

/**
 * Which States have submitted a report in the open cycle, by region or group, with dates and counts.
 * A draft, a version that was taken back and nothing at all look the same: not submitted. Null when no cycle is open.
 */
export async function stateBoard(ctx: PublicCtx, { by, show }: BoardFilters<StateOrder>): Promise<StateBoard | null> {
  const found = await findBoardCycle(ctx);
  if (!found) return null;
  const [states, standing, reference] = await Promise.all([readStates(ctx, found.cycle), readStanding(ctx, found, "state"), readReference(ctx.db)]);
  const toBoard = ({ code, names }: State): BoardState => ({ code, name: names[ctx.language], ...standing(standingKey(code)) });
  const isShown = ({ submittedAt }: BoardState): boolean => show === "all" || (show === "submitted") === (submittedAt !== null);
  const names = namesOfSet(reference, SET_OF[by], ctx.language);
  const regions = regionCodes(by, Object.keys(names), states).map((code): BoardRegion => {
    const inRegion = states.filter((state) => belongs(state, by, code)).map(toBoard);
    return {
      code,
      name: names[code] ?? "",
      submitted: inRegion.filter(({ submittedAt }) => submittedAt !== null).length,
      total: inRegion.length,
      states: inRegion.filter(isShown),
    };
  });
  const submitted = states.filter(({ code }) => standing(standingKey(code)).submittedAt !== null).length;
  return { submitted, total: states.length, regions };
}

/** The regions in the order of the reference data, and, among regions, "" for States in none (observers, for instance). */
function regionCodes(by: StateOrder, codes: string[], states: State[]): string[] {
  const rest = by !== "group" && states.some((state) => belongs(state, by, "")) ? [""] : [];
  return [...codes, ...rest];
}

function belongs(state: State, by: StateOrder, code: string): boolean {
  if (by === "group") return state.groups.includes(code);
  return ((by === "un" ? state.unGroup : state.ituRegion) ?? "") === code;
}

/** All States in the reader's alphabetical order, with the groups they belong to on the cycle's date. */
async function readStates(ctx: PublicCtx, cycle: Cycle): Promise<State[]> {
  const rows = await ctx.db.party.findMany({
    where: { kind: "state" },
    select: { code: true, names: true, unGroup: true, ituRegion: true, groups: { select: { group: true, from: true, to: true } } },
  });
  const day = cycle.groupsOn.slice(0, 10);
  const states = rows.map(({ names, groups, ...row }) => ({
    ...row,
    names: names as Names,
    groups: groupsOn(
      groups.map(({ group, from, to }) => ({ group, from: from.toISOString().slice(0, 10), to: to?.toISOString().slice(0, 10) ?? null })),
      day,
    ),
  }));
  return sortByName(states, ctx.language);
}
