import type { User } from "~/lib/actor";
import { recordEvent, type AuditType } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import { runSql, sql, type Database, type Tx } from "~/platform/db/client.server";

/** A read of the same thing by the same person is written down this often at most. */
const QUIET_MS = 15 * 60_000;
/** Keys kept in memory before the old ones among them are thrown away. */
const MOST_KEYS = 20_000;
/** Reads that wait to be written; while the database is away, older ones of more are lost, and the log of the machine says so. */
const MOST_WAITING = 2_000;
/** Reads written in one transaction: the chain is held for their time. */
const BATCH = 50;
/** A batch that cannot be written this often is given up, so that the others are. */
const MOST_FAILURES = 5;

/** What can be read or downloaded that is not public. */
type ReadType = Extract<AuditType, `${string}.read` | `${string}downloaded` | "audit.exported">;
/** `detail`: what of the subject, where several things of it can be read (a file, a format). */
export type Read = { type: ReadType; subject: string; detail?: string; data?: Record<string, unknown> };
type Noted = Read & { actor: User; at: Date; requestId: string; thing: string };
/** `said`: when a read was taken up last, by person and thing. `failures`: how often the first batch could not be written. */
type Box = { waiting: Noted[]; said: Map<string, number>; writing: Promise<void> | null; failures: number };

const boxes = new WeakMap<Database, Box>();

function boxOf(db: Database): Box {
  let box = boxes.get(db);
  if (!box) boxes.set(db, (box = { waiting: [], said: new Map(), writing: null, failures: 0 }));
  return box;
}

/**
 * Notes that somebody has read or downloaded something. The answer neither waits for it nor fails with it: reads are
 * written one batch after the other, each read as an event of the chain, at most once in a quarter of an hour for a person
 * and a thing, across all processes. What cannot be written is kept and written with the next (decision 30).
 */
export function noteRead({ db, actor, now, log, requestId }: Pick<UserCtx, "db" | "actor" | "now" | "log" | "requestId">, read: Read): void {
  const box = boxOf(db);
  const at = now();
  const thing = [read.type, read.subject, read.detail].filter(Boolean).join(" ");
  const key = `${actor.id} ${thing}`;
  if ((box.said.get(key) ?? -Infinity) > at.getTime() - QUIET_MS) return;
  forgetOld(box.said, at.getTime());
  box.said.set(key, at.getTime());
  box.waiting.push({ ...read, actor, at, requestId, thing });
  if (box.waiting.length > MOST_WAITING) {
    const lost = box.waiting.splice(0, box.waiting.length - MOST_WAITING);
    log.error({ lost: lost.length }, "reads are not recorded: the database has been away for too long");
  }
  // Whoever reads is answered first.
  box.writing ??= new Promise<void>((done) => setImmediate(done))
    .then(() => writeAll(db, box))
    .catch((error: unknown) => log.warn({ err: error }, "reads are not recorded yet"))
    .finally(() => (box.writing = null));
}

/** Ends when what has been read so far is written, or cannot be: for a portal that stops. */
export async function readsWritten(db: Database): Promise<void> {
  await boxes.get(db)?.writing;
}

function forgetOld(said: Map<string, number>, now: number): void {
  if (said.size < MOST_KEYS) return;
  for (const [key, at] of said) if (at <= now - QUIET_MS) said.delete(key);
  // All of them are recent: the table below still keeps each from being written twice.
  if (said.size >= MOST_KEYS) said.clear();
}

async function writeAll(db: Database, box: Box): Promise<void> {
  while (box.waiting.length > 0) {
    const batch = box.waiting.splice(0, BATCH);
    try {
      await db.$transaction((tx) => writeBatch(tx, batch));
      box.failures = 0;
    } catch (error) {
      box.failures += 1;
      if (box.failures < MOST_FAILURES) box.waiting.unshift(...batch);
      else box.failures = 0;
      throw error;
    }
  }
}

async function writeBatch(tx: Tx, batch: readonly Noted[]): Promise<void> {
  const due = new Set<Noted>();
  // Taken in one order by every process, so that two of them do not wait for each other.
  const ordered = [...batch].sort((a, b) => (a.actor.id + a.thing < b.actor.id + b.thing ? -1 : 1));
  for (const noted of ordered) if (await isDue(tx, noted)) due.add(noted);
  // In the order in which they were read. The chain is taken last and held for these alone.
  for (const noted of batch.filter((one) => due.has(one))) {
    const { type, subject, data, actor, at, requestId } = noted;
    await recordEvent(tx, { actor, now: () => at, requestId }, { type, subject, data });
  }
}

/** Takes the right to write this read: another process may have written one of the same minutes. */
async function isDue(tx: Tx, { actor, thing, at }: Noted): Promise<boolean> {
  const rows = await runSql<{ thing: string }>(
    tx,
    sql`insert into noted_read (reader_id, thing, at) values (${actor.id}::uuid, ${thing}, ${at}::timestamptz)
        on conflict (reader_id, thing) do update set at = excluded.at where noted_read.at <= ${new Date(at.getTime() - QUIET_MS)}::timestamptz
        returning thing`,
  );
  return rows.length > 0;
}
