import { grantedBy, type SecretariatRole } from "~/lib/actor";

/**
 * What the secretariat may do about the people of parties: see who is reached and how far parties are (`read`), with
 * their addresses (`contacts`), send an open invitation again, and invite from a file, as who brings in first focal points.
 */
export const OUTREACH_ACTIONS = ["read", "contacts", "invite_again", "invite"] as const;
export type OutreachAction = (typeof OUTREACH_ACTIONS)[number];

const BY_ROLE: Record<SecretariatRole, readonly OutreachAction[]> = {
  admin: OUTREACH_ACTIONS,
  desk_officer: ["read", "contacts", "invite_again"],
  editor: ["read"],
  translator: ["read"],
  observer: ["read"],
};

/** Whether somebody's roles in the secretariat grant an action. */
export const mayReachOut = grantedBy(BY_ROLE);
