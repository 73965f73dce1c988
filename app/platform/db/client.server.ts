import { createHash } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import { Pool } from "pg";
import { Prisma, PrismaClient } from "../../../prisma/generated/client";

export type Database = PrismaClient;
/** A transaction: what a command writes through. */
export type Tx = Prisma.TransactionClient;
/** Tagged SQL and JSON null for features, so that nobody else imports the generated client as a value. */
export const sql = Prisma.sql;
export const JsonNull = Prisma.JsonNull;
export type Sql = Prisma.Sql;

/** The connections on which a client's own statements run, and whether the server may keep them prepared by name. */
const pools = new WeakMap<object, { pool: Pool; prepares: boolean }>();

function openPool(url: string, max: number, settings: string): Pool {
  // The adapter writes times in UTC without saying so: a server that keeps another zone would shift them.
  const pool = new Pool({ connectionString: url, options: `-c TimeZone=UTC${settings}`, max, connectionTimeoutMillis: 10_000 });
  // A connection that breaks while nobody uses it is replaced when it is needed; whoever uses one gets its error.
  pool.on("error", () => undefined);
  return pool;
}

/** Opens a client on a PostgreSQL address (the embedded database's socket address too). Connects lazily. */
export function openDatabase(url: string, { connections = 10 }: { connections?: number } = {}): Database {
  const pool = openPool(url, connections, "");
  const db = new PrismaClient({
    adapter: new PrismaPg(pool, { disposeExternalPool: true }),
    transactionOptions: { maxWait: 10_000, timeout: 20_000 },
  });
  // All clients of the embedded database share one session of it, so that names would collide.
  if (isEmbedded(url)) return (pools.set(db, { pool, prepares: false }), db);
  // Planned once on each of few connections, for any values: planning them anew took twice as long as running them.
  const prepared = openPool(url, Math.ceil(connections / 2), " -c plan_cache_mode=force_generic_plan");
  pools.set(db, { pool: prepared, prepares: true });
  const disconnect = db.$disconnect.bind(db);
  return Object.assign(db, { $disconnect: async () => void (await Promise.all([prepared.end(), disconnect()])) });
}

/** What an address of the embedded database carries: a server of one's own may be reached by a socket, too. */
export const EMBEDDED = ["application_name", "portal-embedded"] as const;
const isEmbedded = (url: string): boolean => new URL(url).searchParams.get(EMBEDDED[0]) === EMBEDDED[1];

/**
 * Runs one statement on the driver itself, prepared, without the client's engine around it: a third of the processor
 * time, for what every request asks and for saves. Inside a transaction it goes through the transaction. Times come as
 * `Date`, JSON as values; name the columns, and cast a `date` (the driver would read it in the server's zone).
 */
export async function runSql<Row extends object>(db: Tx, query: Sql): Promise<Row[]> {
  const direct = pools.get(db);
  if (!direct) return db.$queryRaw<Row[]>(query);
  const { rows } = await direct.pool.query<Row>({ text: query.text, values: query.values, ...(direct.prepares && { name: nameOf(query.text) }) });
  return rows;
}

const names = new Map<string, string>();

function nameOf(text: string): string {
  let name = names.get(text);
  if (!name) names.set(text, (name = createHash("sha1").update(text).digest("base64url")));
  return name;
}

const outage =
  /ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|ETIMEDOUT|Connection terminated|Can't reach database|Server has closed the connection|connection timeout|terminating connection|not queryable|57P0[123]|P1001|P1002|P1017|P2024/i;

/** True when the database could not be reached or went away mid-way: the request may be tried again later (503). */
export function isOutage(error: unknown): boolean {
  for (let e = error, depth = 0; e instanceof Error && depth < 5; e = e.cause, depth++) {
    const code = "code" in e ? String(e.code) : "";
    if (outage.test(code) || outage.test(e.message)) return true;
  }
  return false;
}

const unstorable = /invalid byte sequence for encoding|unsupported Unicode escape sequence/;

/** True when a text holds what PostgreSQL keeps in no text: NUL, above all. It cannot have been typed. */
export function isUnstorable(error: unknown): boolean {
  for (let e = error, depth = 0; e instanceof Error && depth < 5; e = e.cause, depth++) if (unstorable.test(e.message)) return true;
  return false;
}

/** True when a statement divided by zero, which is how one takes back all it did. The driver says so by its code, the client in its message. */
export const isDivisionByZero = (error: unknown): boolean =>
  error instanceof Error && (("code" in error && error.code === "22012") || error.message.includes("`22012`"));

/** True when a unique key refused a write. */
export const isUniqueViolation = (error: unknown): boolean => error instanceof Error && "code" in error && error.code === "P2002";
