import { SUBMISSION_STATES, type SubmissionState } from "~/features/reports/model";
import { compareNames } from "~/features/reference/model";
import { readReference, unitName, type Names } from "~/features/reference/queries.server";
import { localize } from "~/features/templates/model/texts";
import { getTemplateVersion } from "~/features/templates/queries.server";
import { afterPlace, formatPlace, parsePlace } from "~/lib/keyset";
import type { Language } from "~/lib/languages";
import { overdueDays } from "~/lib/working-days";
import type { Ctx } from "~/platform/context.server";
import { runSql, sql } from "~/platform/db/client.server";
import { sharedRead } from "~/platform/db/shared-reads.server";
import { NO_OFFICER, type Officer, type Queue, type QueueFilters, type QueueItem, type QueueSort } from "../model";
import { formatSegmentPlace, parseSegmentPlace, stepsOf, type Segment } from "../model/segments";
import { holdsReview } from "../policy";
import { chosenWhere } from "./chosen.server";

const select = {
  id: true,
  symbol: true,
  version: true,
  state: true,
  line: true,
  unit: true,
  language: true,
  submittedAt: true,
  late: true,
  officerId: true,
  dueAt: true,
  reportId: true,
  partyCode: true,
} as const;

const NOTHING: Queue = {
  items: [],
  next: null,
  counts: Object.fromEntries(SUBMISSION_STATES.map((state) => [state, 0])) as Queue["counts"],
  overdue: 0,
  officers: [],
};

type Paging = { after?: string | null; limit?: number; sort?: QueueSort };

/**
 * The desk's queue, newest first unless another order is asked for, with the number of versions by state under the same
 * other filters and of those that are overdue. Pages go on from a place (`next`), so nothing is seen twice or missed while
 * others submit. Empty for those who do not read at the desk.
 */
export async function listQueue(ctx: Ctx, filters: QueueFilters, { after, limit = 25, sort = "newest" }: Paging = {}): Promise<Queue> {
  if (!holdsReview(ctx.actor, "read")) return NOTHING;
  const key = JSON.stringify([ctx.language, filters, after, limit, sort]);
  const [{ items, next }, counted, officers] = await Promise.all([
    sharedRead(ctx.db, `queue ${key}`, () => readScreen(ctx, filters, { after, limit, sort })),
    sharedRead(ctx.db, `queue counts ${JSON.stringify(filters)}`, () => readCounts(ctx, filters)),
    listOfficers(ctx),
  ]);
  const nameOf = new Map(officers.map(({ id, name }) => [id, name]));
  return {
    items: items.map(({ officerId, ...item }) => ({ ...item, officer: (officerId && nameOf.get(officerId)) || null })),
    next,
    ...counted,
    officers,
  };
}

type ScreenItem = Omit<QueueItem, "officer"> & { officerId: string | null };

async function readScreen(ctx: Ctx, filters: QueueFilters, { after, limit, sort }: Paging & { limit: number; sort: QueueSort }) {
  const where = await chosenWhere(ctx, filters);
  const { rows, next } = await (sort === "party" || sort === "officer"
    ? readSegments(ctx, where, sort, { after, limit })
    : readOrdered(ctx, where, sort, { after, limit }));
  const facts = await readFacts(ctx, rows);
  return { items: await Promise.all(rows.map((row) => itemOf(ctx, row, facts.get(row.reportId)!))), next };
}

async function readCounts(ctx: Ctx, filters: QueueFilters): Promise<Pick<Queue, "counts" | "overdue">> {
  const [where, chosen] = await Promise.all([chosenWhere(ctx, filters), chosenWhere(ctx, filters, { byState: false })]);
  const [grouped, overdue] = await Promise.all([
    ctx.db.submission.groupBy({ by: ["state"], where: chosen, _count: { _all: true } }),
    ctx.db.submission.count({ where: { AND: [where, { dueAt: { lt: ctx.now() } }] } }),
  ]);
  return { counts: { ...NOTHING.counts, ...Object.fromEntries(grouped.map(({ state, _count }) => [state, _count._all])) }, overdue };
}

