import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import type { Disposition } from "../model";
import { withDecision, type AskedDraft } from "./lock-draft.server";

/**
 * Says what became of a comment or proposal, and why; said again, the last answer stands. Refuses `negotiation.not_found`
 * also for what was withdrawn, and `negotiation.dispositions_public`: what everybody reads stays as it is. Audit event.
 */
export const answerInput = (
  ctx: UserCtx,
  asked: AskedDraft,
  { input: id, disposition, answer }: { input: string; disposition: Disposition; answer: string },
): Promise<Result<null, Refusal>> =>
  withDecision(ctx, asked, async (tx, draft) => {
    if (draft.line.disposed) return refuse({ code: "negotiation.dispositions_public" });
    const found = await tx.draftInput.count({ where: { id, consultationId: draft.id, state: { not: "withdrawn" } } });
    if (found === 0) return refuse({ code: "negotiation.not_found" });
    await tx.draftInput.update({ where: { id }, data: { disposition, answer, answeredById: ctx.actor.id, answeredAt: ctx.now() } });
    await recordEvent(tx, ctx, { type: "draft.answered", subject: `document:${asked.document}`, data: { input: id, disposition, answer } });
    return ok(null);
  });

/**
 * Makes public what became of everything that was said to a draft. Refuses `negotiation.not_found`,
 * `negotiation.dispositions_public` where it is, `negotiation.still_open`, and `negotiation.answers_missing` as long as
 * something has no answer. Audit event.
 */
export const publishDispositions = (ctx: UserCtx, asked: AskedDraft): Promise<Result<null, Refusal>> =>
  withDecision(ctx, asked, async (tx, { id, line }) => {
    if (line.disposed) return refuse({ code: "negotiation.dispositions_public" });
    if (line.open) return refuse({ code: "negotiation.still_open" });
    const count = await tx.draftInput.count({ where: { consultationId: id, disposition: "", state: { not: "withdrawn" } } });
    if (count > 0) return refuse({ code: "negotiation.answers_missing", params: { count } });
    await tx.draftConsultation.update({ where: { id }, data: { disposedAt: ctx.now() } });
    await recordEvent(tx, ctx, { type: "draft.dispositions_published", subject: `document:${asked.document}`, data: { number: asked.number } });
    return ok(null);
  });
