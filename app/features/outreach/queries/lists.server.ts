import type { Names } from "~/features/reference/queries.server";
import { isUuid } from "~/lib/keyset";
import { isLanguage } from "~/lib/languages";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { UserCtx } from "~/platform/context.server";
import { FAULTS, OUTCOMES, PLANS, type InvitationListDto, type ListRow, type ListState, type Outcome, type Plan } from "../model";
import { mayReachOut } from "../policy";

const notFound: Refusal = { code: "outreach.not_found" };
/** Lines shown at once. */
const PAGE = 100;

/** The list a file was read into, if it is the actor's own and they may invite. Refuses `outreach.not_found`. */
export async function findList(ctx: UserCtx, id: string): Promise<Result<{ id: string; state: ListState; fileName: string; createdAt: Date }, Refusal>> {
  if (!mayReachOut(ctx.actor, "invite") || !isUuid(id)) return refuse(notFound);
  const row = await ctx.db.invitationList.findFirst({
    where: { id, createdById: ctx.actor.id },
    select: { id: true, state: true, fileName: true, createdAt: true },
  });
  return row ? ok({ ...row, state: row.state as ListState }) : refuse(notFound);
}

/**
 * What would happen, happens or has happened with each line of a file, those of one plan where it is given. Lines go on
 * after a number. Refuses `outreach.not_found`, also for a file somebody else brought.
 */
export async function getList(
  ctx: UserCtx,
  id: string,
  { after = 0, plan }: { after?: number; plan?: Plan } = {},
): Promise<Result<InvitationListDto, Refusal>> {
  const found = await findList(ctx, id);
  if (!found.ok) return found;
  const [grouped, spoken, rows] = await Promise.all([
    ctx.db.invitationListRow.groupBy({ by: ["plan", "outcome"], where: { listId: id }, _count: { _all: true } }),
    ctx.db.invitationListRow.groupBy({ by: ["language"], where: { listId: id, plan: "invite" }, _count: { _all: true } }),
    ctx.db.invitationListRow.findMany({ where: { listId: id, line: { gt: after }, ...(plan && { plan }) }, orderBy: { line: "asc" }, take: PAGE + 1 }),
  ]);
  const shown = rows.slice(0, PAGE);
  const parties = await ctx.db.party.findMany({
    where: { OR: [{ id: { in: shown.flatMap(({ partyId }) => partyId ?? []) } }, { code: { in: shown.flatMap(({ near }) => near) } }] },
    select: { id: true, code: true, names: true },
  });
  const nameOf = new Map(parties.flatMap(({ id: partyId, code, names }) => [partyId, code].map((key) => [key, (names as Names)[ctx.language]] as const)));
  const count = (of: (group: { plan: string; outcome: string | null }) => boolean): number =>
    grouped.filter(of).reduce((sum, { _count }) => sum + _count._all, 0);
  const { state, fileName, createdAt } = found.value;
  return ok({
    id,
    state,
    fileName,
    createdAt: createdAt.toISOString(),
    counts: Object.fromEntries(PLANS.map((known) => [known, count((group) => group.plan === known)])) as Record<Plan, number>,
    outcomes: Object.fromEntries(OUTCOMES.map((known) => [known, count(({ outcome }) => outcome === known)])) as Record<Outcome, number>,
    languages: spoken.flatMap(({ language, _count }) => (isLanguage(language) ? [{ language, count: _count._all }] : [])),
    left: count((group) => group.plan === "invite" && group.outcome === null),
    rows: shown.map(({ partyId, near, plan: planned, outcome, listId: _, ...row }): ListRow => ({
      ...row,
      plan: planned as Plan,
      outcome: outcome as Outcome | null,
      partyName: (partyId && nameOf.get(partyId)) ?? null,
      near: near.map((code) => ({ code, name: nameOf.get(code) ?? code })),
    })),
    next: rows.length > PAGE ? String(shown.at(-1)!.line) : null,
  });
}

/** Whether something in a file has to be corrected before everybody in it is invited. */
export const hasFaults = ({ counts }: Pick<InvitationListDto, "counts">): boolean => FAULTS.some((fault) => counts[fault] > 0);
