import { grantedBy, type SecretariatRole } from "~/lib/actor";

/** What may be done with the outbox. It holds addresses of everybody, so only those who decide at the desk see it. */
export const OUTBOX_ACTIONS = ["read", "send"] as const;
export type OutboxAction = (typeof OUTBOX_ACTIONS)[number];

const BY_ROLE: Record<SecretariatRole, readonly OutboxAction[]> = {
  desk_officer: OUTBOX_ACTIONS,
  admin: OUTBOX_ACTIONS,
  editor: [],
  translator: [],
  observer: [],
};

/** Whether somebody's roles in the secretariat grant it. */
export const mayWithOutbox = grantedBy(BY_ROLE);
