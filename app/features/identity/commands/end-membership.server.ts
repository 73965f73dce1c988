import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import { keepsFocalPoint } from "../model";
import { mayWithPeople } from "../policy";
import { focalPointSpans } from "../queries.server";

/**
 * Takes a role in a party away from somebody, from now on; what they wrote stays theirs. Refuses `identity.not_found`
 * (no such membership, or another party's), `identity.membership_ended` and `identity.last_focal_point`: a party is
 * never left without somebody who can sign in and act for it.
 */
export async function endMembership(ctx: UserCtx, membershipId: string): Promise<Result<null, Refusal>> {
  const membership = await ctx.db.membership.findUnique({ where: { id: membershipId }, select: { id: true, userId: true, partyId: true, role: true } });
  if (!membership || !mayWithPeople(ctx.actor, "people.end_membership", { partyId: membership.partyId })) return refuse({ code: "identity.not_found" });
  const { id, userId, partyId, role } = membership;
  return ctx.db.$transaction(async (tx) => {
    // Two focal points who end each other at the same moment take turns here.
    await tx.$queryRaw`select id from party where id = ${partyId}::uuid for update`;
    const now = ctx.now();
    if (role === "focal_point" && !keepsFocalPoint(await focalPointSpans(tx, partyId, now, id), now)) return refuse({ code: "identity.last_focal_point" });
    const { count } = await tx.membership.updateMany({ where: { id, OR: [{ endedAt: null }, { endedAt: { gt: now } }] }, data: { endedAt: now } });
    if (count !== 1) return refuse({ code: "identity.membership_ended" });
    await recordEvent(tx, ctx, { type: "identity.membership_ended", subject: `user:${userId}`, data: { partyId, role } });
    return ok(null);
  });
}
