import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import { isUniqueViolation, type Tx } from "~/platform/db/client.server";
import { isEditable, threadSubject, type ThreadKind, type ThreadPlace } from "../model";
import { decideThread, type ThreadAction } from "../policy";
import { openDoor, readSigned, showsPlace, type Door, type DoorInput } from "../queries/doors.server";
import { callableBy, placesIn, readersOf, type Reader } from "../queries/people.server";
import { findThread, type ThreadRow } from "../queries/threads.server";
import type { EditInput, ReplyInput, StartInput } from "../schema";
import { writeCommentMail } from "./comment-mail.server";

/** Where a comment went: the addresses of both are made of these. */
export type Written = { thread: string; comment: string };

const refuseField = (field: string, code: string): Result<never, Refusal> => refuse({ code, fields: { [field]: code } });

/** The door, and the thread in it, for somebody who may do this there. */
export async function findAllowed(
  ctx: UserCtx,
  input: DoorInput,
  threadId: string,
  action: ThreadAction,
): Promise<Result<{ door: Door; thread: ThreadRow }, Refusal>> {
  const opened = await openDoor(ctx, input);
  if (!opened.ok) return opened;
  const thread = await findThread(ctx, opened.value, threadId);
  if (!thread) return refuse({ code: "comment.not_found" });
  const allowed = decideThread(ctx.actor, opened.value.side, action, thread.kind, opened.value.commented);
  return allowed.ok ? ok({ door: opened.value, thread }) : allowed;
}

/** The people a comment calls, each once; null where one of them may not be called there. */
async function findCalled(
  ctx: UserCtx,
  tx: Tx,
  door: Door,
  thread: ThreadPlace & { kind: ThreadKind; id: string | null },
  mentions: readonly string[],
  holds: Awaited<ReturnType<typeof placesIn>>,
): Promise<Reader[] | null> {
  if (mentions.length === 0) return [];
  const callable = await callableBy(tx, ctx, door, await readersOf(tx, ctx, door, thread, holds), thread.id);
  const called = callable.filter(({ id }) => mentions.includes(id));
  return called.length === new Set(mentions).size ? called : null;
}

/** Writes a comment into a thread with whom it calls, and their mails. */
async function writeComment(
  tx: Tx,
  ctx: UserCtx,
  door: Door,
  thread: ThreadPlace & { id: string; kind: ThreadKind },
  { id, text, called }: { id: string; text: string; called: readonly Reader[] },
): Promise<void> {
  await tx.comment.create({
    data: {
      ...{ id, threadId: thread.id, authorId: ctx.actor.id, side: door.side, text, at: ctx.now() },
      mentions: { create: called.map((person) => ({ userId: person.id, threadId: thread.id })) },
    },
  });
  for (const to of called) await writeCommentMail(tx, ctx, { told: "mentioned", to, door, thread, comment: id });
}

/** A form that is sent twice says it once: the comment it made is the answer again, for its author in the same report only. */
async function onceWritten(ctx: UserCtx, door: Door, { id, text }: { id: string; text: string }, write: () => Promise<Result<Written, Refusal>>) {
  try {
    return await write();
  } catch (error) {
    const before = isUniqueViolation(error)
      ? await ctx.db.comment.findFirst({ where: { id, text, authorId: ctx.actor.id, thread: { reportId: door.reportId } }, select: { threadId: true } })
      : null;
    if (!before) throw error;
    return ok({ thread: before.threadId, comment: id });
  }
}

/**
 * Begins a thread on an answer of the signed version, or on the version as a whole, with its first comment. Its kind is
 * chosen here and never changes. Refuses as `openDoor` and `decideThread` do, `comment.no_version` where nothing signed
 * is shown, `comment.place_unknown`, and `comment.person_unknown` for people who do not read it. Audit event, mails.
 */
