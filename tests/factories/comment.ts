import { randomUUID } from "node:crypto";
import { replyToThread, startThread, type Written } from "~/features/comments/commands/write.server";
import type { ThreadKind } from "~/features/comments/model";
import type { DoorInput } from "~/features/comments/queries/doors.server";
import { keyOfUnit } from "~/features/reports/model";
import type { UserCtx } from "~/platform/context.server";

type Said = { kind?: ThreadKind; place?: string; text?: string; mentions?: string[]; id?: string };

/** Begins a thread on an answer (`B1`, `D3/C5`; "" is the whole version), a shared one unless it is said. */
export async function begin(
  ctx: UserCtx,
  door: DoorInput,
  { kind = "shared", place = "B1", text = "A question.", mentions = [], id = randomUUID() }: Said = {},
): Promise<Written> {
  const started = await startThread(ctx, door, { id, kind, place: keyOfUnit(place), text, mentions });
  if (!started.ok) throw new Error(JSON.stringify(started.error));
  return started.value;
}

/** Answers in a thread. */
export async function replyIn(
  ctx: UserCtx,
  door: DoorInput,
  thread: string,
  { text = "An answer.", mentions = [], id = randomUUID() }: Said = {},
): Promise<Written> {
  const written = await replyToThread(ctx, door, { id, thread, text, mentions });
  if (!written.ok) throw new Error(JSON.stringify(written.error));
  return written.value;
}
