import type { Actor, PartyRole } from "~/lib/actor";

/** Whoever signs for a party says who writes what. */
const MAY_ASSIGN: Record<PartyRole, boolean> = { focal_point: true, approver: true, contributor: false, delegate: false };

/** Whether somebody's roles in a party let them assign places of its reports, change assignments and end them. Others find none of it. */
export const mayAssign = (actor: Actor, partyId: string): boolean =>
  actor?.memberships.some((membership) => membership.partyId === partyId && MAY_ASSIGN[membership.role]) ?? false;
