import { findOpenCycle } from "~/features/cycles/queries.server";
import type { Cycle } from "~/features/cycles/model";
import { groupsOn, sortByName } from "~/features/reference/model";
import { namesOfSet, readReference, type Names } from "~/features/reference/queries.server";
import type { Ctx } from "~/platform/context.server";
import type { BoardFilters, BoardOrder, BoardRegion, BoardState, StatusBoard } from "../model";
import { publicAt } from "../policy";

type PublicCtx = Pick<Ctx, "db" | "now" | "language">;

/** The template States report on; the board is about them. */
const NATIONAL = "national-report";
const SET_OF: Record<BoardOrder, string> = { un: "un-groups", itu: "itu-regions", group: "groups" };

type State = { code: string; names: Names; unGroup: string | null; ituRegion: string | null; groups: string[] };

/**
 * Which States have submitted their national report in the open cycle, by region or group, with dates and counts.
 * A draft, a recalled version and nothing at all look the same: not submitted. Null when no cycle is open.
 */
export async function statusBoard(ctx: PublicCtx, { by, show }: BoardFilters): Promise<StatusBoard | null> {
  const cycle = await findOpenCycle(ctx);
  if (!cycle) return null;
  const [states, submitted, symbols, reference] = await Promise.all([
    readStates(ctx, cycle),
    readSubmitted(ctx, cycle),
    readSymbols(ctx, cycle),
    readReference(ctx.db),
  ]);
  const toBoard = ({ code, names }: State): BoardState => ({
    code,
    name: names[ctx.language],
    submittedAt: submitted.get(code) ?? null,
    symbol: symbols.get(code) ?? null,
  });
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
  return { cycle: cycle.names[ctx.language], submitted: states.filter(({ code }) => submitted.has(code)).length, total: states.length, regions };
}

/** The regions in the order of the reference data, and, among regions, "" for States in none (observers, for instance). */
function regionCodes(by: BoardOrder, codes: string[], states: State[]): string[] {
  const rest = by !== "group" && states.some((state) => belongs(state, by, "")) ? [""] : [];
  return [...codes, ...rest];
}

function belongs(state: State, by: BoardOrder, code: string): boolean {
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

/** When each State first submitted a version that still stands. */
async function readSubmitted(ctx: PublicCtx, cycle: Cycle): Promise<Map<string, string>> {
  const rows = await ctx.db.submission.groupBy({
    by: ["partyCode"],
    where: { cycleCode: cycle.code, template: NATIONAL, state: { not: "recalled" } },
    _min: { submittedAt: true },
  });
  return new Map(rows.flatMap(({ partyCode, _min }) => (_min.submittedAt ? [[partyCode, _min.submittedAt.toISOString()] as const] : [])));
}

/** The public version of each State's report, where there is one. */
async function readSymbols(ctx: PublicCtx, cycle: Cycle): Promise<Map<string, string>> {
  const rows = await ctx.db.submission.findMany({
    where: { AND: [publicAt(ctx.now()), { cycleCode: cycle.code, template: NATIONAL }] },
    orderBy: { version: "asc" },
    select: { partyCode: true, symbol: true },
  });
  return new Map(rows.map(({ partyCode, symbol }) => [partyCode, symbol]));
}
