import { setTimeout as wait } from "node:timers/promises";
import type { Log } from "../log.server";
import { openDatabase, type Database } from "./client.server";
import { answers, DataFolderInUse, embeddedAddress, startEmbedded } from "./embedded.server";

export type Reached = { db: Database; url: string; close: () => Promise<void> };

/**
 * Reaches the portal's database from a program of its own: the configured one, the embedded one that a running portal
 * holds, or the embedded one started for as long as the program runs.
 */
export async function reachDatabase(settings: { DATABASE_URL?: string | undefined; DATA_DIR: string }, log: Log): Promise<Reached> {
  const { socket, url: runningUrl } = embeddedAddress(settings.DATA_DIR);
  const isRunning = settings.DATABASE_URL === undefined && (await answers(socket));
  const own = settings.DATABASE_URL === undefined && !isRunning ? await startOrFind(settings.DATA_DIR, socket, log) : undefined;
  const url = settings.DATABASE_URL ?? own?.url ?? runningUrl;
  const db = openDatabase(url, { connections: 4 });
  return {
    db,
    url,
    close: async () => {
      await db.$disconnect();
      await own?.stop();
    },
  };
}

/** A portal that runs may be too busy to answer at once, or be starting its database anew: it is asked again for so long. */
const BUSY_MS = 10_000;

/** The embedded database started here, or nothing where a portal that holds the folder answers after all. Throws `DataFolderInUse` where none does. */
async function startOrFind(dataDir: string, socket: string, log: Log): Promise<Awaited<ReturnType<typeof startEmbedded>> | undefined> {
  try {
    return await startEmbedded(dataDir, log);
  } catch (error) {
    if (!(error instanceof DataFolderInUse)) throw error;
    for (const end = performance.now() + BUSY_MS; performance.now() < end; await wait(100)) if (await answers(socket)) return undefined;
    throw error;
  }
}
