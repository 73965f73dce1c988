import type { Language } from "~/lib/languages";

/** Every expected refusal of mails, with its HTTP status; its message stands under `errors:<code>`. */
export const notificationRefusals = { "mail.not_found": 404 } as const;

export type MailSummary = { id: string; to: string; subject: string; language: Language; createdAt: string };
export type MailDto = MailSummary & { kind: string; text: string };
export type MailboxDto = { mails: MailSummary[]; mail: MailDto | null };

/** A text cut at its web addresses: odd places are addresses, even ones the words between. */
export const splitAtLinks = (text: string): string[] => text.split(/(https?:\/\/[^\s<>"]+)/);
