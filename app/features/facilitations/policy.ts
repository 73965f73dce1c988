import { grantedBy, type SecretariatRole } from "~/lib/actor";

/** What may be done with the roles of entities on action lines. */
export const FACILITATION_ACTIONS = ["read", "manage"] as const;
export type FacilitationAction = (typeof FACILITATION_ACTIONS)[number];

const BY_ROLE: Record<SecretariatRole, readonly FacilitationAction[]> = {
  desk_officer: FACILITATION_ACTIONS,
  admin: FACILITATION_ACTIONS,
  editor: ["read"],
  translator: ["read"],
  observer: ["read"],
};

/** Whether somebody's roles in the secretariat grant it. Nobody has none, and no entity decides on its own role. */
export const mayWithFacilitations = grantedBy(BY_ROLE);
