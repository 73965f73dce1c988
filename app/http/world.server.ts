import type { Refusal } from "~/lib/refusal";
import type { Sessions } from "~/platform/auth/sessions.server";
import type { Database } from "~/platform/db/client.server";
import type { Live } from "~/platform/live/live.server";
import type { Rooms } from "~/platform/live/rooms.server";
import type { MadeFiles } from "~/platform/files/made-files.server";
import type { FileStore } from "~/platform/files/store.server";
import type { Log } from "~/platform/log.server";
import type { WordingDoor } from "~/platform/wording/door.server";
import type { PageMemo } from "./page-memo.server";

/** What the running portal consists of; made once at start, handed to every request. */
export type Portal = {
  db: Database;
  sessions: Sessions;
  files: FileStore;
  /** Large exports while they are made and kept. */
  made: MadeFiles;
  log: Log;
  live: Live;
  rooms: Rooms;
  /** Pages rendered before; null while developing, where the same data makes another page after a change of the code. */
  pages: PageMemo | null;
  now: () => Date;
  /** The origin of this portal as its users write it. Writes from pages of other origins are refused. */
  origin: string;
  demo: boolean;
  /** Opens the entry for reports of bounced mails; null where there is none. */
  bounceSecret: string | null;
  /** Whoever words laid-out sentences anew; null where nobody was set. */
  wording: WordingDoor | null;
  production: boolean;
  /** Waits for the database to answer again after an outage; rejects after `ms`. */
  databaseReady: (ms: number) => Promise<void>;
};

/** One request's share of it. */
export type RequestWorld = Portal & {
  requestId: string;
  nonce: string;
  /** Values made at random for this answer alone, which do not make its page another one: see `page-memo.server.ts`. */
  own: string[];
  clientAddress: string;
  /** Who was found to ask, by the id of their account; null for nobody, nothing where no route has looked. */
  person?: string | null;
  /** What the loaders of this page give, by route, where they were run before the framework was asked. */
  loaded?: ReadonlyMap<string, Promise<unknown>>;
  /** As what the page made of it may be kept; null where its data cannot be compared. */
  pageKey?: string | null;
  /** Why the edge refuses this request of a page: no route does anything for it, and the reader gets the page for that status. */
  refusal?: Refusal;
};
