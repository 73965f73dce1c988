import { isCompiledQuestion } from "~/features/compilations/queries/questions.server";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import { findSignedAnswer } from "../queries/answers.server";
import type { AsideInput } from "../schema";
import { cycleOf, withDraft } from "./lock-draft.server";

/**
 * Says that an answer was read and is not cited in a document, and why; said again, the last reason stands. Refuses
 * `document.not_found`, `document.answer_unknown` also for contacts. Audit event.
 */
export async function setAside(ctx: UserCtx, document: string, { submission, question, row, reason }: AsideInput): Promise<Result<null, Refusal>> {
  const isCompiled = await isCompiledQuestion(ctx, await cycleOf(ctx, document));
  return withDraft(ctx, document, async (tx, { cycle }) => {
    const answer = await findSignedAnswer(tx, cycle, { submission, question, row });
    if (!answer || !isCompiled(answer.template, question)) return refuse({ code: "document.answer_unknown" });
    const said = { submissionId: submission, question, row, reason, byId: ctx.actor.id, at: ctx.now(), undoneAt: null };
    const key = { documentId: document, answerHash: answer.hash };
    await tx.setAsideAnswer.upsert({ where: { documentId_answerHash: key }, create: { ...key, ...said }, update: said });
    const data = { submission, question, row, hash: answer.hash, reason };
    await recordEvent(tx, ctx, { type: "document.answer_set_aside", subject: `document:${document}`, data });
    return ok(null);
  });
}

/**
 * Takes back that an answer was set aside: from then on it is unread again, unless it is cited; versions frozen before stay
 * as they are. Refuses `document.not_found`, and `document.changed` where it is not set aside. Audit event with the reason
 * it was set aside for.
 */
export const undoSetAside = (ctx: UserCtx, document: string, hash: string): Promise<Result<null, Refusal>> =>
  withDraft(ctx, document, async (tx) => {
    const standing = await tx.setAsideAnswer.findFirst({ where: { documentId: document, answerHash: hash, undoneAt: null } });
    if (!standing) return refuse({ code: "document.changed" });
    await tx.setAsideAnswer.update({ where: { documentId_answerHash: { documentId: document, answerHash: hash } }, data: { undoneAt: ctx.now() } });
    const { submissionId: submission, question, row, reason } = standing;
    await recordEvent(tx, ctx, { type: "document.set_aside_undone", subject: `document:${document}`, data: { submission, question, row, hash, reason } });
    return ok(null);
  });
