import { findActorByEmail } from "~/features/identity/queries.server";
import type { User } from "~/lib/actor";
import type { Refusal } from "~/lib/refusal";
import type { Result } from "~/lib/result";
import type { UserCtx } from "~/platform/context.server";
import type { Database } from "~/platform/db/client.server";
import { env } from "~/platform/env.server";
import { silentLive } from "~/platform/live/live.server";
import type { Log } from "~/platform/log.server";

/** The officer who decides on the demonstration reports. */
export const DESK = "desk@demo.example";
export const DAY_MS = 86_400_000;

/** A demo account as an actor. Throws where there is none. */
export async function actorOf(db: Database, email: string): Promise<User> {
  const actor = await findActorByEmail({ db }, email);
  if (!actor) throw new Error(`there is no demo account ${email}`);
  return actor;
}

/** What a command of a demo account is called with, by a clock of its own. */
export async function contextOf(db: Database, log: Log, email: string, now: () => Date): Promise<UserCtx> {
  const actor = await actorOf(db, email);
  const { PUBLIC_ORIGIN, PORT } = env();
  return { db, actor, now, log, live: silentLive, requestId: "seed", origin: PUBLIC_ORIGIN ?? `http://localhost:${PORT}`, language: actor.language ?? "en" };
}

/** A refusal here is a fault of the files, never of a person. */
export function must<T>(result: Result<T, Refusal>): T {
  if (!result.ok) throw new Error(`the demonstration cannot be loaded: ${JSON.stringify(result.error)}`);
  return result.value;
}
