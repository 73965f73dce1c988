import type { Database } from "~/platform/db/client.server";
import type { Ctx } from "~/platform/context.server";
import type { Cycle, Milestone, Names } from "./model";

const select = { id: true, code: true, state: true, names: true, summaries: true, groupsOn: true, milestones: { orderBy: { at: "asc" } } } as const;
type Row = NonNullable<Awaited<ReturnType<typeof firstRow>>>;
const firstRow = (db: Database, where: object) => db.cycle.findFirst({ where, select, orderBy: { position: "desc" } });

const toCycle = ({ id, code, state, names, summaries, groupsOn, milestones }: Row): Cycle => ({
  id,
  code,
  state: state as Cycle["state"],
  names: names as Names,
  summaries: summaries as Partial<Names>,
  groupsOn: groupsOn.toISOString(),
  milestones: milestones.map((step): Milestone => ({
    code: step.code,
    kind: step.kind as Milestone["kind"],
    names: step.names as Names,
    at: step.at.toISOString(),
    until: step.until?.toISOString() ?? null,
    zone: step.zone,
    template: step.template,
  })),
});

/** The cycle that is open for reporting; the newest one when several are; null when none is. */
export async function findOpenCycle(ctx: Pick<Ctx, "db">): Promise<Cycle | null> {
  const row = await firstRow(ctx.db, { state: "open" });
  return row && toCycle(row);
}

/** A cycle by its code, whatever its state. */
export async function findCycle(ctx: Pick<Ctx, "db">, code: string): Promise<Cycle | null> {
  const row = await firstRow(ctx.db, { code });
  return row && toCycle(row);
}

/** All cycles, newest first. */
export async function listCycles(ctx: Pick<Ctx, "db">): Promise<Cycle[]> {
  const rows = await ctx.db.cycle.findMany({ select, orderBy: { position: "desc" } });
  return rows.map(toCycle);
}
