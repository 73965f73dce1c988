import { heldAt } from "~/features/identity/model";
import { readGrounds, lockReport, type Grounds, type ReportRow } from "~/features/reports/queries/load.server";
import { templateReferences } from "~/features/templates/queries.server";
import { endOfDay, GENEVA } from "~/lib/dates";
import type { PartyRole } from "~/lib/actor";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import type { Tx } from "~/platform/db/client.server";
import { isPlaceOf, placeCode, tidyPlaces, type Place } from "../model";
import { findDelegated, isWritten } from "../queries.server";
import type { AssignInput, ChangeInput } from "../schema";
import { writeDelegationMail } from "./delegation-mail.server";

/** What is asked, in stored form. */
type Terms = { places: Place[]; note: string; dueAt: Date | null; proposes: boolean };
type Checked = { row: ReportRow; grounds: Grounds; terms: Terms };
type Asking = Pick<AssignInput, "places" | "due" | "note" | "how">;

const refuseField = (field: string, code: string): Result<never, Refusal> => refuse({ code, fields: { [field]: code } });

/** The report, and what is asked of somebody in it; the day ends in the zone of whoever sets it. */
async function check(ctx: UserCtx, reportId: string, { places, due, note, how }: Asking): Promise<Result<Checked, Refusal>> {
  const found = await findDelegated(ctx, ctx.db, reportId);
  if (!found.ok) return found;
  const grounds = await readGrounds(ctx, found.value);
  const { definition } = grounds.version;
  const references = templateReferences(grounds.reference);
  if (!places.every((place) => isPlaceOf(definition, references, place))) return refuseField("places", "delegation.place_unknown");
  const dueAt = due === null ? null : endOfDay(due, ctx.actor.timeZone ?? GENEVA);
  return ok({ row: found.value, grounds, terms: { places: tidyPlaces(definition, places), note, dueAt, proposes: how === "proposes" } });
}

/** Only what a delegate writes can be kept apart: everybody else of the party writes the whole report by their role. */
async function mayPropose(ctx: UserCtx, tx: Tx, partyId: string, userId: string): Promise<boolean> {
  const wider = { partyId, userId, role: { not: "delegate" satisfies PartyRole }, ...heldAt(ctx.now()) };
  return (await tx.membership.count({ where: wider })) === 0;
}

/** The report under its lock, while it is being written: nothing is assigned in one that is signed meanwhile. */
async function lockWritten(ctx: UserCtx, tx: Tx, reportId: string): Promise<Result<ReportRow, Refusal>> {
  await lockReport(tx, reportId);
  const found = await findDelegated(ctx, tx, reportId);
  if (!found.ok) return found;
  return isWritten(ctx, found.value) ? found : refuse({ code: "delegation.closed" });
}

/** Checks what is asked, then writes it by `write` under the report's lock. Refuses as `check` and `lockWritten` do. */
async function writeTerms<T>(
  ctx: UserCtx,
  reportId: string,
  asking: Asking,
  write: (given: Checked & { tx: Tx }) => Promise<Result<T, Refusal>>,
): Promise<Result<T, Refusal>> {
  const checked = await check(ctx, reportId, asking);
  if (!checked.ok) return checked;
  return ctx.db.$transaction(async (tx) => {
    const locked = await lockWritten(ctx, tx, reportId);
    return locked.ok ? write({ ...checked.value, row: locked.value, tx }) : locked;
  });
}

const eventOf = (id: string, userId: string, { places, dueAt, note, proposes }: Terms) => ({
  delegation: id,
  userId,
  places: places.map(placeCode),
  due: dueAt?.toISOString() ?? null,
  ...(note && { note }),
  ...(proposes && { proposes }),
});

/**
 * Assigns places of a report to somebody of its party; they are told by mail. Who belongs to the party as a delegate sees
 * these places of the report from then on. Refuses `delegation.not_found`, `delegation.closed`, `delegation.place_unknown`,
 * `delegation.person_unknown`, `delegation.proposes_whole`. Audit event.
 */
