import { recordEvent } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import type { Tx } from "~/platform/db/client.server";
import { tellOfficer } from "./officer-mail.server";

/**
 * Brings what the secretariat has asked and not closed to a version that is just signed: it is read there from now on. The
 * points that are open are answered by it, each with what the party says beside. Inside the
 * transaction that signs the version, under the report's lock: a version that answers and points that do not know it are
 * never seen. One audit event for each; a mail to the officer.
 */
export async function answerPoints(tx: Tx, ctx: UserCtx, { reportId, submissionId }: { reportId: string; submissionId: string }): Promise<void> {
  await tx.clarificationPoint.updateMany({ where: { reportId, state: { not: "closed" } }, data: { submissionId } });
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
  if (points.length > 0) await tellOfficer(tx, ctx, submissionId, "answered");
}
