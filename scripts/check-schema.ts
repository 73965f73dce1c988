/** What the database must hold: the migrations lead to the schema, every foreign key leads an index, and what a deletion takes with it is decided here. */
import { PGlite } from "@electric-sql/pglite";
import { readMigrations } from "../app/platform/db/migrate.server";
import { schemaDifference } from "./schema-difference";

/** Rows that go with their parent, and why nobody misses them. Everything else refuses the deletion. */
const CASCADES: Record<string, string> = {
  session_user_id_fkey: "a person's open sessions end with the account",
};

type Key = { name: string; table: string; columns: string[]; onDelete: string };

const db = await PGlite.create();
const difference = await schemaDifference(db);
// The engine leaves its shadow database empty; what is asked below is asked of the real thing.
for (const { path, migrationFile } of readMigrations().migrationDirectories) {
  if (migrationFile.content.tag !== "ok") throw new Error(`${path}: ${migrationFile.content.value}`);
  await db.exec(migrationFile.content.value);
}
const { rows: keys } = await db.query<Key>(`
  select c.conname as name, c.conrelid::regclass::text as table, c.confdeltype::text as "onDelete",
         array(select a.attname::text from unnest(c.conkey) with ordinality k(n, i) join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.n order by k.i) as columns
  from pg_constraint c where c.contype = 'f' order by 2, 1`);
const { rows: indexes } = await db.query<{ table: string; columns: string[] }>(`
  select i.indrelid::regclass::text as table,
         array(select a.attname::text from unnest(i.indkey) with ordinality k(n, p) join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.n order by k.p) as columns
  from pg_index i where i.indpred is null`);

const faults = keys.flatMap(({ name, table, columns, onDelete }) => {
  const leads = indexes.some((index) => index.table === table && columns.every((column) => index.columns.slice(0, columns.length).includes(column)));
  return [
    ...(leads ? [] : [`${table} (${columns.join(", ")}): no index begins with this foreign key; deleting or joining the parent would read the whole table`]),
    ...(onDelete === "c" && !(name in CASCADES)
      ? [`${table}.${name}: deletes rows with their parent; say why in CASCADES of scripts/check-schema.ts or restrict it`]
      : []),
  ];
});
for (const name of Object.keys(CASCADES))
  if (!keys.some((key) => key.name === name && key.onDelete === "c")) faults.push(`${name}: listed in CASCADES, but no such cascade exists`);
if (difference !== null) faults.push(`prisma/schema has changes without a migration; write one: npm run db:migration -- <name>\n${difference}`);
if (keys.length === 0) faults.push("no foreign keys were found: the migrations did not reach the database");
for (const fault of faults) process.stderr.write(`${fault}\n`);
process.stdout.write(`${keys.length} foreign keys, ${faults.length} faults\n`);
process.exit(faults.length === 0 ? 0 : 1);
