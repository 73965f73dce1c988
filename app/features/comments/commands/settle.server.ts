import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import { threadSubject } from "../model";
import type { DoorInput } from "../queries/doors.server";
import { assignableIn, placesIn, readersOf } from "../queries/people.server";
import type { AssignInput, SettleInput } from "../schema";
import { writeCommentMail } from "./comment-mail.server";
import { findAllowed } from "./write.server";

/**
 * Resolves a thread, or opens it again, as it was shown. Refuses as `openDoor` and `decideThread` do,
 * `comment.not_found`, and `comment.changed` where somebody else did something to it since. Audit event.
 */
export async function settleThread(
  ctx: UserCtx,
  input: DoorInput,
  { intent, thread: threadId, revision }: SettleInput,
): Promise<Result<{ thread: string }, Refusal>> {
  const found = await findAllowed(ctx, input, threadId, "resolve");
  if (!found.ok) return found;
  const { thread } = found.value;
  const from = intent === "resolved" ? "open" : "resolved";
  const to =
    intent === "resolved" ? { state: "resolved", resolvedAt: ctx.now(), resolvedById: ctx.actor.id } : { state: "open", resolvedAt: null, resolvedById: null };
  return ctx.db.$transaction(async (tx) => {
    const { count } = await tx.commentThread.updateMany({ where: { id: thread.id, revision, state: from }, data: { ...to, revision: { increment: 1 } } });
    if (count !== 1) return refuse({ code: "comment.changed" });
    await recordEvent(tx, ctx, { type: `comment.${intent}`, subject: threadSubject(thread.id), data: { submission: thread.submissionId } });
    return ok({ thread: thread.id });
  });
}

/**
 * Gives a thread to somebody, or to nobody (""): an internal one to an officer who reads it, a shared one to a focal
 * point of the party; they are told by mail. Refuses as `openDoor` and `decideThread` do, `comment.not_found`,
 * `comment.person_unknown`, `comment.changed`. Audit event.
 */
export async function assignThread(
  ctx: UserCtx,
  input: DoorInput,
  { thread: threadId, revision, person }: Omit<AssignInput, "intent">,
): Promise<Result<{ thread: string }, Refusal>> {
  const found = await findAllowed(ctx, input, threadId, "assign");
  if (!found.ok) return found;
  const { door, thread } = found.value;
  const holds = await placesIn(ctx.db, door);
  return ctx.db.$transaction(async (tx) => {
    const assignable = person === "" ? [] : assignableIn(thread.kind, await readersOf(tx, ctx, door, thread, holds));
    const to = assignable.find(({ id }) => id === person) ?? null;
    if (person !== "" && !to) return refuse({ code: "comment.person_unknown", fields: { person: "comment.person_unknown" } });
    const { count } = await tx.commentThread.updateMany({
      where: { id: thread.id, revision },
      data: { assigneeId: to?.id ?? null, revision: { increment: 1 } },
    });
    if (count !== 1) return refuse({ code: "comment.changed" });
    if (to && to.id !== thread.assigneeId && to.id !== ctx.actor.id) await writeCommentMail(tx, ctx, { told: "assigned", to, door, thread, comment: null });
    const data = { submission: thread.submissionId, userId: to?.id ?? null, name: to?.name ?? null };
    await recordEvent(tx, ctx, { type: "comment.assigned", subject: threadSubject(thread.id), data });
    return ok({ thread: thread.id });
  });
}
