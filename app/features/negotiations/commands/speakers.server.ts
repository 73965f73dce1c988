import { dayIn, GENEVA } from "~/lib/dates";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import type { Tx } from "~/platform/db/client.server";
import { mayNegotiate } from "../policy";
import { groupChoices } from "../queries/groups.server";

const refuseField = (field: string, code: string): Result<never, Refusal> => refuse({ code, fields: { [field]: code } });

/**
 * Says that a party may speak for a group from a day on. Refuses `negotiation.not_found` to those who may not decide,
 * `negotiation.group_unknown`, `negotiation.party_required` for one there is not, `negotiation.not_member` for one that is
 * not in a group the desk keeps, and `negotiation.speaker_named` where it speaks for the group on that day or a later one already. Audit event.
 */
export async function nameSpeaker(ctx: UserCtx, { group, party: code, from }: { group: string; party: string; from: string }): Promise<Result<null, Refusal>> {
  if (!mayNegotiate(ctx.actor, "decide")) return refuse({ code: "negotiation.not_found" });
  if (!(await groupChoices(ctx.db, ctx.language)).some(({ code: known }) => known === group)) return refuseField("group", "negotiation.group_unknown");
  const party = await ctx.db.party.findFirst({ where: { code: { equals: code, mode: "insensitive" } }, select: { id: true } });
  if (!party) return refuseField("party", "negotiation.party_required");
  return ctx.db.$transaction(async (tx) => {
    // The group first, as where its members are changed.
    await tx.$executeRaw`select 1 from negotiating_group where symbol = ${group} for share`;
    await tx.$executeRaw`select 1 from party where id = ${party.id}::uuid for update`;
    const kept = await tx.negotiatingGroup.findUnique({ where: { symbol: group }, select: { members: { where: { partyId: party.id, to: null } } } });
    if (kept?.members.length === 0) return refuseField("party", "negotiation.not_member");
    const isNamed = await tx.groupSpeaker.count({ where: { group, partyId: party.id, OR: [{ to: null }, { to: { gt: new Date(from) } }] } });
    if (isNamed > 0) return refuseField("party", "negotiation.speaker_named");
    const { id } = await tx.groupSpeaker.create({ data: { group, partyId: party.id, from: new Date(from), byId: ctx.actor.id }, select: { id: true } });
    await recordEvent(tx, ctx, { type: "draft.speaker_named", subject: `group:${group}`, data: { speaker: id, group, party: party.id, from } });
    return ok(null);
  });
}

/** Ends from today on, in Geneva, that a party speaks for a group, or before it begins; what it said stays. Refuses `negotiation.not_found`, also where it has ended. Audit event. */
export async function endSpeaker(ctx: UserCtx, id: string): Promise<Result<null, Refusal>> {
  if (!mayNegotiate(ctx.actor, "decide")) return refuse({ code: "negotiation.not_found" });
  return ctx.db.$transaction(async (tx) => {
    await tx.$executeRaw`select 1 from group_speaker where id = ${id}::uuid for update`;
    const found = await tx.groupSpeaker.findFirst({ where: { id, to: null }, select: { from: true } });
    if (!found) return refuse({ code: "negotiation.not_found" });
    await endTerm(tx, ctx, { id, from: found.from });
    await recordEvent(tx, ctx, speakerEnded(id));
    return ok(null);
  });
}

export const speakerEnded = (id: string) => ({ type: "draft.speaker_ended", subject: `speaker:${id}`, data: { speaker: id } }) as const;

/** Ends from today on, in Geneva, that a party speaks for a group, or before it begins. Whoever ends it records `speakerEnded`. */
export async function endTerm(tx: Tx, ctx: UserCtx, { id, from }: { id: string; from: Date }): Promise<void> {
  const today = new Date(dayIn(ctx.now(), GENEVA));
  await tx.groupSpeaker.update({ where: { id }, data: { to: from > today ? from : today } });
}
