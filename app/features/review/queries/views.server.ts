import { isUuid } from "~/lib/keyset";
import type { Ctx } from "~/platform/context.server";
import { runSql, sql } from "~/platform/db/client.server";
import type { QueueViewLine } from "../model/rules";
import { holdsReview } from "../policy";

/** At most so many views are offered: more are no choice. */
const MOST_VIEWS = 100;

/** The views of the queue this reader may use: their own, and those the desk shares, by name. Empty for those who do not read at the desk. */
export async function listViews(ctx: Ctx): Promise<QueueViewLine[]> {
  if (!ctx.actor || !holdsReview(ctx.actor, "read")) return [];
  const { id: userId, secretariat } = ctx.actor;
  const rows = await runSql<Omit<QueueViewLine, "isOwn"> & { ownerId: string }>(
    ctx.db,
    sql`select v.id, v.name, v.query, v.shared, v.owner_id as "ownerId", d.view_id is not null as "isDefault"
        from queue_view v left join queue_default d on d.view_id = v.id and d.user_id = ${userId}::uuid
        where v.owner_id = ${userId}::uuid or v.shared order by v.name, v.id limit ${MOST_VIEWS}`,
  );
  const mayTake = (shared: boolean): boolean => shared && secretariat.includes("admin");
  return rows.map(({ ownerId, ...view }) => ({ ...view, isOwn: ownerId === userId || mayTake(view.shared) }));
}

/** What this reader's queue opens with, as its address carries it; null where it opens with everything. */
export async function findDefaultView(ctx: Ctx): Promise<{ id: string; query: string } | null> {
  if (!ctx.actor || !isUuid(ctx.actor.id) || !holdsReview(ctx.actor, "read")) return null;
  const found = await ctx.db.queueDefault.findUnique({
    where: { userId: ctx.actor.id },
    select: { view: { select: { id: true, query: true, shared: true, ownerId: true } } },
  });
  // A view that is no longer shared is nobody else's any more.
  if (!found || !(found.view.shared || found.view.ownerId === ctx.actor.id)) return null;
  return { id: found.view.id, query: found.view.query };
}
