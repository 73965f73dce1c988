import { codesOfSet, namesOfSet, readReference } from "~/features/reference/queries.server";
import { groupsOn } from "~/features/reference/model";
import { SUBMISSION_TRANSITIONS } from "~/features/reports/model";
import { regionOf } from "~/features/reports/model/submission-filters";
import type { UserCtx } from "~/platform/context.server";
import { runSql, sql } from "~/platform/db/client.server";
import { CALL_REASONS, type CallReason } from "../model";
import { figuresOf, trendOf, type Counted, type FigureRow, type Figures, type StatusBoard, type StatusOrder, type TrendWeek } from "../model/figures";
import { passed, standing } from "../model/passed";
import { mayReachOut } from "../policy";
import { callReason, findOutreachCycle, partyFacts, type OutreachCycle } from "./facts.server";

type Place = Counted & { places: string[] };

/**
 * How many are invited, have begun, submitted, are accepted and published in the open cycle: States by region or group,
 * facilitators by action line, organisations by category; with the weeks so far and how many parties need a call. Null for
 * those who do not read here, and while no cycle is open.
 */
export async function statusBoard(ctx: UserCtx, by: StatusOrder): Promise<StatusBoard | null> {
  if (!mayReachOut(ctx.actor, "read")) return null;
  const found = await findOutreachCycle(ctx);
  if (!found) return null;
  const [{ rows, all }, trend, calls] = await Promise.all([figuresBy(ctx, found, by), readTrend(ctx, found), countCalls(ctx, found)]);
  return { cycle: found.cycle.names[ctx.language], by, rows, all, trend, calls };
}

async function figuresBy(ctx: UserCtx, found: OutreachCycle, by: StatusOrder): Promise<{ rows: FigureRow[]; all: Figures }> {
  const reference = await readReference(ctx.db);
  const namesOf = (set: string): Record<string, string> => namesOfSet(reference, set, ctx.language);
  if (by === "category") return figuresOfOrganisations(ctx, found, namesOf("stakeholder-categories"));
  if (by === "line") return arranged(await readAssigned(ctx, found), codesOfSet(reference, "action-lines"), namesOf("action-lines"));
  const states = await readStates(ctx, found, by);
  if (by === "group") return arranged(states, codesOfSet(reference, "groups"), namesOf("groups"));
  const set = by === "un" ? "un-groups" : "itu-regions";
  const codes = codesOfSet(reference, set);
  const named = Object.entries(namesOf(set)).map(([code, name]) => [regionOf(by, code), name] as const);
  return arranged(
    states,
    codes.map((code) => regionOf(by, code)),
    Object.fromEntries(named),
  );
}

/** A row for each place, in its order, and one without a code for what is in none where there is any. */
function arranged(all: readonly Place[], codes: readonly string[], names: Readonly<Record<string, string>>): { rows: FigureRow[]; all: Figures } {
  const rows = codes.map((code) => ({ code, name: names[code] ?? code, ...figuresOf(all.filter(({ places }) => places.includes(code))) }));
  const rest = all.filter(({ places }) => places.length === 0);
  return { rows: rest.length > 0 ? [...rows, { code: "", name: "", ...figuresOf(rest) }] : rows, all: figuresOf(all) };
}

const FLAGS = sql`(f."invitedAt" is not null or f.accounts is not null) as invited, (f."touchedAt" is not null) as begun, f.submitted, f.accepted, f.published`;

async function readStates(ctx: UserCtx, found: OutreachCycle, by: "un" | "itu" | "group"): Promise<Place[]> {
  type Row = Counted & { unGroup: string | null; ituRegion: string | null; groups: { group: string; from: string; to: string | null }[] };
  const rows = await runSql<Row>(
    ctx.db,
    sql`select p.un_group as "unGroup", p.itu_region as "ituRegion", ${FLAGS},
          coalesce((select jsonb_agg(jsonb_build_object('group', g."group", 'from', g."from"::text, 'to', g."to"::text)) from party_group g where g.party_id = p.id), '[]') as groups
        from party p cross join ${partyFacts(found, ctx.now())} where p.kind = 'state'`,
  );
  const day = found.cycle.groupsOn.slice(0, 10);
  return rows.map(({ unGroup, ituRegion, groups, ...flags }) => {
    const region = by === "un" ? unGroup : ituRegion;
    return { ...flags, places: by === "group" ? groupsOn(groups, day) : region === null ? [] : [regionOf(by, region)] };
  });
}

