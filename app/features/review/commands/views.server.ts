import { isUuid } from "~/lib/keyset";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import { isUniqueViolation, type Tx } from "~/platform/db/client.server";
import { holdsReview } from "../policy";

const MAX_NAME = 80;
const MAX_QUERY = 1_000;

/**
 * Keeps filters and order of the queue under a name, for its owner or for the whole desk; `opens`: the queue opens with it
 * for its owner. Refuses `submission.not_allowed`, `queue.view_name_required`, `queue.view_exists`. Audit event.
 */
export async function saveView(
  ctx: UserCtx,
  { name, query, shared, opens }: { name: string; query: string; shared: boolean; opens: boolean },
): Promise<Result<{ id: string }, Refusal>> {
  if (!holdsReview(ctx.actor, "read")) return refuse({ code: "submission.not_allowed" });
  const given = name.trim().slice(0, MAX_NAME);
  if (given === "") return refuse({ code: "queue.view_name_required", fields: { name: "queue.view_name_required" } });
  try {
    return await ctx.db.$transaction(async (tx) => {
      const { id } = await tx.queueView.create({
        data: { name: given, query: query.slice(0, MAX_QUERY), shared, ownerId: ctx.actor.id },
        select: { id: true },
      });
      if (opens) await openWith(tx, ctx.actor.id, id);
      await recordEvent(tx, ctx, { type: "queue.view_saved", subject: `view:${id}`, data: { name: given, query, shared } });
      return ok({ id });
    });
  } catch (error) {
    if (isUniqueViolation(error)) return refuse({ code: "queue.view_exists", fields: { name: "queue.view_exists" } });
    throw error;
  }
}

const openWith = (tx: Tx, userId: string, viewId: string) => tx.queueDefault.upsert({ where: { userId }, create: { userId, viewId }, update: { viewId } });

/** The queue opens with a view, or with everything (null). Refuses `queue.view_not_found` for another's own view. Audit event. */
export async function setDefaultView(ctx: UserCtx, id: string | null): Promise<Result<true, Refusal>> {
  return ctx.db.$transaction(async (tx) => {
    if (id === null) await tx.queueDefault.deleteMany({ where: { userId: ctx.actor.id } });
    else {
      const where = { id, OR: [{ ownerId: ctx.actor.id }, { shared: true }] };
      const view = isUuid(id) && holdsReview(ctx.actor, "read") ? await tx.queueView.findFirst({ where, select: { id: true } }) : null;
      if (!view) return refuse({ code: "queue.view_not_found" });
      await openWith(tx, ctx.actor.id, id);
    }
    await recordEvent(tx, ctx, { type: "queue.view_default", subject: `user:${ctx.actor.id}`, data: { view: id } });
    return ok(true);
  });
}

/** Takes a view away; administrators take shared ones of others away, too. Refuses `queue.view_not_found`. Audit event. */
export async function removeView(ctx: UserCtx, id: string): Promise<Result<true, Refusal>> {
  return ctx.db.$transaction(async (tx) => {
    const mine = [{ ownerId: ctx.actor.id }, ...(ctx.actor.secretariat.includes("admin") ? [{ shared: true }] : [])];
    const where = { id, OR: mine };
    if (isUuid(id)) await tx.queueDefault.deleteMany({ where: { view: where } });
    const { count } = isUuid(id) ? await tx.queueView.deleteMany({ where }) : { count: 0 };
    if (count !== 1) return refuse({ code: "queue.view_not_found" });
    await recordEvent(tx, ctx, { type: "queue.view_removed", subject: `view:${id}` });
    return ok(true);
  });
}
