import type { Refusal } from "~/lib/refusal";
import { ok, type Result } from "~/lib/result";
import type { CommentSpot } from "~/lib/links";
import type { UserCtx } from "~/platform/context.server";
import type { DoorInput } from "../queries/doors.server";
import type { CommentForm } from "../schema";
import { assignThread, settleThread } from "./settle.server";
import { editComment, replyToThread, startThread } from "./write.server";

/** What a form of a page of comments asks for; gives where to go on. Refuses as each of the commands does. Audit event in each. */
export async function actOnComments(ctx: UserCtx, door: DoorInput, input: CommentForm): Promise<Result<CommentSpot, Refusal>> {
  const done = await runForm(ctx, door, input);
  return done.ok ? ok({ ...done.value, more: { done: input.intent } }) : done;
}

function runForm(ctx: UserCtx, door: DoorInput, input: CommentForm): Promise<Result<{ thread: string; comment?: string }, Refusal>> {
  switch (input.intent) {
    case "started":
      return startThread(ctx, door, input);
    case "replied":
      return replyToThread(ctx, door, input);
    case "edited":
      return editComment(ctx, door, input);
    case "assigned":
      return assignThread(ctx, door, input);
    case "resolved":
    case "reopened":
      return settleThread(ctx, door, input);
  }
}
