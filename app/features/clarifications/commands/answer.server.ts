import { tellOfficer } from "~/features/reports/commands/officer-mail.server";
import type { SubmissionState } from "~/features/reports/model";
import { canReport, whyNotWritten } from "~/features/reports/policy";
import { findReport, lockForWriting, subjectOf } from "~/features/reports/queries/load.server";
import { isUuid } from "~/lib/keyset";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import { mayAnswer } from "../policy";
import type { ReplyInput, StaysInput } from "../schema";
import { announce, settle, shut } from "./settle.server";

/** Why a report somebody may read is not theirs to answer for now; null where it is. */
async function whyNotAnswered(ctx: UserCtx, reportId: string): Promise<Refusal | null> {
  const found = await findReport(ctx, ctx.db, reportId);
  if (!found.ok) return found.error;
  const subject = subjectOf(found.value, ctx.now());
  return canReport(ctx.actor, "write", subject) ? null : whyNotWritten(ctx.actor, subject);
}

/**
 * Keeps what the party will say beside the changed answer of a point: it goes to the secretariat with the version that is
 * signed. Refuses `report.not_found`, all that writing refuses, `clarification.not_found`, and `clarification.changed` where
 * somebody acted on the point since it was shown. Audit event.
 */
export async function writeReply(
  ctx: UserCtx,
  reportId: string,
  { point: id, revision, text }: Omit<ReplyInput, "intent">,
): Promise<Result<{ id: string }, Refusal>> {
  const refusal = await whyNotAnswered(ctx, reportId);
  if (refusal) return refuse(refusal);
  return ctx.db.$transaction(async (tx): Promise<Result<{ id: string }, Refusal>> => {
    const locked = await lockForWriting(ctx, tx, reportId);
    if (!locked.ok) return locked;
    const point = isUuid(id) ? await tx.clarificationPoint.findFirst({ where: { id, reportId } }) : null;
    if (!point) return refuse({ code: "clarification.not_found" });
    const { count } = await tx.clarificationPoint.updateMany({ where: { id, revision, state: "open" }, data: { reply: text, revision: { increment: 1 } } });
    if (count !== 1) return refuse({ code: "clarification.changed" });
    await recordEvent(tx, ctx, {
      type: "clarification.reply_written",
      subject: `report:${reportId}`,
      data: { point: id, question: point.question, row: point.row },
    });
    return ok({ id });
  });
}

/**
 * Answers a point in the party's name without a change, with the reason: no new version is made, and what was changed of the
 * answer is put back. With the last open point the report is locked again and the version counts as answered. Refuses as
 * `writeReply` does, and `clarification.not_allowed` for those who do not sign for the party. Audit events, mail to the officer.
 */
export async function answerWithoutChange(
  ctx: UserCtx,
  reportId: string,
  { point: id, revision, text }: Omit<StaysInput, "intent">,
): Promise<Result<{ id: string }, Refusal>> {
  const refusal = await whyNotAnswered(ctx, reportId);
  if (refusal) return refuse(refusal);
  const answered = await ctx.db.$transaction(async (tx) => {
    const locked = await lockForWriting(ctx, tx, reportId);
    if (!locked.ok) return locked;
    const [version] = locked.value.submissions;
    if (!mayAnswer(ctx.actor, locked.value.partyId)) return refuse({ code: "clarification.not_allowed" });
    const point = isUuid(id) ? await tx.clarificationPoint.findFirst({ where: { id, reportId } }) : null;
    if (!point || !version) return refuse({ code: "clarification.not_found" });
    const { count } = await tx.clarificationPoint.updateMany({
      where: { id, revision, state: "open" },
      data: { state: "answered", reply: "", revision: { increment: 1 } },
    });
    if (count !== 1) return refuse({ code: "clarification.changed" });
    const back = await shut(tx, ctx, point);
    await tx.clarificationTurn.create({
      data: { pointId: id, kind: "answered", text, submissionId: version.id, byId: ctx.actor.id, byName: ctx.actor.name, at: ctx.now() },
    });
    const { question, row } = point;
    await recordEvent(tx, ctx, {
      type: "clarification.answered",
      subject: `submission:${version.id}`,
      data: { point: id, question, row, changed: false, reason: text },
    });
    const state = await settle(tx, ctx, { reportId, id: version.id, state: version.state as SubmissionState });
    if (state === "answered") await tellOfficer(tx, ctx, version.id, "answered");
    return ok({ key: { question, row }, back });
  });
  if (!answered.ok) return answered;
  announce(ctx, reportId, answered.value.key, answered.value.back);
  return ok({ id });
}
