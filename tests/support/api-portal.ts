import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject } from "vitest";
import { openDatabase, type Database } from "~/platform/db/client.server";
import { embeddedAddress } from "~/platform/db/embedded.server";
import { freePort, startBuiltPortal } from "./built-portal";
import { ownDatabase } from "./database";
import { startPortal } from "./portal";

export type ApiPortal = { origin: string; db: Database; stop: () => Promise<void> };

/** The built portal as programs reach it, on a database of its own of the kind these tests run on. */
export async function startApiPortal(settings: Record<string, string> = {}): Promise<ApiPortal> {
  if (inject("databases").kind === "embedded") {
    const portal = await startPortal({ env: settings });
    const db = openDatabase(embeddedAddress(portal.dataDir).url, { connections: 2 });
    const stop = async () => {
      await db.$disconnect();
      await portal.stop();
    };
    return { origin: portal.origin, db, stop };
  }
  const own = await ownDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), "portal-api-"));
  const port = String(await freePort());
  const common = { PORT: port, DATA_DIR: dataDir, DATABASE_URL: own.url, SESSION_SECRET: "programs".repeat(8), PORTAL_DEMO: "0" };
  const portal = await startBuiltPortal({ ...common, ...settings });
  const stop = async () => {
    await portal.end("SIGTERM");
    await own.close();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { origin: `http://localhost:${port}`, db: own.db, stop };
}
