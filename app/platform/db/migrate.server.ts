import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, type SqlMigrationAwareDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import type { MigrationList, SchemaEngine } from "@prisma/schema-engine-wasm";
import { Client, Pool } from "pg";

const FOLDER = resolve("prisma/migrations");
const SCHEMA = resolve("prisma/schema");
const NO_FILTER = { externalTables: [], externalEnums: [] };
/** One start at a time applies migrations: the others wait for this advisory lock. */
const LOCK = 7_200_2025;

/** A migration that could not be applied; the message names it and gives the database's reason. */
export class MigrationFailed extends Error {}

/** The migrations of the repository in the form the schema engine reads. */
export function readMigrations(folder = FOLDER): MigrationList {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  return {
    baseDir: folder,
    lockfile: { path: "migration_lock.toml", content: readFileSync(join(folder, "migration_lock.toml"), "utf8") },
    shadowDbInitScript: "",
    migrationDirectories: names.map((name) => ({
      path: name,
      migrationFile: { path: "migration.sql", content: { tag: "ok", value: readFileSync(join(folder, name, "migration.sql"), "utf8") } },
    })),
  };
}

/** The Prisma schema files in the form the schema engine reads. */
export function readSchemas(folder = SCHEMA): { path: string; content: string }[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".prisma"))
    .map((name) => ({ path: join(folder, name), content: readFileSync(join(folder, name), "utf8") }));
}

type EngineModule = typeof import("@prisma/schema-engine-wasm");
let engineModule: Promise<EngineModule> | undefined;

/** Loads the WebAssembly once a process: its bindings are one module, so a second instance would take the memory from under the first. */
async function loadEngine(): Promise<EngineModule> {
  const entry = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const bindings = (await import("@prisma/schema-engine-wasm/schema_engine_bg")) as EngineModule & { __wbg_set_wasm: (exports: unknown) => void };
  const { instance } = await WebAssembly.instantiate(readFileSync(entry.replace(/\.js$/, ".wasm")), {
    "./schema_engine_bg.js": bindings as unknown as WebAssembly.ModuleImports,
  });
  bindings.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  return bindings;
}

/** Prisma's schema engine as WebAssembly on a driver adapter: no native engine, nothing downloaded. */
export async function openSchemaEngine(factory: SqlMigrationAwareDriverAdapterFactory): Promise<SchemaEngine> {
  const { SchemaEngine } = await (engineModule ??= loadEngine());
  const options = { datamodels: readSchemas().map(({ path, content }) => [path, content]) as [string, string][] };
  return SchemaEngine.new(options as never, () => undefined, bindMigrationAwareSqlAdapterFactory(factory));
}

/**
 * The adapter sends a script as one message: its own way, cutting at every semicolon, breaks function bodies.
 * PostgreSQL runs such a message as one transaction, so a failed migration leaves nothing half-made.
 */
function wholeScripts(pool: Pool, onFailure: (reason: Error) => void): SqlMigrationAwareDriverAdapterFactory {
  const factory = new PrismaPg(pool);
  return Object.assign(factory, {
    connect: async () => {
      const connection = await PrismaPg.prototype.connect.call(factory);
      const executeScript = async (script: string): Promise<void> => {
        await pool.query(script).catch((error: Error) => {
          onFailure(error);
          throw error;
        });
      };
      return Object.assign(connection, { executeScript });
    },
  });
}

/**
 * Applies what is missing and returns the names, in order. Throws `MigrationFailed` with the migration's name and the
 * database's reason; then nothing is served. Writes `_prisma_migrations`, so `prisma migrate deploy` stays possible.
 */
export async function migrate(url: string): Promise<string[]> {
  const wanted = readMigrations();
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [LOCK]);
    if (await isUpToDate(client, wanted)) return [];
    const pool = new Pool({ connectionString: url, max: 2 });
    // The engine says where it failed, not what the database answered.
    let answer: Error | undefined;
    const engine = await openSchemaEngine(wholeScripts(pool, (error) => (answer = error)));
    try {
      return (await engine.applyMigrations({ migrationsList: wanted, filters: NO_FILTER })).appliedMigrationNames;
    } catch (error) {
      throw new MigrationFailed(await reasonOf(client, answer ?? error));
    } finally {
      engine.free();
      await pool.end();
    }
  } finally {
    await client.query("select pg_advisory_unlock($1)", [LOCK]).catch(() => undefined);
    await client.end();
  }
}

/** A cheap look that spares loading the engine: every wanted migration is finished and none is left half-way. */
async function isUpToDate(client: Client, wanted: MigrationList): Promise<boolean> {
  const table = await client.query("select to_regclass('_prisma_migrations') as name");
  if (!table.rows[0]?.name) return false;
  const { rows } = await client.query<{ name: string }>(
    "select migration_name as name from _prisma_migrations where finished_at is not null and rolled_back_at is null",
  );
  const { rows: open } = await client.query("select 1 from _prisma_migrations where finished_at is null and rolled_back_at is null limit 1");
  const done = new Set(rows.map((row) => row.name));
  return open.length === 0 && wanted.migrationDirectories.every(({ path }) => done.has(path));
}

async function reasonOf(client: Client, error: unknown): Promise<string> {
  const failed = await client
    .query<{ name: string }>(
      "select migration_name as name from _prisma_migrations where finished_at is null and rolled_back_at is null order by started_at desc limit 1",
    )
    .catch(() => ({ rows: [] }));
  const reason = error instanceof Error ? error.message : String(error);
  const [row] = failed.rows;
  return row ? `${row.name}: ${reason}` : reason;
}
