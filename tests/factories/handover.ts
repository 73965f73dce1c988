import type { Database } from "~/platform/db/client.server";

/** The record of a handover that has taken effect, from the party's focal point, with a stored file as its note verbale. */
export async function makeHandover(db: Database, { partyId, sha256 }: { partyId: string; sha256: string }): Promise<string> {
  const membership = await db.membership.findFirstOrThrow({ where: { partyId, role: "focal_point" }, select: { id: true, userId: true } });
  const at = new Date("2026-11-02T10:00:00Z");
  const { id } = await db.handover.create({
    data: {
      partyId,
      sha256,
      membershipId: membership.id,
      fileName: "note.pdf",
      successorName: "A Successor",
      successorEmail: "successor@example.org",
      startsAt: at,
      byId: membership.userId,
      byName: "A Focal Point",
      createdAt: at,
    },
    select: { id: true },
  });
  return id;
}
