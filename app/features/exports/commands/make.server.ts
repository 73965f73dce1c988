import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { findActor } from "~/features/identity/queries.server";
import type { PaperFormat } from "~/features/papers/model";
import { isLanguage, SOURCE_LANGUAGE } from "~/lib/languages";
import type { Ctx } from "~/platform/context.server";
import { isOutage } from "~/platform/db/client.server";
import type { MadeFiles } from "~/platform/files/made-files.server";
import { EXPORT_STATES, isOpen, isTried, LEASE_MS, MAX_ATTEMPTS, type ExportFailure, type ExportSource } from "../model";
import { mayExport } from "../policy";
import { archiveEntries } from "../queries/archive.server";
import { documentOf, type Document } from "../queries/document.server";
import { failExport, finishExport, type Turn } from "./end.server";

/** What the job works with. */
export type ExportWorld = Pick<Ctx, "db" | "now" | "log" | "live" | "origin"> & { made: MadeFiles };
/** `signal`: the portal is about to stop. `parts`: the most reports of one turn. `isGentle`: it rests after each report, so that pages are answered. */
export type TurnOptions = { signal?: AbortSignal; parts?: number; isGentle?: boolean };
/** Whether there is more to make now, or later (somebody else has the compiler, the disk is full), or nothing. */
export type AfterTurn = "more" | "later" | "nothing";

/** Reports of one turn: then it is the next export's. */
const PARTS = 20;
/** How long an export rests that could not go on. */
const REST_MS = 5_000;
/** The longest rest after a report. */
const MOST_REST_MS = 2_000;

type Row = Turn & {
  source: ExportSource;
  format: PaperFormat;
  language: string;
  answered: boolean;
  total: number;
  made: number;
  missing: number;
  attempts: number;
};

/** What cannot be kept: the disk is full, or a part is gone. */
class NotWritten extends Error {}

/**
 * Takes one turn at the export that has waited longest: makes some of its reports, or, when all are through, its archive. Each
 * report is written before it counts, and whoever died in the middle loses the turn: the next goes on where it stood.
 */
export async function makeExports(world: ExportWorld, { signal, parts = PARTS, isGentle = true }: TurnOptions = {}): Promise<AfterTurn> {
  const row = await takeTurn(world);
  if (!row) return "nothing";
  const beat = setInterval(() => void renew(world, row, LEASE_MS).catch(() => undefined), LEASE_MS / 4).unref();
  let isThrough = false;
  try {
    isThrough = await workOn(world, row, { signal, parts, isGentle });
    return isThrough ? "more" : "later";
  } catch (error) {
    world.log.warn({ err: error, export: row.id }, "an export could not go on");
    if (error instanceof NotWritten) await noteNotWritten(world, row);
    return "later";
  } finally {
    clearInterval(beat);
    // An outage leaves the turn to run out.
    await renew(world, row, isThrough ? 0 : REST_MS).catch(() => undefined);
  }
}

/** The export whose turn has been nobody's for longest, as ours from now on; null where nothing waits. */
async function takeTurn({ db, now }: ExportWorld): Promise<Row | null> {
  const at = now();
  for (;;) {
    const where = { state: { in: EXPORT_STATES.filter(isOpen) }, leaseUntil: { lte: at } };
    const found = await db.export.findFirst({ where, orderBy: { leaseUntil: "asc" } });
    if (!found) return null;
    const lease = randomUUID();
    const { count } = await db.export.updateMany({
      where: { id: found.id, leaseUntil: found.leaseUntil, state: found.state },
      data: { lease, leaseUntil: new Date(at.getTime() + LEASE_MS), state: "running" },
    });
    // Another process may have been faster.
    if (count === 1) return { ...found, lease, source: found.source as ExportSource, format: found.format as PaperFormat };
  }
}

const mine = ({ id, lease }: Turn) => ({ id, lease, state: "running" });

