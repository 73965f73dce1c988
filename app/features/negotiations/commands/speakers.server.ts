import { readReference } from "~/features/reference/queries.server";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import { mayNegotiate } from "../policy";

const refuseField = (field: string, code: string): Result<never, Refusal> => refuse({ code, fields: { [field]: code } });

/** Says that a party may speak for a group from a day on. Refuses `negotiation.not_found` to those who may not decide, `negotiation.group_unknown`, `negotiation.party_required` for one there is not. Audit event. */
export async function nameSpeaker(ctx: UserCtx, { group, party: code, from }: { group: string; party: string; from: string }): Promise<Result<null, Refusal>> {
  if (!mayNegotiate(ctx.actor, "decide")) return refuse({ code: "negotiation.not_found" });
  const reference = await readReference(ctx.db);
  if (!reference.sets.get("groups")?.some((entry) => entry.code === group)) return refuseField("group", "negotiation.group_unknown");
  const party = await ctx.db.party.findFirst({ where: { code: { equals: code, mode: "insensitive" } }, select: { id: true } });
  if (!party) return refuseField("party", "negotiation.party_required");
  return ctx.db.$transaction(async (tx) => {
    const { id } = await tx.groupSpeaker.create({ data: { group, partyId: party.id, from: new Date(from), byId: ctx.actor.id }, select: { id: true } });
    await recordEvent(tx, ctx, { type: "draft.speaker_named", subject: `group:${group}`, data: { speaker: id, group, party: party.id, from } });
    return ok(null);
  });
}

/** Ends from today on that a party speaks for a group; what it said stays. Refuses `negotiation.not_found`, also where it has ended. Audit event. */
export async function endSpeaker(ctx: UserCtx, id: string): Promise<Result<null, Refusal>> {
  if (!mayNegotiate(ctx.actor, "decide")) return refuse({ code: "negotiation.not_found" });
  return ctx.db.$transaction(async (tx) => {
    const day = new Date(ctx.now().toISOString().slice(0, 10));
    const ended = await tx.groupSpeaker.updateMany({ where: { id, to: null }, data: { to: day } });
    if (ended.count === 0) return refuse({ code: "negotiation.not_found" });
    await recordEvent(tx, ctx, { type: "draft.speaker_ended", subject: `speaker:${id}`, data: { speaker: id } });
    return ok(null);
  });
}
