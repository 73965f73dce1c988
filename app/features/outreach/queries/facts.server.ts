import { deadlineOf, type Cycle } from "~/features/cycles/model";
import { findOpenCycle } from "~/features/cycles/queries.server";
import { SUBMISSION_TRANSITIONS } from "~/features/reports/model";
import { parseRegion } from "~/features/reports/model/submission-filters";
import { findPartyCodes } from "~/features/reference/queries/search.server";
import { listOpenTemplates } from "~/features/templates/queries.server";
import type { Ctx } from "~/platform/context.server";
import { sql, type Sql } from "~/platform/db/client.server";
import { CALL_DAYS, PARTY_KINDS, STEPS, type OutreachFilters, type PartyKind } from "../model";
import { passed, standing } from "../model/passed";

type FactsCtx = Pick<Ctx, "db" | "now">;

const DAY_MS = 86_400_000;
const SUBMITTED = standing(SUBMISSION_TRANSITIONS);
const ACCEPTED = passed(SUBMISSION_TRANSITIONS, "accepted");
const PUBLISHED = passed(SUBMISSION_TRANSITIONS, "published");

/** The open cycle and when each kind of party is due in it: the first of its templates' deadlines; null where none is set. */
export type OutreachCycle = { cycle: Cycle; due: Record<PartyKind, string | null> };

/** The cycle outreach is about; null when none is open. */
export async function findOutreachCycle(ctx: FactsCtx): Promise<OutreachCycle | null> {
  const cycle = await findOpenCycle(ctx);
  if (!cycle) return null;
  const templates = await listOpenTemplates(ctx, cycle.id);
  const dueOf = (kind: PartyKind): string | null =>
    templates.flatMap(({ template, definition }) => (definition.partyKind === kind ? (deadlineOf(cycle, template) ?? []) : [])).sort()[0] ?? null;
  return { cycle, due: { state: dueOf("state"), un_entity: dueOf("un_entity"), organisation: dueOf("organisation") } };
}

/**
 * What is known of the party of the row `p` in the open cycle, as the row `f`: people with an account now, whether any has
 * signed in, when somebody was invited last, when a report was written last, and whether a version is submitted, accepted, published.
 */
export function partyFacts({ cycle }: OutreachCycle, now: Date): Sql {
  const any = (states: readonly string[]): Sql => sql`coalesce(bool_or(s.state = any(${[...states]}::text[])), false)`;
  return sql`lateral (select v.submitted, v.accepted, v.published,
      (select max(r.updated_at) from report r where r.cycle_id = ${cycle.id}::uuid and r.party_id = p.id) as "touchedAt",
      (select max(i.created_at) from invitation i where i.party_id = p.id and i.revoked_at is null) as "invitedAt",
      (select case when bool_or(u.last_sign_in_on is not null) then 2 else 1 end from membership m join "user" u on u.id = m.user_id
        where m.party_id = p.id and u.disabled_at is null and (m.ended_at is null or m.ended_at > ${now}) having count(*) > 0) as accounts
      from (select ${any(SUBMITTED)} as submitted, ${any(ACCEPTED)} as accepted, ${any(PUBLISHED)} as published
        from submission s where s.party_code = p.code and s.cycle_code = ${cycle.code}) v
    ) f`;
}

/** How far a party is, as a number in the order of `STEPS`, from the row `f`. */
export const STEP: Sql = sql`case when f.submitted then 5 when f."touchedAt" is not null then 4 when f.accounts = 2 then 3
  when f.accounts = 1 then 2 when f."invitedAt" is not null then 1 else 0 end`;

/** Why a party needs a call, from the rows `p` and `f` and its step; null where it does not. Days are counted from `now`. */
export function callReason({ due }: OutreachCycle, now: Date): Sql {
  const before = (days: number): Date => new Date(now.getTime() - days * DAY_MS);
  const isDue = (kind: PartyKind): boolean => due[kind] !== null && Date.parse(due[kind]) <= now.getTime();
  const isSoon = (kind: PartyKind): boolean => due[kind] !== null && !isDue(kind) && Date.parse(due[kind]) <= now.getTime() + CALL_DAYS.ahead * DAY_MS;
  const kinds = (has: (kind: PartyKind) => boolean): Sql => sql`p.kind = any(${PARTY_KINDS.filter(has)}::text[])`;
  return sql`case
    when f.submitted or (f."touchedAt" is null and f.accounts is null and f."invitedAt" is null) then null
    when ${kinds(isDue)} then 'overdue'
    when f.accounts is null and f."touchedAt" is null and f."invitedAt" < ${before(CALL_DAYS.unanswered)} then 'not_reached'
    when ${kinds(isSoon)} and f.accounts is not null and f."touchedAt" is null then 'not_begun'
    when ${kinds(isSoon)} and f."touchedAt" < ${before(CALL_DAYS.untouched)} then 'untouched' end`;
}

/** The filters as one condition on the rows `p` and `f`. */
export async function partyConditions(
  ctx: FactsCtx,
  found: OutreachCycle,
  { q, kind, region, group, line, category, step, call }: OutreachFilters,
): Promise<Sql> {
  const parts: Sql[] = [];
  const day = found.cycle.groupsOn.slice(0, 10);
  if (kind) parts.push(sql`p.kind = ${kind}`);
  else parts.push(sql`p.kind = any(${[...PARTY_KINDS]}::text[])`);
  const place = region ? parseRegion(region) : null;
  if (place) parts.push("unGroup" in place ? sql`p.un_group = ${place.unGroup}` : sql`p.itu_region = ${place.ituRegion}`);
  if (group)
    parts.push(
      sql`exists (select 1 from party_group g where g.party_id = p.id and g."group" = ${group} and g."from" <= ${day}::date and (g."to" is null or g."to" > ${day}::date))`,
    );
  if (line) parts.push(sql`exists (select 1 from facilitation c where c.party_id = p.id and c.line = ${line} and c.role in ('lead', 'sole'))`);
  if (category) parts.push(sql`p.facts->>'category' = ${category}`);
  if (step) parts.push(sql`${STEP} = ${STEPS.indexOf(step)}`);
  if (call) parts.push(sql`${callReason(found, ctx.now())} = ${call}`);
  if (q) parts.push(sql`p.code = any(${[...new Set([q.trim().toUpperCase(), ...(await findPartyCodes(ctx, q))])]}::text[])`);
  return parts.reduce((all, part) => sql`${all} and ${part}`);
}