type Facts = { report: string; template: string; party: { code: string; names: Names } };

/** What the reports of some rows say, by report: a query of its own is twice as quick as relations of the rows. */
async function readFacts(ctx: Ctx, rows: readonly Row[]): Promise<Map<string, Facts>> {
  const ids = rows.map(({ reportId }) => reportId);
  const facts = await runSql<Facts>(
    ctx.db,
    sql`select r.id as report, r.template_version_id as template, jsonb_build_object('code', p.code, 'names', p.names) as party
        from report r join party p on p.id = r.party_id where r.id = any(${ids}::uuid[])`,
  );
  return new Map(facts.map((fact) => [fact.report, fact]));
}

const NEWEST = [{ submittedAt: "desc" }, { id: "desc" }] as const;
const readRows = (ctx: Ctx, where: object, orderBy: readonly object[], take: number) =>
  ctx.db.submission.findMany({ where, orderBy: [...orderBy], take, select });
type Row = Awaited<ReturnType<typeof readRows>>[number];
type Page = { rows: Row[]; next: string | null };

/** The rows after a place where the earliest stand first. */
const afterEarlier = (column: "submittedAt" | "dueAt", text: string | null | undefined): object => {
  const place = parsePlace(text);
  return place ? { AND: [{ [column]: { gte: place.at } }, { OR: [{ [column]: { gt: place.at } }, { [column]: place.at, id: { gt: place.id } }] }] } : {};
};

const UNDUE = "none~";

/** An order an index has. By due date, what has none follows what has one, newest first. */
async function readOrdered(
  ctx: Ctx,
  where: object,
  sort: "newest" | "oldest" | "due",
  { after, limit }: { after?: string | null; limit: number },
): Promise<Page> {
  const take = limit + 1;
  const end = (rows: Row[], placeOf: (row: Row) => string): Page => {
    const last = rows[limit - 1];
    return { rows: rows.slice(0, limit), next: rows.length > limit && last ? placeOf(last) : null };
  };
  const bySubmitted = ({ id, submittedAt }: Row): string => formatPlace({ at: submittedAt, id });
  if (sort === "newest") return end(await readRows(ctx, { AND: [where, afterPlace("submittedAt", parsePlace(after))] }, NEWEST, take), bySubmitted);
  if (sort === "oldest")
    return end(await readRows(ctx, { AND: [where, afterEarlier("submittedAt", after)] }, [{ submittedAt: "asc" }, { id: "asc" }], take), bySubmitted);
  const inUndue = after?.startsWith(UNDUE) ? parsePlace(after.slice(UNDUE.length)) : null;
  const due = inUndue
    ? []
    : await readRows(ctx, { AND: [where, { dueAt: { not: null } }, afterEarlier("dueAt", after)] }, [{ dueAt: "asc" }, { id: "asc" }], take);
  const undue = due.length < take ? await readRows(ctx, { AND: [where, { dueAt: null }, afterPlace("submittedAt", inUndue)] }, NEWEST, take - due.length) : [];
  return end([...due, ...undue], (row) => (row.dueAt ? formatPlace({ at: row.dueAt, id: row.id }) : UNDUE + bySubmitted(row)));
}