/** The reports facilitators are to write today: one for each action line and entity that leads it. */
async function readAssigned(ctx: UserCtx, found: OutreachCycle): Promise<Place[]> {
  const { id, code } = found.cycle;
  const day = ctx.now().toISOString().slice(0, 10);
  const version = (states: readonly string[]) =>
    sql`exists (select 1 from submission s where s.party_code = p.code and s.cycle_code = ${code} and s.line = c.line and s.state = any(${[...states]}::text[]))`;
  const rows = await runSql<Counted & { line: string }>(
    ctx.db,
    sql`select c.line, (f."invitedAt" is not null or f.accounts is not null) as invited,
          exists (select 1 from report r where r.cycle_id = ${id}::uuid and r.party_id = p.id and r.line = c.line) as begun,
          ${version(standing(SUBMISSION_TRANSITIONS))} as submitted, ${version(passed(SUBMISSION_TRANSITIONS, "accepted"))} as accepted,
          ${version(passed(SUBMISSION_TRANSITIONS, "published"))} as published
        from facilitation c join party p on p.id = c.party_id cross join ${partyFacts(found, ctx.now())}
        where c.role in ('lead', 'sole') and (c."from" is null or c."from" <= ${day}::date) and (c."to" is null or c."to" > ${day}::date)`,
  );
  return rows.map(({ line, ...flags }) => ({ ...flags, places: [line] }));
}

async function figuresOfOrganisations(
  ctx: UserCtx,
  found: OutreachCycle,
  names: Readonly<Record<string, string>>,
): Promise<{ rows: FigureRow[]; all: Figures }> {
  const counted = await runSql<Figures & { code: string }>(
    ctx.db,
    sql`select code, count(*)::int as total, count(*) filter (where invited)::int as invited, count(*) filter (where begun)::int as begun,
          count(*) filter (where submitted)::int as submitted, count(*) filter (where accepted)::int as accepted, count(*) filter (where published)::int as published
        from (select coalesce(p.facts->>'category', '') as code, ${FLAGS} from party p cross join ${partyFacts(found, ctx.now())} where p.kind = 'organisation') o
        group by code`,
  );
  const known = Object.keys(names);
  const rows = [...known, ...counted.map(({ code }) => code).filter((code) => !known.includes(code))].flatMap((code): FigureRow[] => {
    const figures = counted.find((one) => one.code === code);
    return figures ? [{ ...figures, code, name: names[code] ?? "" }] : [];
  });
  const none: Figures = { total: 0, invited: 0, begun: 0, submitted: 0, accepted: 0, published: 0 };
  const all = rows.reduce(
    (sum, row) => Object.fromEntries(Object.keys(none).map((key) => [key, sum[key as keyof Figures] + row[key as keyof Figures]])) as Figures,
    none,
  );
  return { rows, all };
}

/** Reports begun, and reports submitted for the first time, by the day (UTC) and summed by week. */
async function readTrend(ctx: UserCtx, { cycle }: OutreachCycle): Promise<TrendWeek[]> {
  type Row = { day: string; count: number };
  const [begun, submitted] = await Promise.all([
    runSql<Row>(
      ctx.db,
      sql`select to_char(created_at at time zone 'UTC', 'YYYY-MM-DD') as day, count(*)::int as count from report where cycle_id = ${cycle.id}::uuid group by 1`,
    ),
    runSql<Row>(
      ctx.db,
      sql`select to_char(submitted_at at time zone 'UTC', 'YYYY-MM-DD') as day, count(*)::int as count from submission
          where cycle_code = ${cycle.code} and version = 1 and state = any(${standing(SUBMISSION_TRANSITIONS)}::text[]) group by 1`,
    ),
  ]);
  return trendOf(begun, submitted, ctx.now().toISOString().slice(0, 10));
}

/** How many parties need a call, by reason. */
async function countCalls(ctx: UserCtx, found: OutreachCycle): Promise<{ reason: CallReason; count: number }[]> {
  const rows = await runSql<{ reason: CallReason | null; count: number }>(
    ctx.db,
    sql`select reason, count(*)::int as count from (select ${callReason(found, ctx.now())} as reason from party p cross join ${partyFacts(found, ctx.now())}) c
        where reason is not null group by reason`,
  );
  return CALL_REASONS.map((reason) => ({ reason, count: rows.find((row) => row.reason === reason)?.count ?? 0 }));
}
