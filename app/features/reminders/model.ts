import type { Language } from "~/lib/languages";

/** Every expected refusal of reminders, with its HTTP status; its message stands under `errors:<code>`. */
export const reminderRefusals = {
  "reminder.not_found": 404,
  "reminder.changed": 409,
  "reminder.template_unknown": 422,
  "reminder.days_invalid": 422,
  "reminder.audience_unknown": 422,
  "letter.not_found": 404,
} as const;

/**
 * Whom a rule reminds: focal points of parties that have not begun, everybody who writes an open draft, people to whom
 * places of one are assigned. What more is waited for (open points of a clarification) becomes one more word here and one
 * more entry in `queries/targets.server.ts`.
 */
export const AUDIENCES = ["not_begun", "open_draft", "assigned"] as const;
export type Audience = (typeof AUDIENCES)[number];

/** Days before the deadline; negative ones are days after it. */
export const DAYS = { least: -60, most: 120 } as const;
const DAY_MS = 86_400_000;
/** A rule that could not run on its day still does for so long; a rule that is added late does not catch up on weeks. */
const GRACE_MS = 3 * DAY_MS;

/** When a rule begins to remind of a deadline. */
export const remindsFrom = (days: number, dueAt: string): Date => new Date(Date.parse(dueAt) - days * DAY_MS);

/** Whether a rule reminds of a deadline at a moment: from its day on, for three days, and what is said before a deadline never after it. */
export function isTimeFor(days: number, dueAt: string, now: Date): boolean {
  const from = remindsFrom(days, dueAt).getTime();
  const until = days > 0 ? Math.min(from + GRACE_MS, Date.parse(dueAt)) : from + GRACE_MS;
  return now.getTime() >= from && now.getTime() < until;
}

export type Rule = { id: string; template: string; days: number; audience: Audience; optional: boolean };

/** Somebody a rule would remind of one deadline, with what their letter says. */
export type Target = {
  userId: string;
  name: string;
  email: string;
  language: Language;
  timeZone: string | null;
  cycleId: string;
  party: { id: string; code: string; names: Record<Language, string> };
  template: string;
  titles: Record<Language, string>;
  line: string;
  dueAt: string;
  /** They want no letters they may do without. */
  isOff: boolean;
};

/** One deadline of one person: what a rule reminds of once. */
export const targetKey = ({
  userId,
  party,
  template,
  line,
  dueAt,
}: Pick<Target, "userId" | "template" | "line" | "dueAt"> & { party: { id: string } }): string => [userId, party.id, template, line, dueAt].join("|");

/** A rule as the desk sees it; `sent`: letters it has written. */
export type RuleItem = Rule & { title: string; createdBy: string; isOn: boolean; sent: number };

export const FATES = ["now", "sent", "off"] as const;
/** What becomes of somebody in a preview: written to at the next run, written to before, or wants none. */
export type Fate = (typeof FATES)[number];
export type PreviewItem = Pick<Target, "name" | "email" | "language" | "dueAt" | "line"> & { key: string; party: string; title: string; fate: Fate };
export type Preview = {
  rule: RuleItem;
  total: number;
  counts: Record<Fate, number>;
  items: PreviewItem[];
  letter: { language: Language; subject: string; text: string } | null;
};

export type ReminderPage = { rules: RuleItem[]; next: string | null; templates: { code: string; name: string }[]; mayManage: boolean };
