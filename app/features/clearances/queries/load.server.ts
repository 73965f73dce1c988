import { heldAt } from "~/features/identity/model";
import { findReport, type ReportRow } from "~/features/reports/queries/load.server";
import type { PartyRole } from "~/lib/actor";
import type { Refusal } from "~/lib/refusal";
import { refuse, type Result } from "~/lib/result";
import type { Ctx } from "~/platform/context.server";
import type { Tx } from "~/platform/db/client.server";
import type { Chain, RoundState } from "../model";
import { isClearingRole, mayWithClearances, type Parts } from "../policy";

/** A party's chain; without steps where it has none. Who has left the party, or no longer has a role that clears, is not in it. */
export async function readChain(db: Tx, partyId: string, now: Date): Promise<Chain | null> {
  const row = await db.clearanceChain.findUnique({
    where: { partyId },
    select: {
      days: true,
      steps: {
        orderBy: { position: "asc" },
        select: {
          position: true,
          name: true,
          people: {
            where: { user: { disabledAt: null } },
            orderBy: [{ user: { name: "asc" } }, { userId: "asc" }],
            select: { user: { select: { id: true, name: true, memberships: { where: { partyId, ...heldAt(now) }, select: { role: true } } } } },
          },
        },
      },
    },
  });
  return (
    row && {
      days: row.days,
      steps: row.steps.map(({ position, name, people }) => ({
        position,
        name,
        people: people
          .filter(({ user }) => user.memberships.some(({ role }) => isClearingRole(role as PartyRole)))
          .map(({ user }) => ({ id: user.id, name: user.name })),
      })),
    }
  );
}

/** The latest round of a report, with who has cleared in it. */
export type Round = {
  id: string;
  state: RoundState;
  step: number;
  contentHash: string;
  askedById: string;
  askedBy: string;
  askedAt: Date;
  until: Date;
  clearedBy: string[];
};

/** The latest round of a report; null where clearance was never asked for. */
export async function findRound(db: Tx, reportId: string): Promise<Round | null> {
  const row = await db.clearance.findFirst({
    where: { reportId },
    orderBy: { id: "desc" },
    select: {
      id: true,
      state: true,
      step: true,
      contentHash: true,
      askedById: true,
      askedAt: true,
      until: true,
      askedBy: { select: { name: true } },
      entries: { where: { action: "clear" }, select: { byId: true } },
    },
  });
  if (!row) return null;
  const { entries, askedBy, state, ...round } = row;
  return { ...round, state: state as RoundState, askedBy: askedBy.name, clearedBy: entries.flatMap(({ byId }) => byId ?? []) };
}

/** A report whose clearance the actor may see; another party's, a co-facilitator's too, is *not found*. */
export async function findCleared(ctx: Pick<Ctx, "actor">, db: Tx, reportId: string): Promise<Result<ReportRow, Refusal>> {
  const found = await findReport(ctx, db, reportId);
  if (!found.ok || !mayWithClearances(ctx.actor, "read", found.value.partyId)) return refuse({ code: "clearance.not_found" });
  return found;
}

/** Who has to do with a report's clearance, for policy. */
export const partsOf = (partyId: string, chain: Chain | null, round: Round | null): Parts => ({
  partyId,
  askedById: round?.askedById ?? null,
  clearers: chain?.steps.map(({ people }) => people.map(({ id }) => id)) ?? [],
  clearedBy: round?.clearedBy ?? [],
});

/** How many open requests for clearance of a party somebody has made: what comes of them is told to them. */
export const countAsked = (db: Tx, partyId: string, userId: string, now: Date): Promise<number> =>
  db.clearance.count({ where: { askedById: userId, state: "asked", until: { gt: now }, report: { partyId } } });
