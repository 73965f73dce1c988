import { grantedBy, type SecretariatRole } from "~/lib/actor";

/** What may be done with the extensions of deadlines. */
export const EXTENSION_ACTIONS = ["read", "grant"] as const;
export type ExtensionAction = (typeof EXTENSION_ACTIONS)[number];

const BY_ROLE: Record<SecretariatRole, readonly ExtensionAction[]> = {
  desk_officer: EXTENSION_ACTIONS,
  admin: EXTENSION_ACTIONS,
  editor: ["read"],
  translator: ["read"],
  observer: ["read"],
};

/** Whether somebody's roles in the secretariat grant it. No party extends its own deadline. */
export const mayWithExtensions = grantedBy(BY_ROLE);
