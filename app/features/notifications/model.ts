import type { Language } from "~/lib/languages";

/** Every expected refusal of mails, with its HTTP status; its message stands under `errors:<code>`. */
export const notificationRefusals = { "mail.not_found": 404, "mail.wrong_state": 409, "mail.address_invalid": 422 } as const;

/** Where a mail stands: it waits (also held, or tried again), was taken by the mail server, was given up, or its address takes none. */
export const MAIL_STATES = ["waiting", "sent", "failed", "bounced"] as const;
export type MailState = (typeof MAIL_STATES)[number];

/** What a mail is about: the first word of its kind. A new word needs its name under `deadlines:mailKind`, and is *other* until then. */
export const MAIL_AREAS = [
  "identity",
  "registration",
  "report",
  "submission",
  "clearance",
  "clarification",
  "comment",
  "delegation",
  "handover",
  "extension",
  "reminder",
  "export",
  "document",
  "meeting",
] as const;
export type MailArea = (typeof MAIL_AREAS)[number] | "other";
export const areaOf = (kind: string): MailArea => MAIL_AREAS.find((area) => kind.startsWith(`${area}.`)) ?? "other";

/**
 * Can a mail in a state be sent again? One that was taken is not: its reader has it. A held one has its time.
 */
export const canSendAgain = (state: MailState): boolean => state === "failed" || state === "bounced";

/** One mail as the desk sees it: never its text, in which links act for its reader. */
export type OutboxItem = {
  id: string;
  kind: string;
  to: string;
  language: Language;
  subject: string;
  state: MailState;
  attempts: number;
  error: string | null;
  createdAt: string;
  deliveredAt: string | null;
  /** Held until then; null when it is not, or not any more. */
  heldUntil: string | null;
};
export type OutboxPage = { items: OutboxItem[]; next: string | null; counts: Record<MailState, number> };

export type MailSummary = { id: string; to: string; subject: string; language: Language; createdAt: string };
export type MailDto = MailSummary & { kind: string; text: string };
export type MailboxDto = { to: string | null; mails: MailSummary[]; mail: MailDto | null };

/** A text cut at its web addresses: odd places are addresses, even ones the words between. */
export const splitAtLinks = (text: string): string[] => text.split(/(https?:\/\/[^\s<>"]+)/);