export async function assignPlaces(ctx: UserCtx, reportId: string, input: AssignInput): Promise<Result<{ id: string }, Refusal>> {
  return writeTerms(ctx, reportId, input, async ({ tx, row, grounds, terms }) => {
    const person = await tx.user.findFirst({
      where: { id: input.person, disabledAt: null, memberships: { some: { partyId: row.partyId, ...heldAt(ctx.now()) } } },
      select: { id: true },
    });
    if (!person) return refuseField("person", "delegation.person_unknown");
    if (terms.proposes && !(await mayPropose(ctx, tx, row.partyId, person.id))) return refuseField("how", "delegation.proposes_whole");
    const { places, ...kept } = terms;
    const { id } = await tx.delegation.create({
      data: { ...kept, reportId, userId: person.id, assignedById: ctx.actor.id, assignedAt: ctx.now(), places: { create: places } },
      select: { id: true },
    });
    await recordEvent(tx, ctx, { type: "delegation.assigned", subject: `report:${reportId}`, data: eventOf(id, person.id, terms) });
    await writeDelegationMail(tx, ctx, { told: "assigned", row, grounds, userId: person.id, terms });
    return ok({ id });
  });
}

/**
 * Changes what is asked of somebody, on the assignment as it was shown; they are told by mail. Refuses
 * `delegation.not_found` (also once it has ended), `delegation.changed` when somebody else changed it since,
 * `delegation.closed`, `delegation.place_unknown`, `delegation.proposes_whole`. Audit event.
 */
export async function changeAssignment(ctx: UserCtx, reportId: string, { id, revision, ...input }: ChangeInput): Promise<Result<null, Refusal>> {
  return writeTerms(ctx, reportId, input, async ({ tx, row, grounds, terms }) => {
    const before = await tx.delegation.findFirst({ where: { id, reportId, endedAt: null }, select: { userId: true } });
    if (!before) return refuse({ code: "delegation.not_found" });
    if (terms.proposes && !(await mayPropose(ctx, tx, row.partyId, before.userId))) return refuseField("how", "delegation.proposes_whole");
    const { places, ...kept } = terms;
    const { count } = await tx.delegation.updateMany({ where: { id, revision, endedAt: null }, data: { ...kept, revision: { increment: 1 } } });
    if (count !== 1) return refuse({ code: "delegation.changed" });
    await tx.delegationPlace.deleteMany({ where: { delegationId: id } });
    await tx.delegationPlace.createMany({ data: places.map((place) => ({ delegationId: id, ...place })) });
    await recordEvent(tx, ctx, { type: "delegation.changed", subject: `report:${reportId}`, data: eventOf(id, before.userId, terms) });
    await writeDelegationMail(tx, ctx, { told: "changed", row, grounds, userId: before.userId, terms });
    return ok(null);
  });
}

/**
 * Ends an assignment, also in a report that is signed; they are told by mail. What was written stays. A delegate does not
 * see its places any more. Refuses `delegation.not_found`, also for one that has ended. Audit event.
 */
export async function endAssignment(ctx: UserCtx, reportId: string, id: string): Promise<Result<null, Refusal>> {
  const found = await findDelegated(ctx, ctx.db, reportId);
  if (!found.ok) return found;
  const grounds = await readGrounds(ctx, found.value);
  return ctx.db.$transaction(async (tx) => {
    const before = await tx.delegation.findFirst({ where: { id, reportId }, select: { userId: true, proposes: true } });
    const { count } = await tx.delegation.updateMany({ where: { id, reportId, endedAt: null }, data: { endedAt: ctx.now() } });
    if (!before || count !== 1) return refuse({ code: "delegation.not_found" });
    await recordEvent(tx, ctx, { type: "delegation.ended", subject: `report:${reportId}`, data: { delegation: id, userId: before.userId } });
    await writeDelegationMail(tx, ctx, { told: "ended", row: found.value, grounds, userId: before.userId, isApart: before.proposes, terms: null });
    return ok(null);
  });
}
