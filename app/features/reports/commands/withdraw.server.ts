import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { UserCtx } from "~/platform/context.server";
import { canReport, holds } from "../policy";
import { findReport, lockReport, subjectOf } from "../queries/load.server";
import { lockVersions, moveSubmission } from "./move-submission.server";
import { tellOfficer } from "./officer-mail.server";

/**
 * Withdraws a published report at the wish of its party, with the reason the secretariat reads: every version that is
 * published, so that none comes to stand in the place of another. The working copy stays as it is. Refuses
 * `report.withdrawal_reason_required`, `report.not_published`, `report.not_allowed`, `report.not_found`. Audit events, a mail
 * to the officer of the newest version.
 */
export async function withdrawReport(ctx: UserCtx, reportId: string, reason: string): Promise<Result<{ version: number }, Refusal>> {
  const found = await findReport(ctx, ctx.db, reportId);
  if (!found.ok) return found;
  const withdrawnReason = reason.trim();
  if (withdrawnReason === "") return refuse({ code: "report.withdrawal_reason_required", fields: { reason: "report.withdrawal_reason_required" } });
  return ctx.db.$transaction(async (tx) => {
    await lockReport(tx, reportId);
    await lockVersions(tx, reportId);
    const again = await findReport(ctx, tx, reportId);
    if (!again.ok) return again;
    if (!holds(ctx.actor, "withdraw", again.value.partyId)) return refuse({ code: "report.not_allowed" });
    const [latest] = again.value.submissions;
    if (!latest || !canReport(ctx.actor, "withdraw", subjectOf(again.value, ctx.now()))) return refuse({ code: "report.not_published" });
    const published = await tx.submission.findMany({ where: { reportId, state: "published" }, select: { id: true }, orderBy: { version: "asc" } });
    for (const { id } of published) {
      const set = { withdrawnReason, withdrawnByParty: true };
      const moved = await moveSubmission(ctx, tx, { id, to: "withdrawn", origin: ctx.origin, set, facts: { reason: withdrawnReason } });
      if (!moved.ok) throw new Error(`version ${id} cannot be withdrawn: ${moved.error.code}`);
    }
    await tellOfficer(tx, ctx, latest.id, "withdrawn");
    return ok({ version: latest.version });
  });
}
