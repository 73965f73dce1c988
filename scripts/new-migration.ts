/**
 * Writes the SQL that takes the migrations' end state to the Prisma schema: `npm run db:migration -- <name>`.
 * With `--check` it writes nothing and exits 1 when the two differ. The shadow database is an in-memory PGlite.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { schemaDifference } from "./schema-difference";

const [argument] = process.argv.slice(2);
if (!argument) {
  process.stderr.write("Usage: npm run db:migration -- <name> | --check\n");
  process.exit(2);
}
const difference = await schemaDifference(await PGlite.create());
if (difference === null) process.stdout.write("The migrations lead to the schema.\n");
else if (argument === "--check") {
  process.stderr.write(`The schema has changes without a migration. Write one: npm run db:migration -- <name>\n${difference}\n`);
  process.exitCode = 1;
} else {
  const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  const folder = join("prisma/migrations", `${stamp}_${argument}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "migration.sql"), difference);
  process.stdout.write(`${folder}/migration.sql\n`);
}
process.exit();
