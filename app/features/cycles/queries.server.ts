import type { Database } from "~/platform/db/client.server";
import type { Ctx } from "~/platform/context.server";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { afterMove, CYCLE_MOVES, type Cycle, type CycleStanding, type Milestone, type Names } from "./model";
import { mayWithCycles, type Who } from "./policy";

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

/**
 * The cycle whose answers are read across: the one of this code, if it has begun; without one the open cycle and, where none is
 * open, the one that closed last. Null where none has begun.
 */
export async function findBegunCycle(ctx: Pick<Ctx, "db">, code?: string): Promise<Cycle | null> {
  if (code === undefined) return (await findOpenCycle(ctx)) ?? (await firstRow(ctx.db, { state: "closed" }).then((row) => row && toCycle(row)));
  const cycle = await findCycle(ctx, code);
  return cycle?.state === "prepared" ? null : cycle;
}

/** All cycles, newest first. */
export async function listCycles(ctx: Pick<Ctx, "db">): Promise<Cycle[]> {
  const rows = await ctx.db.cycle.findMany({ select, orderBy: { position: "desc" } });
  return rows.map(toCycle);
}

/** How every cycle stands, newest first, with what the reader may do with it now. Refuses `cycle.not_found` outside the secretariat. */
export async function listStandings(ctx: Pick<Ctx, "db" | "actor" | "language">, who: Who = ctx.actor): Promise<Result<CycleStanding[], Refusal>> {
  if (!mayWithCycles(who, "read")) return refuse({ code: "cycle.not_found" });
  const [rows, reports] = await Promise.all([
    ctx.db.cycle.findMany({
      select: { id: true, code: true, names: true, state: true, templates: { where: { state: "open" }, distinct: ["template"], select: { template: true } } },
      orderBy: { position: "desc" },
    }),
    ctx.db.report.groupBy({ by: ["cycleId", "state"], _count: true }),
  ]);
  const count = (cycleId: string, state: "draft" | "submitted"): number => reports.find((row) => row.cycleId === cycleId && row.state === state)?._count ?? 0;
  return ok(
    rows.map(({ id, code, names, state, templates }) => {
      const standing = { state: state as Cycle["state"], templates: templates.length };
      const moves = CYCLE_MOVES.filter((move) => mayWithCycles(who, move) && afterMove(standing, move).ok);
      return { code, name: (names as Names)[ctx.language], ...standing, drafts: count(id, "draft"), signed: count(id, "submitted"), moves };
    }),
  );
}

/** One cycle with the names of the others that are open. Refuses `cycle.not_found`, also outside the secretariat. */
export async function findStanding(
  ctx: Pick<Ctx, "db" | "actor" | "language">,
  code: string,
): Promise<Result<{ cycle: CycleStanding; others: string[] }, Refusal>> {
  const listed = await listStandings(ctx);
  if (!listed.ok) return listed;
  const cycle = listed.value.find((one) => one.code === code);
  if (!cycle) return refuse({ code: "cycle.not_found" });
  return ok({ cycle, others: listed.value.filter((one) => one !== cycle && one.state === "open").map(({ name }) => name) });
}
