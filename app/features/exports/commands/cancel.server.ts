import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import type { MadeFiles } from "~/platform/files/made-files.server";
import { statesBefore } from "../model";
import { getExport } from "../queries.server";

/**
 * Ends one's own export before it is done; what was made of it is removed. Refuses `export.not_found`, and `export.ended`
 * where it has come to its end meanwhile. Audit event.
 */
export async function cancelExport(ctx: UserCtx, made: MadeFiles, id: string): Promise<Result<null, Refusal>> {
  const found = await getExport(ctx, id);
  if (!found.ok) return found;
  const cancelled = await ctx.db.$transaction(async (tx) => {
    const where = { id, userId: ctx.actor.id, state: { in: statesBefore("cancelled") } };
    const { count } = await tx.export.updateMany({ where, data: { state: "cancelled", endedAt: ctx.now(), lease: null } });
    if (count === 1) await recordEvent(tx, ctx, { type: "export.cancelled", subject: `export:${id}`, data: { made: found.value.made } });
    return count === 1;
  });
  if (!cancelled) return refuse({ code: "export.ended" });
  await made.remove(id);
  return ok(null);
}