/** Keeps the turn for so long; false where it is ours no longer. */
async function renew({ db, now }: ExportWorld, turn: Turn, ms: number): Promise<boolean> {
  const { count } = await db.export.updateMany({ where: mine(turn), data: { leaseUntil: new Date(now().getTime() + ms) } });
  return count === 1;
}

/** True when it may go on at once. */
async function workOn(
  world: ExportWorld,
  row: Row,
  { signal, parts, isGentle }: Required<Omit<TurnOptions, "signal">> & { signal?: AbortSignal },
): Promise<boolean> {
  const actor = await findActor(world.db, row.userId, world.now());
  if (!actor || !mayExport(actor, row.source, { desk: true })) return end(world, row, "export.no_longer_allowed");
  const language = isLanguage(row.language) ? row.language : SOURCE_LANGUAGE;
  const ctx = { ...world, actor, language, requestId: `exports.make:${row.id}` };
  let { made, missing } = row;
  for (const last = Math.min(made + parts, row.total); made < last; made += 1) {
    if (signal?.aborted) return true;
    const began = performance.now();
    const part = await beginPart(world, row, made);
    const document: Document = isTried(part.attempts)
      ? await documentOf(ctx, { ...row, submissionId: part.submissionId, symbol: part.symbol })
      : { outcome: "failed" };
    if (document.outcome === "busy") return false;
    if (document.outcome === "made") await written(() => world.made.putPart(row.id, document.file.name, document.file.bytes));
    if (!(await keepPart(world, row, made, document))) return true;
    if (document.outcome !== "made") missing += 1;
    // Word and Excel are written in this process, which has pages to answer: half of its time is left to them.
    if (isGentle) await pause(Math.min(performance.now() - began, MOST_REST_MS), undefined, { signal }).catch(() => undefined);
  }
  return made < row.total ? true : pack(world, { ...row, made, missing });
}

/** Counts that a part is begun, before anything can go wrong with it. */
const beginPart = async ({ db }: ExportWorld, { id }: Row, number: number) => {
  const key = { exportId_number: { exportId: id, number } };
  const part = await db.exportPart.findUniqueOrThrow({ where: key });
  await db.exportPart.update({ where: key, data: { attempts: { increment: 1 } } });
  return part;
};

/** A report is through; false where the turn is ours no longer (it was cancelled, or given to another). */
async function keepPart({ db, now }: ExportWorld, row: Row, number: number, document: Document): Promise<boolean> {
  const isMade = document.outcome === "made";
  const data = { made: number + 1, ...(!isMade && { missing: { increment: 1 } }), leaseUntil: new Date(now().getTime() + LEASE_MS) };
  return db.$transaction(async (tx) => {
    const { count } = await tx.export.updateMany({ where: { ...mine(row), made: number }, data });
    if (count === 1)
      await tx.exportPart.update({
        where: { exportId_number: { exportId: row.id, number } },
        data: { outcome: document.outcome, name: isMade ? document.file.name : "" },
      });
    return count === 1;
  });
}

async function pack(world: ExportWorld, row: Row): Promise<boolean> {
  if (row.missing === row.total) return end(world, row, "export.nothing_left");
  const size = await written(() => world.made.pack(row.id, archiveEntries(world, row), world.now()));
  if (await finishExport(world, row, { size, missing: row.missing, total: row.total })) await world.made.dropParts(row.id);
  return true;
}

async function end(world: ExportWorld, row: Row, failure: ExportFailure): Promise<boolean> {
  if (await failExport(world, row, failure)) await world.made.remove(row.id);
  return true;
}

async function written<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (isOutage(error)) throw error;
    throw new NotWritten("a made file is not written", { cause: error });
  }
}

/** Counts what could not be written; after a few times it never will be. */
async function noteNotWritten(world: ExportWorld, row: Row): Promise<void> {
  await world.db.export.updateMany({ where: mine(row), data: { attempts: { increment: 1 } } });
  if (row.attempts + 1 >= MAX_ATTEMPTS) await end(world, row, "export.not_written");
}
