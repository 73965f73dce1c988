import { findReport } from "~/features/reports/queries/load.server";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import { mayOpenTraces } from "../policy";

/**
 * Lets everybody read what became of the published answers of a report, or takes that back. Refuses `report.not_found`, and
 * `report.not_allowed` to all but the party's focal points. Said twice, it is said once. Audit event.
 */
export async function openTraces(ctx: UserCtx, reportId: string, given: boolean): Promise<Result<null, Refusal>> {
  const found = await findReport(ctx, ctx.db, reportId);
  if (!found.ok) return found;
  if (!mayOpenTraces(ctx.actor, found.value.partyId)) return refuse({ code: "report.not_allowed" });
  return ctx.db.$transaction(async (tx) => {
    const before = await tx.traceConsent.findUnique({ where: { reportId }, select: { givenAt: true } });
    if ((before?.givenAt != null) === given) return ok(null);
    const said = { givenAt: given ? ctx.now() : null, byId: ctx.actor.id };
    await tx.traceConsent.upsert({ where: { reportId }, create: { reportId, ...said }, update: said });
    await recordEvent(tx, ctx, { type: given ? "document.traces_opened" : "document.traces_closed", subject: `report:${reportId}` });
    return ok(null);
  });
}
