import type { PGlite } from "@electric-sql/pglite";
import { PrismaPGlite } from "pglite-prisma-adapter";
import { openSchemaEngine, readMigrations, readSchemas } from "../app/platform/db/migrate.server";

/** The SQL that takes the migrations' end state to the Prisma schema, or null when they are the same. The shadow database is left empty. */
export async function schemaDifference(shadow: PGlite): Promise<string | null> {
  const engine = await openSchemaEngine(new PrismaPGlite(shadow) as never);
  const { stdout, exitCode } = await engine.diff({
    from: { tag: "migrations", ...readMigrations() },
    to: { tag: "schemaDatamodel", files: readSchemas() },
    script: true,
    exitCode: true,
    filters: { externalTables: [], externalEnums: [] },
  });
  return exitCode === 2 ? (stdout ?? "") : null;
}
