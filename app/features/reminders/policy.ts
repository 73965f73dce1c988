import { grantedBy, type SecretariatRole } from "~/lib/actor";

/** What may be done with the rules of reminders. `read` shows whom they reach, by name and address. */
export const REMINDER_ACTIONS = ["read", "manage"] as const;
export type ReminderAction = (typeof REMINDER_ACTIONS)[number];

const BY_ROLE: Record<SecretariatRole, readonly ReminderAction[]> = {
  desk_officer: REMINDER_ACTIONS,
  admin: REMINDER_ACTIONS,
  editor: [],
  translator: [],
  observer: [],
};

/** Whether somebody's roles in the secretariat grant it. */
export const mayWithReminders = grantedBy(BY_ROLE);
