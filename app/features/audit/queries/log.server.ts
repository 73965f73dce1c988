import { endOfDay, GENEVA } from "~/lib/dates";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { BYTE_ORDER_MARK, csvLine } from "~/lib/table-cells";
import type { Ctx, UserCtx } from "~/platform/context.server";
import { translator } from "~/platform/i18n/i18n.server";
import { parseEntry, type AuditEntry, type AuditFilters } from "../model";
import { mayReadLog } from "../policy";
import { entriesOf, entrySelect } from "./entries.server";

export type LogPage = { items: AuditEntry[]; next: string | null };

/** A read is written after it happened, a few of them some minutes later: so far apart the order of the chain and that of the times may be. */
const SLACK_MS = 3_600_000;
/** More people of one name are not searched. */
const MAX_PEOPLE = 50;
const DAY = /^20\d{2}-\d{2}-\d{2}$/;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** The first moment after a day in a zone; null for what is no day. */
function afterDay(day: string | undefined, zone: string): Date | null {
  if (!day || !DAY.test(day) || Number.isNaN(Date.parse(day))) return null;
  return new Date(endOfDay(day, zone).getTime() + MINUTE_MS);
}

/** The first moment of a day: the one after the day before. */
const beginningOf = (day: string | undefined, zone: string): Date | null =>
  day && afterDay(day, zone) ? afterDay(new Date(Date.parse(day) - DAY_MS).toISOString().slice(0, 10), zone) : null;

/**
 * One page of the audit log, latest first, narrowed by what was typed; a filter that fits nothing finds nothing. Days count
 * in the reader's zone. Refuses `audit.not_found` to everybody but administrators.
 */
export async function listEvents(
  ctx: UserCtx,
  filters: AuditFilters,
  { after, limit = 50 }: { after?: string | null; limit?: number } = {},
): Promise<Result<LogPage, Refusal>> {
  if (!mayReadLog(ctx.actor)) return refuse({ code: "audit.not_found" });
  const rows = await readRows(ctx, await conditionsOf(ctx, filters), parseEntry(after), limit + 1);
  const shown = rows.slice(0, limit);
  return ok({ items: await entriesOf(ctx, shown), next: rows.length > limit ? String(shown.at(-1)!.id) : null });
}

const readRows = ({ db }: Pick<Ctx, "db">, where: object[], before: bigint | null, take: number) =>
  db.auditEvent.findMany({ where: { AND: [...where, before === null ? {} : { id: { lt: before } }] }, orderBy: { id: "desc" }, take, select: entrySelect });

async function conditionsOf(ctx: UserCtx, { who, subject, type, from, until }: AuditFilters): Promise<object[]> {
  const zone = ctx.actor.timeZone ?? GENEVA;
  return [
    who ? { actorId: { in: await findPeople(ctx, who) } } : {},
    subject ? { subject: { in: await findSubjects(ctx, subject) } } : {},
    type ? (type.includes(".") ? { type } : { type: { startsWith: `${type}.` } }) : {},
    await since(ctx, beginningOf(from, zone)),
    await upTo(ctx, afterDay(until, zone)),
  ];
}

/** Times are looked up once and become places in the chain, so that pages go on along its order. */
async function since({ db }: Pick<Ctx, "db">, at: Date | null): Promise<object> {
  if (!at) return {};
  const first = await db.auditEvent.findFirst({
    where: { at: { gte: new Date(at.getTime() - SLACK_MS) } },
    orderBy: [{ at: "asc" }, { id: "asc" }],
    select: { id: true },
  });
  return first ? { id: { gte: first.id }, at: { gte: at } } : { id: { in: [] } };
}

async function upTo({ db }: Pick<Ctx, "db">, at: Date | null): Promise<object> {
  if (!at) return {};
  const last = await db.auditEvent.findFirst({
    where: { at: { lt: new Date(at.getTime() + SLACK_MS) } },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    select: { id: true },
  });
  return last ? { id: { lte: last.id }, at: { lt: at } } : { id: { in: [] } };
}

async function findPeople({ db }: Pick<Ctx, "db">, typed: string): Promise<string[]> {
  const found = await db.user.findMany({
    where: { OR: [{ email: typed.trim().toLowerCase() }, { name: { contains: typed.trim(), mode: "insensitive" } }] },
    orderBy: { id: "asc" },
    take: MAX_PEOPLE,
    select: { id: true },
  });
  return found.map(({ id }) => id);
}

/** What a symbol or a party's code stands for: of a party also its reports and their versions. */
async function findSubjects({ db }: Pick<Ctx, "db">, typed: string): Promise<string[]> {
  const text = typed.trim();
  if (/^[a-z_]+:./.test(text)) return [text];
  const code = text.toUpperCase();
  const version = await db.submission.findFirst({ where: { symbol: { in: [text, code] } }, select: { id: true, reportId: true } });
  if (version) return [`submission:${version.id}`, `report:${version.reportId}`];
  const party = await db.party.findFirst({
    where: { code: { in: [text, code] } },
    select: { id: true, reports: { select: { id: true, submissions: { select: { id: true } } } } },
  });
  if (!party) return [];
  const reports = party.reports.flatMap(({ id, submissions }) => [`report:${id}`, ...submissions.map((one) => `submission:${one.id}`)]);
  return [`party:${party.id}`, ...reports];
}

/** Rows read at a time for a file. */
const BATCH = 500;
const COLUMNS = ["id", "at", "actor", "type", "event", "subject", "facts"] as const;

/**
 * The same entries as CSV (UTF-8, times in UTC), in parts as they are read, up to the entry that was the last when it
 * began. Refuses `audit.not_found` to everybody but administrators.
 */
export async function exportEvents(ctx: UserCtx, filters: AuditFilters): Promise<Result<AsyncGenerator<string, void>, Refusal>> {
  if (!mayReadLog(ctx.actor)) return refuse({ code: "audit.not_found" });
  return ok(csvOf(ctx, await conditionsOf(ctx, filters)));
}

async function* csvOf(ctx: UserCtx, where: object[]): AsyncGenerator<string, void> {
  const t = translator(ctx.language);
  yield BYTE_ORDER_MARK + csvLine(COLUMNS);
  for (let before: bigint | null = null; ;) {
    const rows: Awaited<ReturnType<typeof readRows>> = await readRows(ctx, where, before, BATCH);
    const entries = await entriesOf(ctx, rows);
    yield entries
      .map(({ id, at, actor, type, words, subject, facts }) =>
        csvLine([id, at, actor, type, words, subject.label, facts.map(({ name, value }) => t(`audit:fact.${name}`, { value })).join("; ")]),
      )
      .join("");
    if (rows.length < BATCH) return;
    before = rows.at(-1)!.id;
  }
}
