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
 * Changes what is known of a meeting. With other minutes for each speaker, who fits on its lists may change: they are told.
 * Refuses `meeting.not_found`, `meeting.cancelled`, `meeting.document_unknown`. Audit event.
 */
export const changeMeeting = (ctx: UserCtx, id: string, input: MeetingInput): Promise<Result<null, Refusal>> =>
  withMeetingAtDesk(ctx, id, async (tx, meeting) => {
    const columns = await columnsOf(tx, { code: meeting.cycle }, input);
    if (!columns) return refuse(documentUnknown);
    await tx.meeting.update({ where: { id }, data: columns });
    // A chapter of another document is none of this meeting's.
    if (columns.documentId !== (meeting.document?.id ?? null)) await tx.agendaItem.updateMany({ where: { meetingId: id }, data: { chapterId: null } });
    await recordEvent(tx, ctx, { type: "meeting.changed", subject: `meeting:${id}`, data: { ...input } });
    const changed = { ...meeting, ...input, startsAt: columns.startsAt };
    for (const item of meeting.items) await recordMoves(tx, ctx, changed, item, listOf(meeting, item), listOf(changed, item));
    return ok(null);
  });

/** Cancels a meeting, with a reason everybody reads; it stays on the list. Refuses `meeting.not_found`, `meeting.cancelled`. Audit event. */
export const cancelMeeting = (ctx: UserCtx, id: string, reason: string): Promise<Result<null, Refusal>> =>
  withMeetingAtDesk(ctx, id, async (tx) => {
    await tx.meeting.update({ where: { id }, data: { cancelledAt: ctx.now(), cancelReason: reason } });
    await recordEvent(tx, ctx, { type: "meeting.cancelled", subject: `meeting:${id}`, data: { reason } });
    return ok(null);
  });
