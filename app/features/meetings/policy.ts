import { grantedBy, type Actor, type PartyRole, type SecretariatRole } from "~/lib/actor";

/** What may be done with meetings at the desk: all of it read as compilations are, made and led by those who decide there. */
type MeetingAction = "read" | "write";

const BY_ROLE: Record<SecretariatRole, readonly MeetingAction[]> = {
  desk_officer: ["read", "write"],
  admin: ["read", "write"],
  editor: ["read"],
  translator: ["read"],
  observer: ["read"],
};

/** Whether somebody's roles in the secretariat grant it. */
export const mayWithMeetings = grantedBy(BY_ROLE);

/** Who speaks for a party: those who sign for it. */
const SPEAKS: readonly PartyRole[] = ["focal_point", "approver"];
/** Who reads what their party has not made public yet: all of its people but those who see a part of a report only. */
const READS: readonly PartyRole[] = [...SPEAKS, "contributor"];

const partiesIn = (actor: Actor, roles: readonly PartyRole[]): string[] => [
  ...new Set((actor?.memberships ?? []).flatMap(({ partyId, role }) => (roles.includes(role) ? [partyId] : []))),
];

/** The parties somebody speaks for. */
export const speaksFor = (actor: Actor): string[] => partiesIn(actor, SPEAKS);
/** The parties whose statements somebody reads before they are public. */
export const readsFor = (actor: Actor): string[] => partiesIn(actor, READS);
