import type { SecretariatRole } from "~/lib/actor";
import type { Tx } from "~/platform/db/client.server";

/** Gives a role in a party (again, if it had ended), from a moment on where one is given, or in the secretariat. */
export async function giveRole(tx: Tx, userId: string, partyId: string | null, role: string, startsAt: Date | null = null): Promise<void> {
  if (partyId)
    await tx.membership.upsert({
      where: { userId_partyId_role: { userId, partyId, role } },
      create: { userId, partyId, role, startsAt },
      update: { startsAt, endedAt: null },
    });
  else await tx.secretariatRole.upsert({ where: { userId_role: { userId, role } }, create: { userId, role: role as SecretariatRole }, update: {} });
}
