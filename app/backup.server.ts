import { Client } from "pg";
import { recordEvent } from "~/platform/audit/record.server";
import type { Ctx } from "~/platform/context.server";
import { checkBackup, partsOf, readBackup, writeBackup, type BackupLine, type BackupManifest } from "~/platform/db/backup-file.server";
import { advanceSequences, insertRows, isEmpty, readAppliedMigrations, readRows, readTables, type Table } from "~/platform/db/dump.server";
import { migrate } from "~/platform/db/migrate.server";
import type { FileStore } from "~/platform/files/store.server";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";

/** Rows are sent in batches of about this many characters. */
const BATCH_CHARACTERS = 1_000_000;

type Places = { url: string; files: FileStore; path: string };

async function connected<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, options: "-c TimeZone=UTC" });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/**
 * Writes everything the portal holds into one file: all tables as they stand at one moment, and the files they name. The portal
 * may run; on the embedded database others wait until the tables are read. Files that are not there any more are named in the
 * manifest.
 */
export function backUp({ url, files, path }: Places, now: Date): Promise<BackupManifest> {
  return connected(url, async (client) => {
    const missing: string[] = [];
    async function* lines(): AsyncGenerator<BackupLine> {
      await client.query("begin isolation level repeatable read read only");
      yield { kind: "head", head: { format: 1, createdAt: now.toISOString(), migrations: await readAppliedMigrations(client) } };
      for (const table of await readTables(client)) {
        yield { kind: "table", name: table.name };
        for await (const text of readRows(client, table)) yield { kind: "row", text };
      }
      const { rows: stored } = await client.query<{ sha256: string; size: number }>("select sha256, size from stored_file order by sha256");
      await client.query("commit");
      for (const { sha256, size } of stored) {
        if (!(await files.has(sha256))) {
          missing.push(sha256);
          continue;
        }
        yield { kind: "file", sha256, size };
        yield* partsOf(files.read(sha256));
      }
    }
    return writeBackup(path, lines(), missing);
  });
}

export type Restored = { rows: number; files: number; /** Where what stood there before is kept; null when there was nothing. */ aside: string | null };

/**
 * Brings a backup back: rows are only ever added, all of them or none, to a database without a row. With `force` what is there
 * is kept aside under another schema and the backup comes into a new one. Refuses `backup.other_version` when the portal's
 * migrations are not the backup's, and `backup.not_empty`; throws `DamagedBackup` before anything is touched.
 */
export async function restore(ctx: Ctx<null>, { url, files, path }: Places, { force }: { force: boolean }): Promise<Result<Restored, Refusal>> {
  const { head, manifest } = await checkBackup(path);
  return connected(url, async (client) => {
    const here = await readAppliedMigrations(client);
    if (here.join() !== head.migrations.join()) return refuse({ code: "backup.other_version" });
    const filled = !(await isEmpty(client, await readTables(client)));
    if (filled && !force) return refuse({ code: "backup.not_empty" });
    const aside = filled ? `replaced_${ctx.now().toISOString().replace(/\D/g, "").slice(0, 14)}` : null;
    if (aside) await setAside(client, url, aside);
    try {
      await client.query("begin");
      const tables = await readTables(client);
      await insertAll(client, files, path, tables);
      await advanceSequences(client, tables);
      await client.query("commit");
    } catch (error) {
      await client.query("rollback");
      if (aside) await client.query(`drop schema public cascade; alter schema ${aside} rename to public`);
      throw error;
    }
    await ctx.db.$transaction((tx) =>
      recordEvent(tx, ctx, { type: "portal.restored", subject: "portal", data: { backup: manifest.sha256, createdAt: head.createdAt, aside } }),
    );
    return ok({ rows: Object.values(manifest.tables).reduce((sum, count) => sum + count, 0), files: manifest.files, aside });
  });
}

/** Gives what is there another name and makes the tables anew. */
async function setAside(client: Client, url: string, aside: string): Promise<void> {
  await client.query(`alter schema public rename to ${aside}; create schema public`);
  await migrate(url);
}

/** Rows in batches, files whole under the hash of what they are. */
async function insertAll(client: Client, files: FileStore, path: string, tables: readonly Table[]): Promise<void> {
  let table: Table | undefined;
  let batch: string[] = [];
  let characters = 0;
  let parts: Buffer[] | null = null;
  const flush = async (): Promise<void> => {
    if (table && batch.length > 0) await insertRows(client, table, batch);
    if (parts) await files.put(Buffer.concat(parts));
    [batch, characters, parts] = [[], 0, null];
  };
  for await (const line of readBackup(path)) {
    if (line.kind === "row") {
      batch.push(line.text);
      characters += line.text.length;
      if (characters > BATCH_CHARACTERS) await flush();
    } else if (line.kind === "part") parts?.push(line.content);
    else if (line.kind === "table") {
      await flush();
      table = tables.find(({ name }) => name === line.name);
      if (!table) throw new Error(`there is no table ${line.name}`);
    } else if (line.kind === "file") {
      await flush();
      [table, parts] = [undefined, []];
    }
  }
  await flush();
}
