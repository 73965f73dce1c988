import { moveSubmission } from "~/features/reports/commands/move-submission.server";
import { putBack } from "~/features/reports/commands/put-back.server";
import { scopeOf, unitOf, type AnswerKey, type SubmissionState } from "~/features/reports/model";
import type { Language } from "~/lib/languages";
import type { UserCtx } from "~/platform/context.server";
import type { Tx } from "~/platform/db/client.server";
import { recordEvent } from "~/platform/audit/record.server";
import { standingAfter, type PointState } from "../model";

/** A version and its report, whose lock is held. */
type Settled = { reportId: string; id: string; state: SubmissionState };

/**
 * Brings a version and the report's working copy to where its points stand now: the answers with an open point are open,
 * all others closed; with none open the report is locked again. Inside the caller's transaction, under the report's lock.
 * Gives the state of the version. `report.reopened` goes to the audit log where what is open has changed.
 */
export async function settle(tx: Tx, ctx: UserCtx, { reportId, id, state }: Settled): Promise<SubmissionState> {
  const points = await tx.clarificationPoint.findMany({
    where: { reportId, state: { not: "closed" } },
    orderBy: { id: "asc" },
    select: { question: true, row: true, state: true },
  });
  const to = standingAfter(
    state,
    points.map((point) => point.state as PointState),
  );
  if (to) {
    const moved = await moveSubmission(ctx, tx, { id, to, origin: ctx.origin });
    if (!moved.ok) throw new Error(`version ${id} does not follow its points: ${moved.error.code}`);
  }
  const open = points.filter((point) => point.state === "open").map(unitOf);
  const before = await tx.report.findUniqueOrThrow({ where: { id: reportId }, select: { reopened: true } });
  if (open.join() !== before.reopened.join()) {
    // What was cleared for signing is another content now, or is not signed at all.
    const unheld = { heldFrom: null, heldUntil: null, clearedHash: null };
    const data = open.length > 0 ? { state: "draft", reopened: open } : { state: "submitted", reopened: [], ...unheld };
    await tx.report.update({ where: { id: reportId }, data: { ...data, revision: { increment: 1 }, updatedAt: ctx.now() } });
    await recordEvent(tx, ctx, { type: "report.reopened", subject: `report:${reportId}`, data: { version: id, open } });
  }
  return to ?? state;
}

type Shut = AnswerKey & { reportId: string; baseRevision: number };

/** Puts the answer of a point that is not open any more back to what was signed. Says at which revision it stands then, or null where it had not changed. */
export async function shut(tx: Tx, ctx: UserCtx, { reportId, question, row, baseRevision }: Shut): Promise<number | null> {
  const { language } = await tx.report.findUniqueOrThrow({ where: { id: reportId }, select: { language: true } });
  const isBack = await putBack(tx, ctx, { reportId, question, row, language: language as Language, revision: baseRevision });
  if (!isBack) return null;
  const { revision } = await tx.answer.findUniqueOrThrow({ where: { reportId_question_row: { reportId, question, row } }, select: { revision: true } });
  return revision;
}

/** Tells open pages of a report that an answer was put back. */
export function announce(ctx: UserCtx, reportId: string, { question, row }: AnswerKey, revision: number | null): void {
  if (revision !== null) ctx.live.publish(scopeOf(reportId), { kind: "saved", saved: [{ question, row, revision }] });
}
