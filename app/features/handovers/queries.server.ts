import { heldAt, type Names } from "~/features/identity/model";
import { countAsked, readChain } from "~/features/clearances/queries/load.server";
import { countAssigned } from "~/features/delegations/queries.server";
import { listDraftNames } from "~/features/reports/queries/drafts.server";
import { afterPlace, isUuid, pageOf, parsePlace } from "~/lib/keyset";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { UserCtx } from "~/platform/context.server";
import { stateOf, type HandoverPage, type Leaving } from "./model";
import { mayWithHandovers } from "./policy";

const notFound: Refusal = { code: "handover.not_found" };

/** A party's handovers, newest first, and what whoever hands over should know. A page goes on from a place (`next`). Refuses `handover.not_found`. */
export async function getHandoverPage(
  ctx: UserCtx,
  partyCode: string,
  { after, limit = 20 }: { after?: string | null; limit?: number } = {},
): Promise<Result<HandoverPage, Refusal>> {
  const party = await ctx.db.party.findUnique({ where: { code: partyCode }, select: { id: true, code: true, kind: true, names: true } });
  if (!party || !mayWithHandovers(ctx.actor, "read", party.id)) return refuse(notFound);
  const now = ctx.now();
  const rows = await ctx.db.handover.findMany({
    where: { partyId: party.id, ...afterPlace("createdAt", parsePlace(after)) },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit + 1,
    include: { membership: { select: { user: { select: { name: true } } } }, invitation: { select: { acceptedAt: true, revokedAt: true, expiresAt: true } } },
  });
  const page = pageOf(rows, limit, ({ createdAt }) => createdAt);
  return ok({
    party: { code: party.code, name: (party.names as Names)[ctx.language] },
    form: mayWithHandovers(ctx.actor, "make", party.id) ? await readForm(ctx, party) : null,
    handovers: page.items.map((row) => ({
      id: row.id,
      state: stateOf(row, now),
      leaving: row.membership.user.name,
      successor: { name: row.successorName, email: row.successorEmail },
      startsAt: row.startsAt.toISOString(),
      note: row.note,
      file: row.sha256 && row.fileName,
      by: row.byName,
      at: row.createdAt.toISOString(),
    })),
    next: page.next,
  });
}

async function readForm(ctx: UserCtx, { id: partyId, kind }: { id: string; kind: string }): Promise<HandoverPage["form"]> {
  const now = ctx.now();
  const members = await ctx.db.membership.findMany({
    where: { partyId, user: { disabledAt: null }, ...heldAt(now) },
    orderBy: [{ user: { name: "asc" } }, { id: "asc" }],
    select: { id: true, role: true, endedAt: true, user: { select: { id: true, name: true } } },
  });
  const chain = await readChain(ctx.db, partyId, now);
  const focal = members.filter(({ role, endedAt }) => role === "focal_point" && endedAt === null);
  const leaving = focal.map(async ({ id, user }): Promise<Leaving> => ({
    membershipId: id,
    name: user.name,
    isSelf: user.id === ctx.actor.id,
    steps: (chain?.steps ?? [])
      .filter(({ people }) => people.some((one) => one.id === user.id))
      .map(({ name, people }) => ({ name, alone: people.length === 1 })),
    asked: await countAsked(ctx.db, partyId, user.id, now),
    assigned: await countAssigned(ctx.db, partyId, user.id),
  }));
  return {
    leaving: await Promise.all(leaving),
    members: [...new Map(members.map(({ user }) => [user.id, user])).values()],
    drafts: await listDraftNames(ctx, partyId),
    needsFile: kind === "state",
    today: now.toISOString().slice(0, 10),
  };
}

export type HandoverFile = { sha256: string; name: string; type: string; size: number };

/** The note verbale of a handover. Refuses `file.not_found`, also outside of the party's focal points and the desk. */
export async function getHandoverFile(ctx: UserCtx, id: string): Promise<Result<HandoverFile, Refusal>> {
  const row = isUuid(id)
    ? await ctx.db.handover.findUnique({ where: { id }, select: { partyId: true, fileName: true, file: { select: { sha256: true, type: true, size: true } } } })
    : null;
  if (!row?.file || !mayWithHandovers(ctx.actor, "read", row.partyId)) return refuse({ code: "file.not_found" });
  return ok({ ...row.file, name: row.fileName });
}
