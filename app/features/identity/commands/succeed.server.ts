import type { Tx } from "~/platform/db/client.server";
import { giveRole } from "./give-role.server";

export type Succession = { partyId: string; /** What ends. */ membershipId: string; /** The successor. */ userId: string; from: Date; now: Date };

/**
 * Makes somebody a focal point from a moment on, or from now where that has passed, and ends another's role at that same
 * moment, so that the party is never without. Whoever is a focal point already stays one, now without an end. A role that
 * has ended meanwhile stays so. Inside the transaction of a command that records its event and holds the party's row.
 */
export async function succeed(tx: Tx, { partyId, membershipId, userId, from, now }: Succession): Promise<void> {
  const at = from > now ? from : now;
  const role = "focal_point";
  const known = await tx.membership.findUnique({ where: { userId_partyId_role: { userId, partyId, role } }, select: { startsAt: true, endedAt: true } });
  const isHeld = known !== null && (known.startsAt === null || known.startsAt <= at) && (known.endedAt === null || known.endedAt > now);
  await giveRole(tx, userId, partyId, role, isHeld ? known.startsAt : at > now ? at : null);
  await tx.membership.updateMany({ where: { id: membershipId, OR: [{ endedAt: null }, { endedAt: { gt: at } }] }, data: { endedAt: at } });
}
