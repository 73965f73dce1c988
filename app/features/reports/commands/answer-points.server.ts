import { recordEvent } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import type { Tx } from "~/platform/db/client.server";

/**
 * Gives the open points of a report the answer a new version holds, each with what the party says beside it. Inside the
 * transaction that signs the version, under the report's lock: a version that answers and points that do not know it are
 * never seen. One audit event for each.
 */
export async function answerPoints(tx: Tx, ctx: UserCtx, { reportId, submissionId }: { reportId: string; submissionId: string }): Promise<void> {
  const points = await tx.clarificationPoint.findMany({ where: { reportId, state: "open" }, orderBy: { id: "asc" } });
  for (const { id, question, row, reply } of points) {
    await tx.clarificationPoint.update({ where: { id }, data: { state: "answered", reply: "", revision: { increment: 1 } } });
    await tx.clarificationTurn.create({
      data: { pointId: id, kind: "answered", text: reply, submissionId, changed: true, byId: ctx.actor.id, byName: ctx.actor.name, at: ctx.now() },
    });
    await recordEvent(tx, ctx, {
      type: "clarification.answered",
      subject: `submission:${submissionId}`,
      data: { point: id, question, row, changed: true, ...(reply && { reason: reply }) },
    });
  }
}
