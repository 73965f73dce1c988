import { assignPlaces } from "~/features/delegations/commands/assign.server";
import { parsePlaceCode } from "~/features/delegations/model";
import type { PartyRole } from "~/lib/actor";
import type { UserCtx } from "~/platform/context.server";
import type { Database } from "~/platform/db/client.server";
import { makeCtx } from "../support/context";
import { makeParty, type MadeParty } from "./party";
import { makeReport } from "./report";
import { makeUser } from "./user";

type Asked = { due?: string | null; note?: string; how?: "writes" | "proposes" };

/** Assigns places (`B`, `D-C5`, `C/C1`) of a report to somebody of its party; gives the assignment's id. */
export async function assign(
  ctx: UserCtx,
  reportId: string,
  person: string,
  places: string[],
  { due = null, note = "", how = "writes" }: Asked = {},
): Promise<string> {
  const assigned = await assignPlaces(ctx, reportId, { intent: "assigned", person, places: places.map(parsePlaceCode), due, note, how });
  if (!assigned.ok) throw new Error(JSON.stringify(assigned.error));
  return assigned.value.id;
}

/** Somebody of a party, at a moment that stands still. */
export const makeMember = async (db: Database, partyId: string, role: PartyRole, now: Date): Promise<UserCtx> =>
  makeCtx({ db, actor: await makeUser(db, { roles: [{ partyId, role }] }), now });

export type Delegating = { party: MadeParty; focal: UserCtx; writer: UserCtx; id: string };

/** A party with a report just started, its focal point, and a delegate to whom nothing is assigned. */
export async function makeDelegating(db: Database, now: Date): Promise<Delegating> {
  const party = await makeParty(db);
  const focal = await makeMember(db, party.id, "focal_point", now);
  return { party, focal, writer: await makeMember(db, party.id, "delegate", now), id: await makeReport(focal, party.id) };
}
