import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import type { Tx } from "~/platform/db/client.server";
import type { Meeting } from "../model";
import type { ItemInput } from "../schema";
import { itemOf, withMeetingAtDesk } from "./lock-meeting.server";
import { listOf, recordMoves } from "./moves.server";

/** Whether a chapter is one of the meeting's document; none is always. */
const knowsChapter = async (tx: Tx, { document }: Meeting, chapter: string): Promise<boolean> =>
  chapter === "" || (document !== null && (await tx.documentChapter.count({ where: { id: chapter, documentId: document.id } })) === 1);

/** What calendars hold of a meeting names its items: they learn that it is another now. */
const newEdition = (tx: Tx, id: string) => tx.meeting.update({ where: { id }, data: { edition: { increment: 1 } } });

/** Puts an item at the end of the agenda. Refuses `meeting.not_found`, `meeting.cancelled`, and `meeting.changed` where the chapter is none of its document. Audit event. */
export const addItem = (ctx: UserCtx, id: string, { title, minutes, chapter }: ItemInput): Promise<Result<{ item: string }, Refusal>> =>
  withMeetingAtDesk(ctx, id, async (tx, meeting) => {
    if (!(await knowsChapter(tx, meeting, chapter))) return refuse({ code: "meeting.changed" });
    const data = { meetingId: id, position: meeting.items.length, title, minutes, chapterId: chapter || null };
    const made = await tx.agendaItem.create({ data, select: { id: true } });
    await newEdition(tx, id);
    await recordEvent(tx, ctx, { type: "meeting.item_added", subject: `meeting:${id}`, data: { item: made.id, title, minutes, chapter } });
    return ok({ item: made.id });
  });

/**
 * Changes an item. With other minutes, who fits on its list may change: they are told. Refuses `meeting.not_found`,
 * `meeting.cancelled`, and `meeting.changed` where the item or the chapter is not there. Audit event.
 */
export const changeItem = (ctx: UserCtx, id: string, at: string, { title, minutes, chapter }: ItemInput): Promise<Result<{ item: string }, Refusal>> =>
  withMeetingAtDesk(ctx, id, async (tx, meeting) => {
    const item = itemOf(meeting, at);
    if (!item || !(await knowsChapter(tx, meeting, chapter))) return refuse({ code: "meeting.changed" });
    await tx.agendaItem.update({ where: { id: at }, data: { title, minutes, chapterId: chapter || null } });
    await newEdition(tx, id);
    await recordEvent(tx, ctx, { type: "meeting.item_changed", subject: `meeting:${id}`, data: { item: at, title, minutes, chapter } });
    await recordMoves(tx, ctx, { meeting, item: { id: at, title }, before: listOf(meeting, item), after: listOf(meeting, { ...item, minutes }) });
    return ok({ item: at });
  });

/** Puts an item after another one, or first. Refuses `meeting.not_found`, `meeting.cancelled`, and `meeting.changed` where either is not there. Audit event. */
export const moveItem = (ctx: UserCtx, id: string, at: string, after: string): Promise<Result<{ item: string }, Refusal>> =>
  withMeetingAtDesk(ctx, id, async (tx, meeting) => {
    const others = meeting.items.flatMap(({ id: known }) => (known === at ? [] : [known]));
    const place = after === "" ? 0 : others.indexOf(after) + 1;
    if (!itemOf(meeting, at) || (after !== "" && place === 0)) return refuse({ code: "meeting.changed" });
    const order = [...others.slice(0, place), at, ...others.slice(place)];
    for (const [position, known] of order.entries()) await tx.agendaItem.update({ where: { id: known }, data: { position } });
    await newEdition(tx, id);
    await recordEvent(tx, ctx, { type: "meeting.item_moved", subject: `meeting:${id}`, data: { item: at, after } });
    return ok({ item: at });
  });

/**
 * Takes an item off the agenda. Where somebody asked to speak on it or gave a statement it stays, marked, with what hangs on
 * it. Refuses `meeting.not_found`, `meeting.cancelled`, `meeting.changed`. Audit event.
 */
export const removeItem = (ctx: UserCtx, id: string, at: string): Promise<Result<null, Refusal>> =>
  withMeetingAtDesk(ctx, id, async (tx, meeting) => {
    const item = itemOf(meeting, at);
    if (!item) return refuse({ code: "meeting.changed" });
    const isBare = item.turns.length === 0 && (await tx.statement.count({ where: { itemId: at } })) === 0;
    if (isBare) await tx.agendaItem.delete({ where: { id: at } });
    else await tx.agendaItem.update({ where: { id: at }, data: { removedAt: ctx.now() } });
    await newEdition(tx, id);
    await recordEvent(tx, ctx, { type: "meeting.item_removed", subject: `meeting:${id}`, data: { item: at, title: item.title, kept: !isBare } });
    return ok(null);
  });
