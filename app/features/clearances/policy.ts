import type { Actor, PartyRole } from "~/lib/actor";
import { POSTED_ACTS, type Place, type PostedAct } from "./model";

/** What roles in a party grant of its clearances. Who clears is named in the chain besides. */
export const CLEARANCE_RIGHTS = ["read", "ask", "clear", "cancel_any", "configure"] as const;
export type ClearanceRight = (typeof CLEARANCE_RIGHTS)[number];

const BY_ROLE: Record<PartyRole, readonly ClearanceRight[]> = {
  focal_point: CLEARANCE_RIGHTS,
  approver: ["read", "ask", "clear", "configure"],
  contributor: ["read", "ask"],
  delegate: [],
};

/** Whether somebody's roles in a party grant a right on its clearances. Members of other parties, co-facilitators too, have none. */
export const mayWithClearances = (actor: Actor, right: ClearanceRight, partyId: string): boolean =>
  actor?.memberships.some((membership) => membership.partyId === partyId && BY_ROLE[membership.role].includes(right)) ?? false;

/** The roles in which somebody can be named in a step. */
export const isClearingRole = (role: PartyRole): boolean => BY_ROLE[role].includes("clear");

/** Who has to do with a round: who asked, who is named in each step, who has cleared in it. */
export type Parts = { partyId: string; askedById: string | null; clearers: readonly (readonly string[])[]; clearedBy: readonly string[] };

/** Whether somebody may act on a report's clearance where it stands; the model says where the act leads. */
export function mayAct(actor: Actor, act: PostedAct, place: Place, { partyId, askedById, clearers, clearedBy }: Parts): boolean {
  const holds = (right: ClearanceRight) => mayWithClearances(actor, right, partyId);
  if (!actor) return false;
  switch (act) {
    case "ask":
      return holds("ask");
    case "clear":
    case "return":
      return holds("clear") && place.at === "asked" && (clearers[place.step - 1]?.includes(actor.id) ?? false);
    case "cancel":
      // Nobody's leaving locks a report for good: a focal point opens what somebody else has asked for.
      return holds("cancel_any") || (holds("ask") && askedById === actor.id);
    case "withdraw":
      return holds("clear") && clearedBy.includes(actor.id);
  }
}

/** The acts somebody is offered. */
export const actsFor = (actor: Actor, place: Place, parts: Parts, leads: (act: PostedAct) => boolean): PostedAct[] =>
  POSTED_ACTS.filter((act) => leads(act) && mayAct(actor, act, place, parts));