export async function startThread(
  ctx: UserCtx,
  input: DoorInput,
  { id, kind, place, text, mentions }: Omit<StartInput, "intent">,
): Promise<Result<Written, Refusal>> {
  const opened = await openDoor(ctx, input);
  if (!opened.ok) return opened;
  const door = opened.value;
  const allowed = decideThread(ctx.actor, door.side, "start", kind, door.commented);
  if (!allowed.ok) return allowed;
  const signed = await readSigned(ctx, door);
  if (!signed || signed.answers.length === 0) return refuse({ code: "comment.no_version" });
  const isShown = place.question === "" ? place.row === "" : signed.answers.some(({ question, row }) => question.code === place.question && row === place.row);
  if (!isShown || !showsPlace(door, place)) return refuseField("place", "comment.place_unknown");
  const holds = await placesIn(ctx.db, door);
  return onceWritten(ctx, door, { id, text }, () =>
    ctx.db.$transaction(async (tx): Promise<Result<Written, Refusal>> => {
      const called = await findCalled(ctx, tx, door, { ...place, kind, id: null }, mentions, holds);
      if (!called) return refuseField("mentions", "comment.person_unknown");
      const thread = await tx.commentThread.create({
        data: {
          ...{ kind, ...place, ...door.commented, reportId: door.reportId, submissionId: signed.facts.submissionId },
          answerHash: place.question === "" ? "" : signed.hashOf(place),
          createdById: ctx.actor.id,
          createdAt: ctx.now(),
        },
        select: { id: true },
      });
      await writeComment(tx, ctx, door, { ...place, ...thread, kind }, { id, text, called });
      const data = { submission: signed.facts.submissionId, comment: id, kind, ...place, called: called.map((person) => person.id) };
      await recordEvent(tx, ctx, { type: "comment.started", subject: threadSubject(thread.id), data });
      return ok({ thread: thread.id, comment: id });
    }),
  );
}

/**
 * Answers in a thread; one that was resolved is open again. Refuses as `openDoor` and `decideThread` do,
 * `comment.not_found`, and `comment.person_unknown`. Audit event, mails.
 */
export async function replyToThread(
  ctx: UserCtx,
  input: DoorInput,
  { id, thread: threadId, text, mentions }: Omit<ReplyInput, "intent">,
): Promise<Result<Written, Refusal>> {
  const found = await findAllowed(ctx, input, threadId, "reply");
  if (!found.ok) return found;
  const { door, thread } = found.value;
  const holds = await placesIn(ctx.db, door);
  return onceWritten(ctx, door, { id, text }, () =>
    ctx.db.$transaction(async (tx): Promise<Result<Written, Refusal>> => {
      const called = await findCalled(ctx, tx, door, thread, mentions, holds);
      if (!called) return refuseField("mentions", "comment.person_unknown");
      const { count } = await tx.commentThread.updateMany({
        where: { id: thread.id, state: "resolved" },
        data: { state: "open", resolvedAt: null, resolvedById: null, revision: { increment: 1 } },
      });
      await writeComment(tx, ctx, door, thread, { id, text, called });
      const data = { submission: thread.submissionId, comment: id, ...(count === 1 && { reopened: true }), called: called.map((person) => person.id) };
      await recordEvent(tx, ctx, { type: "comment.replied", subject: threadSubject(thread.id), data });
      return ok({ thread: thread.id, comment: id });
    }),
  );
}

/**
 * Changes a comment of one's own, while its minutes last; the text it had is kept. Refuses as `openDoor` and
 * `decideThread` do, `comment.not_found` for other people's, `comment.too_late`, and `comment.changed` where it was
 * edited since it was shown. Audit event.
 */
export async function editComment(
  ctx: UserCtx,
  input: DoorInput,
  { comment: commentId, revision, text }: Omit<EditInput, "intent">,
): Promise<Result<Written, Refusal>> {
  const comment = await ctx.db.comment.findFirst({ where: { id: commentId, authorId: ctx.actor.id } });
  if (!comment) return refuse({ code: "comment.not_found" });
  const found = await findAllowed(ctx, input, comment.threadId, "reply");
  if (!found.ok) return found;
  const { thread } = found.value;
  if (!isEditable(comment.at, ctx.now())) return refuse({ code: "comment.too_late" });
  return ctx.db.$transaction(async (tx) => {
    const { count } = await tx.comment.updateMany({
      where: { id: comment.id, revision },
      data: { text, editedAt: ctx.now(), revision: { increment: 1 } },
    });
    if (count !== 1) return refuse({ code: "comment.changed" });
    await tx.commentText.create({ data: { commentId: comment.id, revision, text: comment.text, until: ctx.now() } });
    await recordEvent(tx, ctx, {
      type: "comment.edited",
      subject: threadSubject(thread.id),
      data: { submission: thread.submissionId, comment: comment.id, revision },
    });
    return ok({ thread: thread.id, comment: comment.id });
  });
}
