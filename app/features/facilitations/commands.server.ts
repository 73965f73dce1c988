import { codesOfSet, readReference } from "~/features/reference/queries.server";
import type { FacilitationRole } from "~/lib/actor";
import { isUuid } from "~/lib/keyset";
import { normaliseLineCode } from "~/lib/line-code";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent, type AuditType } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import type { Tx } from "~/platform/db/client.server";
import { conflictIn, dayAfter, isReversed, type Facilitation } from "./model";
import { mayWithFacilitations } from "./policy";
import type { FacilitationTerms, NewFacilitation } from "./schema";

const dayOf = (at: Date | null): string | null => at && at.toISOString().slice(0, 10);
const dateOf = (day: string | null): Date | null => (day === null ? null : new Date(`${day}T00:00:00Z`));
const columnsOf = ({ role, from, to }: Facilitation) => ({ role, from: dateOf(from), to: dateOf(to) });
const factsOf = ({ entity, line, role, from, to }: Facilitation) => ({ entity, line, role, from, to });

/** The roles of a line, held until the transaction ends: two that exclude each other are not given at once. */
async function lockLine(tx: Tx, line: string): Promise<Facilitation[]> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext(${`facilitation:${line}`}))`;
  const rows = await tx.facilitation.findMany({ where: { line }, orderBy: { id: "asc" }, include: { party: { select: { code: true } } } });
  return rows.map(({ id, role, from, to, party }) => ({ id, entity: party.code, line, role: role as FacilitationRole, from: dayOf(from), to: dayOf(to) }));
}

/** Refuses dates the wrong way round and what cannot stand beside the other roles of the line. */
function check(others: readonly Facilitation[], made: Facilitation): Refusal | null {
  return isReversed(made) ? { code: "facilitation.dates_reversed", fields: { until: "facilitation.dates_reversed" } } : conflictIn(others, made);
}

/**
 * Gives an entity a role on an action line from a first to a last day, either of them open. Refuses
 * `facilitation.not_found` to those who may not, `facilitation.entity_unknown`, `facilitation.line_unknown`,
 * `facilitation.dates_reversed`, `facilitation.overlap`, `facilitation.two_leads`, `facilitation.sole_beside`. Audit event.
 */
export async function addFacilitation(ctx: UserCtx, { entity, line: typed, role, from, until }: NewFacilitation): Promise<Result<{ id: string }, Refusal>> {
  if (!mayWithFacilitations(ctx.actor, "manage")) return refuse({ code: "facilitation.not_found" });
  const party = await ctx.db.party.findUnique({ where: { code: entity.trim().toUpperCase(), kind: "un_entity" }, select: { id: true, code: true } });
  if (!party) return refuse({ code: "facilitation.entity_unknown", fields: { entity: "facilitation.entity_unknown" } });
  const line = normaliseLineCode(typed);
  if (!codesOfSet(await readReference(ctx.db), "action-lines").includes(line))
    return refuse({ code: "facilitation.line_unknown", fields: { line: "facilitation.line_unknown" } });
  return ctx.db.$transaction(async (tx) => {
    const made: Facilitation = { id: "", entity: party.code, line, role, from, to: dayAfter(until) };
    const refusal = check(await lockLine(tx, line), made);
    if (refusal) return refuse(refusal);
    const { id } = await tx.facilitation.create({ data: { partyId: party.id, line, ...columnsOf(made) }, select: { id: true } });
    await recordEvent(tx, ctx, { type: "facilitation.added", subject: `facilitation:${id}`, data: factsOf(made) });
    return ok({ id });
  });
}

/** Corrects role and days; entity and line stay, as reports hang on them. Refuses as `addFacilitation` does. Audit event with what stood before. */
export const correctFacilitation = (ctx: UserCtx, id: string, { role, from, until }: FacilitationTerms) =>
  change(ctx, id, "facilitation.corrected", { role, from, to: dayAfter(until) });

/** Ends a role with a last day, in the past or to come. Refuses as `addFacilitation` does. Audit event with what stood before. */
export const endFacilitation = (ctx: UserCtx, id: string, until: string) => change(ctx, id, "facilitation.ended", { to: dayAfter(until) });

async function change(ctx: UserCtx, id: string, type: AuditType, terms: Partial<Facilitation>): Promise<Result<null, Refusal>> {
  const notFound: Refusal = { code: "facilitation.not_found" };
  if (!mayWithFacilitations(ctx.actor, "manage") || !isUuid(id)) return refuse(notFound);
  return ctx.db.$transaction(async (tx) => {
    const row = await tx.facilitation.findUnique({ where: { id }, select: { line: true } });
    const roles = row ? await lockLine(tx, row.line) : [];
    const before = roles.find((role) => role.id === id);
    if (!before) return refuse(notFound);
    const after = { ...before, ...terms };
    const refusal = check(roles, after);
    if (refusal) return refuse(refusal);
    await tx.facilitation.update({ where: { id }, data: columnsOf(after) });
    await recordEvent(tx, ctx, { type, subject: `facilitation:${id}`, data: { ...factsOf(after), before: factsOf(before) } });
    return ok(null);
  });
}
