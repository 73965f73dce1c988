import { readTargets } from "~/features/reports/queries/state-targets.server";
import type { Ctx } from "~/platform/context.server";
import type { Tx } from "~/platform/db/client.server";
import { giveAll, OPEN_STATES, type OfficerLoad, type Rule, type RuleFacts, type RulesPage } from "../model/rules";
import { holdsReview } from "../policy";

const DECIDES = { disabledAt: null, secretariat: { some: { role: { in: ["desk_officer", "admin"] } } } };
/** So many versions nobody has are looked at together. */
export const MOST_UNASSIGNED = 500;

/** All rules, in the order they are asked. */
export async function readRules(db: Ctx["db"] | Tx): Promise<Rule[]> {
  const rows = await db.officerRule.findMany({ orderBy: [{ priority: "asc" }, { id: "asc" }], include: { officers: { select: { userId: true } } } });
  return rows.map(({ officers, createdAt: _, ...rule }) => ({ ...rule, officers: officers.map(({ userId }) => userId) }));
}

/** How many versions wait on each officer's desk: of those who decide there, by their ids. */
export async function readLoads(db: Ctx["db"] | Tx, now: Date): Promise<OfficerLoad[]> {
  const open = { state: { in: [...OPEN_STATES] }, officerId: { not: null } };
  const [officers, counted, late] = await Promise.all([
    db.user.findMany({ where: DECIDES, select: { id: true, name: true }, orderBy: [{ name: "asc" }, { id: "asc" }] }),
    db.submission.groupBy({ by: ["officerId"], where: open, _count: { _all: true } }),
    db.submission.groupBy({ by: ["officerId"], where: { ...open, dueAt: { lt: now } }, _count: { _all: true } }),
  ]);
  const of = (rows: typeof counted, id: string): number => rows.find(({ officerId }) => officerId === id)?._count._all ?? 0;
  return officers.map(({ id, name }) => ({ id, name, open: of(counted, id), overdue: of(late, id) }));
}

/** The open versions nobody has and nobody has been taken from by hand, oldest first; only those the rules have not been asked for, where `arrived`. */
export function readUnassigned(db: Ctx["db"] | Tx, { arrived }: { arrived: boolean }): Promise<(RuleFacts & { id: string })[]> {
  return db.submission.findMany({
    where: { officerId: null, state: { in: [...OPEN_STATES] }, OR: [{ officerVia: null }, ...(arrived ? [] : [{ officerVia: "none" }])] },
    orderBy: [{ submittedAt: "asc" }, { id: "asc" }],
    take: MOST_UNASSIGNED,
    select: { id: true, template: true, lines: true, unGroup: true, ituRegion: true, groups: true, language: true },
  });
}

/** The rules with a rehearsal of what each would do now with what nobody has, and the officers with their loads. Empty for those who do not read at the desk. */
export async function getRulesPage(ctx: Ctx): Promise<RulesPage> {
  if (!holdsReview(ctx.actor, "read")) return { rules: [], officers: [], unassigned: 0, left: 0, targets: [] };
  const [rules, officers, unassigned, targets] = await Promise.all([
    readRules(ctx.db),
    readLoads(ctx.db, ctx.now()),
    readUnassigned(ctx.db, { arrived: false }),
    readTargets(ctx.db),
  ]);
  const given = giveAll(rules, unassigned, new Map(officers.map(({ id, open }) => [id, open])));
  const name = new Map(officers.map((officer) => [officer.id, officer.name]));
  return {
    rules: rules.map(({ officers: ids, ...rule }) => ({
      ...rule,
      officers: ids.flatMap((id) => (name.has(id) ? [{ id, name: name.get(id)! }] : [])),
      wouldGive: given.filter((one) => one.given?.rule.id === rule.id).length,
    })),
    officers: officers.map((officer) => ({ ...officer, wouldGet: given.filter((one) => one.given?.officer === officer.id).length })),
    unassigned: unassigned.length,
    left: given.filter((one) => one.given === null).length,
    targets: [...targets].map(([state, workingDays]) => ({ state, workingDays })),
  };
}