/** An order of names, which each language sorts in its own way: the parts that have rows are put in order here, then their rows are read. */
async function readSegments(ctx: Ctx, where: object, sort: "party" | "officer", { after, limit }: { after?: string | null; limit: number }): Promise<Page> {
  const { segments, compare } = sort === "party" ? await partySegments(ctx, where) : await officerSegments(ctx, where);
  const keyOf = (row: Row): string => (sort === "party" ? row.partyCode : (row.officerId ?? NO_OFFICER));
  const within = (keys: string[]): object =>
    sort === "party" ? { partyCode: { in: keys } } : keys[0] === NO_OFFICER && keys.length === 1 ? { officerId: null } : { officerId: { in: keys } };
  const rows: Row[] = [];
  for (const { keys, take, after: from } of stepsOf(segments, limit + 1, parseSegmentPlace(after), compare)) {
    if (rows.length > limit) break;
    // Nobody's versions are a part that no list of officers holds.
    const parts = keys.length > 1 && keys.includes(NO_OFFICER) ? [keys.filter((key) => key !== NO_OFFICER), [NO_OFFICER]] : [keys];
    for (const part of parts) {
      const found = await readRows(ctx, { AND: [where, within(part), afterPlace("submittedAt", from ?? null)] }, NEWEST, take);
      rows.push(...found.sort((a, b) => compare(keyOf(a), keyOf(b))));
    }
  }
  const last = rows[limit - 1];
  const next = rows.length > limit && last ? formatSegmentPlace({ key: keyOf(last), after: { at: last.submittedAt, id: last.id } }) : null;
  return { rows: rows.slice(0, limit), next };
}

type Segments = { segments: Segment[]; compare: (a: string, b: string) => number };

async function partySegments(ctx: Ctx, where: object): Promise<Segments> {
  const grouped = await ctx.db.submission.groupBy({ by: ["partyCode"], where, _count: { _all: true } });
  const parties = await ctx.db.party.findMany({ where: { code: { in: grouped.map(({ partyCode }) => partyCode) } }, select: { code: true, names: true } });
  const names = new Map(parties.map(({ code, names: all }) => [code, (all as Names)[ctx.language]]));
  const compare = (a: string, b: string): number => compareNames(names.get(a) ?? "", names.get(b) ?? "", ctx.language) || (a < b ? -1 : a > b ? 1 : 0);
  return { segments: grouped.map(({ partyCode, _count }) => ({ key: partyCode, count: _count._all })).sort((a, b) => compare(a.key, b.key)), compare };
}

async function officerSegments(ctx: Ctx, where: object): Promise<Segments> {
  const [grouped, officers] = await Promise.all([ctx.db.submission.groupBy({ by: ["officerId"], where, _count: { _all: true } }), listOfficers(ctx)]);
  const names = new Map(officers.map(({ id, name }) => [id, name]));
  // What nobody has stands first: somebody has to take it. An officer who has left stands with an empty name.
  const rank = (key: string): number => (key === NO_OFFICER ? 0 : 1);
  const compare = (a: string, b: string): number =>
    rank(a) - rank(b) || compareNames(names.get(a) ?? "", names.get(b) ?? "", ctx.language) || (a < b ? -1 : a > b ? 1 : 0);
  return {
    segments: grouped.map(({ officerId, _count }) => ({ key: officerId ?? NO_OFFICER, count: _count._all })).sort((a, b) => compare(a.key, b.key)),
    compare,
  };
}

async function itemOf(
  ctx: Ctx,
  { reportId: _, partyCode: __, submittedAt, dueAt, state, language, ...row }: Row,
  { template, party }: Facts,
): Promise<ScreenItem> {
  const { strings } = await getTemplateVersion(ctx.db, template);
  return {
    ...row,
    state: state as SubmissionState,
    language: language as Language,
    party: { code: party.code, name: party.names[ctx.language] },
    title: localize({ title: strings.title! }, ctx.language).title!,
    unitName: unitName(await readReference(ctx.db), party.code, row.unit, ctx.language),
    submittedAt: submittedAt.toISOString(),
    dueAt: dueAt?.toISOString() ?? null,
    overdueDays: overdueDays(dueAt, ctx.now()),
  };
}

/** Those who decide at the desk, by name: whom a version can be given to. Empty for those who do not read there. */
export async function listOfficers(ctx: Ctx): Promise<Officer[]> {
  if (!holdsReview(ctx.actor, "read")) return [];
  return sharedRead(ctx.db, "officers", () =>
    ctx.db.user.findMany({
      where: { disabledAt: null, secretariat: { some: { role: { in: ["desk_officer", "admin"] } } } },
      select: { id: true, name: true },
      orderBy: [{ name: "asc" }, { id: "asc" }],
    }),
  );
}
