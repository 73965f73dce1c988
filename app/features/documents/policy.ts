import { grantedBy, type Actor, type SecretariatRole } from "~/lib/actor";

/** What may be done with consolidated documents: read as compilations are, written by those who decide at the desk. */
type DocumentAction = "read" | "write";

const BY_ROLE: Record<SecretariatRole, readonly DocumentAction[]> = {
  desk_officer: ["read", "write"],
  admin: ["read", "write"],
  editor: ["read"],
  translator: ["read"],
  observer: ["read"],
};

/** Whether somebody's roles in the secretariat grant it. */
export const mayWithDocuments = grantedBy(BY_ROLE);

/** Whether somebody decides for a party that everybody reads what became of its answers: its focal points do. */
export const mayOpenTraces = (actor: Actor, partyId: string): boolean =>
  actor?.memberships.some((membership) => membership.partyId === partyId && membership.role === "focal_point") ?? false;
