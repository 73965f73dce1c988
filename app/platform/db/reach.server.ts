import type { Log } from "../log.server";
import { openDatabase, type Database } from "./client.server";
import { answers, embeddedAddress, startEmbedded } from "./embedded.server";

export type Reached = { db: Database; url: string; close: () => Promise<void> };

/**
 * Reaches the portal's database from a program of its own: the configured one, the embedded one that a running portal
 * holds, or the embedded one started for as long as the program runs.
 */
export async function reachDatabase(settings: { DATABASE_URL?: string | undefined; DATA_DIR: string }, log: Log): Promise<Reached> {
  const { socket, url: runningUrl } = embeddedAddress(settings.DATA_DIR);
  const isRunning = settings.DATABASE_URL === undefined && (await answers(socket));
  const own = settings.DATABASE_URL === undefined && !isRunning ? await startEmbedded(settings.DATA_DIR, log) : undefined;
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
