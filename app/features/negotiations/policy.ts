import { grantedBy, type Actor, type PartyRole, type SecretariatRole } from "~/lib/actor";

/** What is done for a party with a published draft: read what is proposed, comment, and propose, which commits the party as its signature does. */
export const PARTY_ACTIONS = ["read", "comment", "propose"] as const;
export type PartyAction = (typeof PARTY_ACTIONS)[number];

const BY_ROLE: Record<PartyRole, readonly PartyAction[]> = {
  focal_point: PARTY_ACTIONS,
  approver: PARTY_ACTIONS,
  contributor: ["read", "comment"],
  delegate: [],
};

/** The parties for which somebody may do something with a published draft. */
export const partiesFor = (actor: Actor, action: PartyAction): string[] => [
  ...new Set(actor?.memberships.filter(({ role }) => BY_ROLE[role].includes(action)).map(({ partyId }) => partyId) ?? []),
];

/** What the desk does: read all that is said, and say what becomes of it. */
type DeskAction = "read" | "decide";

const AT_DESK: Record<SecretariatRole, readonly DeskAction[]> = {
  desk_officer: ["read", "decide"],
  admin: ["read", "decide"],
  editor: ["read"],
  translator: ["read"],
  observer: ["read"],
};

/** Whether somebody's roles in the secretariat grant it. */
export const mayNegotiate = grantedBy(AT_DESK);
