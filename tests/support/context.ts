import { randomUUID } from "node:crypto";
import type { Actor } from "~/lib/actor";
import type { Language } from "~/lib/languages";
import type { Ctx } from "~/platform/context.server";
import type { Database } from "~/platform/db/client.server";
import { silentLive } from "~/platform/live/live.server";
import { silentLog } from "./silent-log";

export type CtxInput<A extends Actor> = { db: Database; actor: A; now?: Date | (() => Date); language?: Language };

/** The context a query or command is called with. `now` stands still unless a clock is given. */
export function makeCtx<A extends Actor>({ db, actor, now, language = "en" }: CtxInput<A>): Ctx<A> {
  const clock = typeof now === "function" ? now : () => new Date(now ?? Date.now());
  return { db, actor, now: clock, log: silentLog, live: silentLive, requestId: randomUUID(), language, origin: "http://localhost:3000" };
}
