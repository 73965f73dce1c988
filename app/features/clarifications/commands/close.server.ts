import { lockReport } from "~/features/reports/queries/load.server";
import { findReviewed } from "~/features/review/queries/subject.server";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import type { CloseInput } from "../schema";
import { announce, settle, shut } from "./settle.server";

/**
 * Closes a point for the secretariat, answered or not. What the party has changed of an answer without signing it is put
 * back, and stays in its history. Refuses `submission.*`, `clarification.not_found` for a point of another report, and
 * `clarification.changed` where somebody acted on it since it was shown. Audit events.
 */
export async function closePoint(
  ctx: UserCtx,
  submissionId: string,
  { point: id, revision }: Omit<CloseInput, "intent">,
): Promise<Result<{ id: string }, Refusal>> {
  const found = await findReviewed(ctx, ctx.db, submissionId, "close_clarification");
  if (!found.ok) return found;
  const { reportId } = found.value;
  const closed = await ctx.db.$transaction(async (tx) => {
    await lockReport(tx, reportId);
    const again = await findReviewed(ctx, tx, submissionId, "close_clarification");
    if (!again.ok) return again;
    const point = await tx.clarificationPoint.findFirst({ where: { id, reportId } });
    if (!point) return refuse({ code: "clarification.not_found" });
    const { count } = await tx.clarificationPoint.updateMany({
      where: { id, revision, state: { not: "closed" } },
      data: { state: "closed", reply: "", revision: { increment: 1 } },
    });
    if (count !== 1) return refuse({ code: "clarification.changed" });
    const back = point.state === "open" ? await shut(tx, ctx, point) : null;
    await tx.clarificationTurn.create({ data: { pointId: id, kind: "closed", submissionId, byId: ctx.actor.id, byName: ctx.actor.name, at: ctx.now() } });
    const { question, row } = point;
    await recordEvent(tx, ctx, {
      type: "clarification.closed",
      subject: `submission:${submissionId}`,
      data: { point: id, question, row, answered: point.state === "answered" },
    });
    await settle(tx, ctx, { reportId, id: submissionId, state: again.value.subject.state });
    return ok({ key: { question, row }, back });
  });
  if (!closed.ok) return closed;
  announce(ctx, reportId, closed.value.key, closed.value.back);
  return ok({ id });
}
