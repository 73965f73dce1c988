import { isUuid } from "~/lib/keyset";
import type { Ctx } from "~/platform/context.server";
import type { QueueViewLine } from "../model/rules";
import { holdsReview } from "../policy";

/** At most so many views are offered: more are no choice. */
const MOST_VIEWS = 100;

/** The views of the queue this reader may use: their own, and those the desk shares, by name. Empty for those who do not read at the desk. */
export async function listViews(ctx: Ctx): Promise<QueueViewLine[]> {
  if (!ctx.actor || !holdsReview(ctx.actor, "read")) return [];
  const { id: userId, secretariat } = ctx.actor;
  const rows = await ctx.db.queueView.findMany({
    where: { OR: [{ ownerId: userId }, { shared: true }] },
    select: { id: true, name: true, query: true, shared: true, ownerId: true, defaults: { where: { userId }, select: { userId: true } } },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: MOST_VIEWS,
  });
  const mayTake = (shared: boolean): boolean => shared && secretariat.includes("admin");
  return rows.map(({ ownerId, defaults, ...view }) => ({ ...view, isOwn: ownerId === userId || mayTake(view.shared), isDefault: defaults.length > 0 }));
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
