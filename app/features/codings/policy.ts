import { grantedBy, type SecretariatRole } from "~/lib/actor";

/** What the secretariat may do: read what was coded, code answers, and keep the codebook, how it is worked with, and what stands where coders differ. */
export const CODING_ACTIONS = ["read", "code", "keep"] as const;
export type CodingAction = (typeof CODING_ACTIONS)[number];

const BY_ROLE: Record<SecretariatRole, readonly CodingAction[]> = {
  admin: CODING_ACTIONS,
  editor: CODING_ACTIONS,
  desk_officer: ["read", "code"],
  translator: ["read"],
  observer: ["read"],
};

/** Whether somebody's roles in the secretariat grant an action. */
export const holdsCoding = grantedBy(BY_ROLE);
