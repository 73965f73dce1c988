import { randomBytes } from "node:crypto";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { inject } from "vitest";
import { openDatabase, type Database } from "~/platform/db/client.server";
import { startEmbedded, type EmbeddedDatabase } from "~/platform/db/embedded.server";
import { silentLog } from "./silent-log";

declare module "vitest" {
  interface ProvidedContext {
    /** `template`: a data folder (embedded) or a database's address (PostgreSQL) to copy from. */
    databases: { kind: "embedded" | "postgres"; template: string; urls: string[] };
  }
}

export type TestDatabase = { db: Database; url: string };

let shared: TestDatabase | undefined;

/**
 * The database of this worker: migrated, with reference data, cycles and templates, without demo accounts. Tests share
 * it and make rows of their own (factories give unique names), as the append-only tables cannot be emptied.
 */
export function testDatabase(): TestDatabase {
  if (!shared) {
    const { urls } = inject("databases");
    const url = urls[(Number(process.env.VITEST_POOL_ID ?? 1) - 1) % urls.length]!;
    shared = { db: openDatabase(url, { connections: 8 }), url };
  }
  return shared;
}

/** A copy for one test that breaks things: changed audit rows, killed servers. Close it at the end. */
export type OwnDatabase = TestDatabase & { server: EmbeddedDatabase | undefined; dataDir: string; close: () => Promise<void> };

/** Makes a database nobody else uses: with everything loaded, or `empty` without a single table. */
export async function ownDatabase(options: { empty?: boolean } = {}): Promise<OwnDatabase> {
  const { kind, template } = inject("databases");
  const dataDir = mkdtempSync(join(tmpdir(), "portal-own-"));
  if (kind === "embedded") {
    if (!options.empty) cpSync(template, dataDir, { recursive: true });
    const server = await startEmbedded(dataDir, silentLog);
    const db = openDatabase(server.url, { connections: 8 });
    const close = async () => {
      await db.$disconnect();
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    };
    return { db, url: server.url, server, dataDir, close };
  }
  const name = `portal_own_${randomBytes(4).toString("hex")}`;
  const at = (database: string) => Object.assign(new URL(template), { pathname: `/${database}` }).toString();
  const admin = async (sql: string) => {
    const client = new Client({ connectionString: at("postgres") });
    await client.connect();
    await client.query(sql).finally(() => client.end());
  };
  await admin(`create database ${name} template ${options.empty ? "template0" : new URL(template).pathname.slice(1)}`);
  const db = openDatabase(at(name), { connections: 8 });
  const close = async () => {
    await db.$disconnect();
    await admin(`drop database if exists ${name} with (force)`);
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { db, url: at(name), server: undefined, dataDir, close };
}
