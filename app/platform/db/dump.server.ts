import type { Client } from "pg";

/** One column as rows are written and read: `type` as SQL names it; a nullable JSON column goes as text, so that JSON null and no value stay apart. */
export type Column = { name: string; type: string; asText: boolean; isJson: boolean; sequence: string | null };
export type Table = { name: string; columns: Column[] };

/** Rows fetched at a time: long answers make long rows. */
const PAGE = 500;

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** The portal's tables with their columns, those that others refer to first. Migrations are told by their names, not copied. */
export async function readTables(client: Client): Promise<Table[]> {
  const { rows } = await client.query<{ table: string; name: string; type: string; required: boolean; sequence: string | null }>(`
    select c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as required,
      pg_get_serial_sequence(quote_ident(n.nspname) || '.' || quote_ident(c.relname), a.attname) as sequence
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
    where n.nspname = 'public' and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and c.relname <> '_prisma_migrations'
    order by c.relname, a.attnum`);
  const tables = new Map<string, Table>();
  for (const { table, name, type, required, sequence } of rows) {
    const isJson = type === "jsonb" || type === "json";
    const known = tables.get(table) ?? { name: table, columns: [] };
    known.columns.push({ name, type, isJson, asText: isJson && !required, sequence });
    tables.set(table, known);
  }
  const { rows: references } = await client.query<{ from: string; to: string }>(`
    select c.relname as from, f.relname as to from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class f on f.oid = k.confrelid
    where k.contype = 'f' and k.connamespace = 'public'::regnamespace and c.oid <> f.oid`);
  const sorted: Table[] = [];
  const visit = (table: Table, path: string[]): void => {
    if (sorted.includes(table)) return;
    if (path.includes(table.name)) throw new Error(`tables refer to each other in a circle: ${path.join(", ")}`);
    for (const { to } of references.filter(({ from }) => from === table.name)) visit(tables.get(to)!, [...path, table.name]);
    sorted.push(table);
  };
  for (const table of tables.values()) visit(table, []);
  return sorted;
}

/** Names of the migrations that stand in the database. */
export async function readAppliedMigrations(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    "select migration_name as name from _prisma_migrations where finished_at is not null and rolled_back_at is null order by 1",
  );
  return rows.map(({ name }) => name);
}

/** The rows of a table as JSON objects, one text each, as they stand in the transaction's snapshot. */
export async function* readRows(client: Client, { name, columns }: Table): AsyncGenerator<string> {
  const list = columns.map((column) => `${quoted(column.name)}${column.asText ? `::text as ${quoted(column.name)}` : ""}`).join(", ");
  await client.query(`declare dump no scroll cursor for select row_to_json(r)::text as line from (select ${list} from ${quoted(name)}) r`);
  for (;;) {
    const { rows } = await client.query<{ line: string }>(`fetch ${PAGE} from dump`);
    for (const { line } of rows) yield line;
    if (rows.length < PAGE) break;
  }
  await client.query("close dump");
}

/** Adds rows as `readRows` gave them. */
export async function insertRows(client: Client, { name, columns }: Table, lines: readonly string[]): Promise<void> {
  const names = columns.map((column) => quoted(column.name)).join(", ");
  // In a record set JSON null is no value; a column that demands one had JSON null in it.
  const values = columns.map(({ name: column, isJson, asText, type }) =>
    asText ? `${quoted(column)}::${type}` : isJson ? `coalesce(${quoted(column)}, 'null')` : quoted(column),
  );
  const shape = columns.map(({ name: column, type, asText }) => `${quoted(column)} ${asText ? "text" : type}`);
  await client.query(`insert into ${quoted(name)} (${names}) select ${values.join(", ")} from jsonb_to_recordset($1::jsonb) as given (${shape.join(", ")})`, [
    `[${lines.join(",")}]`,
  ]);
}

/** Lets numbers that count up go on after the highest one there is. */
export async function advanceSequences(client: Client, tables: readonly Table[]): Promise<void> {
  for (const { name, columns } of tables)
    for (const { name: column, sequence } of columns)
      if (sequence) await client.query(`select setval($1, coalesce((select max(${quoted(column)}) from ${quoted(name)}), 1))`, [sequence]);
}

/** Whether no table has a row. */
export async function isEmpty(client: Client, tables: readonly Table[]): Promise<boolean> {
  for (const { name } of tables) if ((await client.query(`select 1 from ${quoted(name)} limit 1`)).rows.length > 0) return false;
  return true;
}
