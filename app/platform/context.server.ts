import type { Actor, User } from "~/lib/actor";
import type { Language } from "~/lib/languages";
import type { Database } from "./db/client.server";
import type { Live } from "./live/live.server";
import type { Log } from "./log.server";

/** What every query and command is given first: the world it may touch, and who asks. */
export type Ctx<A extends Actor = Actor> = {
  db: Database;
  actor: A;
  /** The server's clock; injected so that tests set it. */
  now: () => Date;
  log: Log;
  /** Tells those who look on what has just been done. */
  live: Pick<Live, "publish">;
  requestId: string;
  /** The origin of this portal, for links in mails. */
  origin: string;
  /** Language the answer is read in. */
  language: Language;
};

/** A context with a signed-in person. */
export type UserCtx = Ctx<User>;
