import { findOpenCycle } from "~/features/cycles/queries.server";
import { GENEVA, momentOf } from "~/lib/dates";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import type { Tx } from "~/platform/db/client.server";
import { mayWithMeetings } from "../policy";
import type { MeetingInput } from "../schema";
import { withMeetingAtDesk } from "./lock-meeting.server";
import { isElsewhere, isOver } from "../model";
import { writeMeetingMails } from "./mails.server";
import { listOf, recordMoves } from "./moves.server";

/** The columns a form fills; null where its document is none of the cycle. */
async function columnsOf(tx: Tx, cycle: { code: string }, { starts, ends, document, ...typed }: MeetingInput) {
  const known = document === "" || (await tx.document.count({ where: { id: document, cycle: { code: cycle.code } } })) === 1;
  if (!known) return null;
  return { ...typed, documentId: document || null, startsAt: momentOf(starts, GENEVA), endsAt: momentOf(ends, GENEVA) };
}

const documentUnknown: Refusal = { code: "meeting.document_unknown", fields: { document: "meeting.document_unknown" } };

/** Calls a meeting of the open cycle, public from then on. Refuses `meeting.not_found` to those who may not, `meeting.no_cycle`, `meeting.document_unknown`. Audit event. */
export async function createMeeting(ctx: UserCtx, input: MeetingInput): Promise<Result<{ id: string }, Refusal>> {
  if (!mayWithMeetings(ctx.actor, "write")) return refuse({ code: "meeting.not_found" });
  const cycle = await findOpenCycle(ctx);
  if (!cycle) return refuse({ code: "meeting.no_cycle" });
  return ctx.db.$transaction(async (tx) => {
    const columns = await columnsOf(tx, cycle, input);
    if (!columns) return refuse(documentUnknown);
    const { id } = await tx.meeting.create({
      data: { ...columns, cycleId: cycle.id, createdById: ctx.actor.id, createdAt: ctx.now() },
      select: { id: true },
    });
    await recordEvent(tx, ctx, { type: "meeting.created", subject: `meeting:${id}`, data: { ...input } });
    return ok({ id });
  });
}

/**
 * Changes what is known of a meeting. With other minutes for each speaker, who fits on its lists may change: they are told,
 * and where it is moved to another time or place, whoever asked for the floor is, unless it is over.
 * Refuses `meeting.not_found`, `meeting.cancelled`, `meeting.document_unknown`, and `meeting.document_tied` where statements
 * are tied to the document it had. Audit event.
 */
export const changeMeeting = (ctx: UserCtx, id: string, input: MeetingInput): Promise<Result<null, Refusal>> =>
  withMeetingAtDesk(ctx, id, async (tx, meeting) => {
    const columns = await columnsOf(tx, { code: meeting.cycle }, input);
    if (!columns) return refuse(documentUnknown);
    if (columns.documentId !== (meeting.document?.id ?? null)) {
      const tied = await tx.statement.count({ where: { item: { meetingId: id }, stands: true, ties: { some: {} } } });
      if (tied > 0) return refuse({ code: "meeting.document_tied", fields: { document: "meeting.document_tied" } });
      // A chapter of another document is none of this meeting's.
      await tx.agendaItem.updateMany({ where: { meetingId: id }, data: { chapterId: null } });
    }
    await tx.meeting.update({ where: { id }, data: { ...columns, edition: { increment: 1 } } });
    await recordEvent(tx, ctx, { type: "meeting.changed", subject: `meeting:${id}`, data: { ...input } });
    const changed = { ...meeting, ...input, document: meeting.document, startsAt: columns.startsAt, endsAt: columns.endsAt };
    for (const item of meeting.items.filter(({ removed }) => !removed))
      await recordMoves(tx, ctx, { meeting: changed, item, before: listOf(meeting, item), after: listOf(changed, item) });
    if (isElsewhere(meeting, changed) && !isOver(changed, ctx.now())) await writeMeetingMails(tx, ctx, changed, { told: "moved" });
    return ok(null);
  });

/** Cancels a meeting, with a reason everybody reads; it stays on the list. Mail to whoever asked for the floor. Refuses `meeting.not_found`, `meeting.cancelled`. Audit event. */
export const cancelMeeting = (ctx: UserCtx, id: string, reason: string): Promise<Result<null, Refusal>> =>
  withMeetingAtDesk(ctx, id, async (tx, meeting) => {
    await tx.meeting.update({ where: { id }, data: { cancelledAt: ctx.now(), cancelReason: reason, edition: { increment: 1 } } });
    await recordEvent(tx, ctx, { type: "meeting.cancelled", subject: `meeting:${id}`, data: { reason } });
    await writeMeetingMails(tx, ctx, meeting, { told: "cancelled", reason });
    return ok(null);
  });
