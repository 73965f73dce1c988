import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import { findReport, lockForWriting } from "../queries/load.server";
import { mayCarryUnit } from "../queries/units.server";

/**
 * Says which organisational unit of its party a draft is made for; "" is the party as a whole. Refuses `report.not_found`,
 * `report.locked`, `report.in_clearance`, `report.unit_locked` while the secretariat waits for a clarification, `report.cycle_closed`, `report.not_allowed` and `report.unit_not_found` for a unit the party does not have today. Audit event.
 */
export async function chooseUnit(ctx: UserCtx, { reportId, unit }: { reportId: string; unit: string }): Promise<Result<{ unit: string }, Refusal>> {
  const found = await findReport(ctx, ctx.db, reportId);
  if (!found.ok) return found;
  const chosen = unit.trim();
  if (!(await mayCarryUnit(ctx, found.value.party.code, chosen))) return refuse({ code: "report.unit_not_found" });
  return ctx.db.$transaction(async (tx) => {
    const locked = await lockForWriting(ctx, tx, reportId);
    if (!locked.ok) return locked;
    // No answer, and signed all the same.
    if (locked.value.reopened.length > 0) return refuse({ code: "report.unit_locked" });
    const before = locked.value.unit ?? "";
    if (before === chosen) return ok({ unit: chosen });
    await tx.report.update({ where: { id: reportId }, data: { unit: chosen || null, revision: { increment: 1 }, updatedAt: ctx.now() } });
    await recordEvent(tx, ctx, { type: "report.unit_chosen", subject: `report:${reportId}`, data: { from: before, to: chosen } });
    return ok({ unit: chosen });
  });
}
