import { TAKEN_BACK } from "~/features/reports/model";
import type { Cycle } from "~/features/cycles/model";
import { findOpenCycle } from "~/features/cycles/queries.server";
import { holdsOn } from "~/features/reference/model";
import type { Names } from "~/features/reference/queries.server";
import { listOpenTemplates } from "~/features/templates/queries.server";
import { isReporting, type FacilitationRole } from "~/lib/actor";
import type { Ctx } from "~/platform/context.server";
import { AUDIENCES, type Audience, type BoardStanding, type BoardSummary } from "../model";
import { publicAt } from "../policy";

type PublicCtx = Pick<Ctx, "db" | "now" | "language">;

/** The open cycle with the templates each audience reports on: who reports on what is said by the templates alone. */
export type BoardCycle = { cycle: Cycle; templates: Record<Audience, string[]> };

/** The cycle the board is about; null when none is open. */
export async function findBoardCycle(ctx: PublicCtx): Promise<BoardCycle | null> {
  const cycle = await findOpenCycle(ctx);
  if (!cycle) return null;
  const open = await listOpenTemplates(ctx, cycle.id);
  const of = (audience: Audience): string[] => open.filter(({ definition }) => definition.partyKind === audience).map(({ template }) => template);
  return { cycle, templates: { state: of("state"), un_entity: of("un_entity"), organisation: of("organisation") } };
}

/**
 * How many of each audience have submitted in the open cycle, and of how many where that is known: the States, and the
 * action lines as they are assigned. Null when no cycle is open.
 */
export async function boardSummary(ctx: PublicCtx): Promise<BoardSummary | null> {
  const found = await findBoardCycle(ctx);
  if (!found) return null;
  const { cycle, templates } = found;
  const [states, assignments] = await Promise.all([ctx.db.party.count({ where: { kind: "state" } }), readAssignments(ctx)]);
  const lines = assignments.filter(({ role, holds }) => holds && isReporting(role));
  const totals: Record<Audience, number | null> = { state: states, un_entity: lines.length, organisation: null };
  const kinds = await Promise.all(
    AUDIENCES.filter((audience) => templates[audience].length > 0).map(async (audience) => ({
      audience,
      submitted: await countSubmitted(ctx, cycle, templates[audience]),
      total: totals[audience],
    })),
  );
  return { cycle: cycle.names[ctx.language], kinds };
}

/** Parties, or action lines of parties, with a version that stands. A draft and a version that was taken back count as nothing. */
async function countSubmitted(ctx: PublicCtx, { code }: Cycle, templates: string[]): Promise<number> {
  const [row] = await ctx.db.$queryRaw<{ count: number }[]>`
    select count(distinct (party_code, line))::int as count from submission
    where cycle_code = ${code} and template = any(${templates}::text[]) and state <> all(${TAKEN_BACK}::text[])`;
  return row!.count;
}

/** Names a party, or its report on an action line, among what has been submitted. */
export const standingKey = (party: string, line = ""): string => `${party}|${line}`;

/** Since when there is a version of each report of an audience that stands, and the public one where there is one. */
export async function readStanding(ctx: PublicCtx, { cycle, templates }: BoardCycle, audience: Audience): Promise<(key: string) => BoardStanding> {
  const where = { cycleCode: cycle.code, template: { in: templates[audience] } };
  const [submitted, published] = await Promise.all([
    ctx.db.submission.groupBy({ by: ["partyCode", "line"], where: { ...where, state: { notIn: [...TAKEN_BACK] } }, _min: { submittedAt: true } }),
    ctx.db.submission.findMany({
      where: { AND: [publicAt(ctx.now()), where] },
      orderBy: { version: "asc" },
      select: { partyCode: true, line: true, symbol: true },
    }),
  ]);
  const since = new Map(submitted.map(({ partyCode, line, _min }) => [standingKey(partyCode, line), _min.submittedAt?.toISOString() ?? null]));
  const symbols = new Map(published.map(({ partyCode, line, symbol }) => [standingKey(partyCode, line), symbol]));
  return (key) => ({ submittedAt: since.get(key) ?? null, symbol: symbols.get(key) ?? null });
}

export type Assignment = { line: string; role: FacilitationRole; party: { code: string; names: Names }; /** Today. */ holds: boolean };

/** Which entity facilitates which action line in which role, today and at other times. */
export async function readAssignments(ctx: PublicCtx): Promise<Assignment[]> {
  const rows = await ctx.db.facilitation.findMany({
    orderBy: [{ line: "asc" }, { party: { code: "asc" } }],
    select: { line: true, role: true, from: true, to: true, party: { select: { code: true, names: true } } },
  });
  const day = (at: Date | null): string | null => at && at.toISOString().slice(0, 10);
  const today = day(ctx.now())!;
  return rows.map(({ line, role, party, from, to }) => ({
    line,
    role: role as FacilitationRole,
    party: { code: party.code, names: party.names as Names },
    holds: holdsOn({ from: day(from), to: day(to) }, today),
  }));
}
