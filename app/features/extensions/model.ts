import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";

/** Every expected refusal of extensions, with its HTTP status; its message stands under `errors:<code>`. */
export const extensionRefusals = {
  "extension.not_found": 404,
  "extension.no_cycle": 409,
  "extension.changed": 409,
  "extension.party_unknown": 422,
  "extension.template_unknown": 422,
  "extension.line_unknown": 422,
  "extension.no_deadline": 422,
  "extension.day_invalid": 422,
  "extension.not_later": 422,
  "extension.too_long": 422,
  "extension.reason_required": 422,
  "extension.reason_too_long": 422,
} as const;

/** Characters of a reason. */
export const MAX_REASON = 1000;
/** Nobody reports on a cycle a year after it was due; such a day is a slip. */
const LONGEST_MS = 366 * 86_400_000;

/**
 * Whether a deadline can be moved to an instant for one party: later than everybody's and than now, by a year at most.
 * Refuses `extension.no_deadline`, `extension.not_later`, `extension.too_long`.
 */
export function checkExtension(deadline: string | null, dueAt: Date, now: Date): Result<Date, Refusal> {
  const refuseDay = (code: string): Result<never, Refusal> => refuse({ code, fields: { day: code } });
  if (deadline === null) return refuse({ code: "extension.no_deadline", fields: { template: "extension.no_deadline" } });
  const from = Date.parse(deadline);
  if (dueAt.getTime() <= from || dueAt <= now) return refuseDay("extension.not_later");
  return dueAt.getTime() - from > LONGEST_MS ? refuseDay("extension.too_long") : ok(dueAt);
}

/** Where the report of an extension stands. */
export const REPORT_STANDINGS = ["not_begun", "draft", "submitted", "late"] as const;
export type ReportStanding = (typeof REPORT_STANDINGS)[number];

/** One extension as the desk sees it; `ended`: when and why it ended, null while it stands. */
export type ExtensionItem = {
  id: string;
  party: { code: string; name: string };
  title: string;
  line: string;
  dueAt: string;
  reason: string;
  report: ReportStanding;
  grantedBy: string;
  grantedAt: string;
  ended: { at: string; by: string; reason: string } | null;
};

/** One deadline of the cycle with how far its parties are; `notBegun`: those with somebody who could begin. */
export type DeadlineItem = {
  template: string;
  title: string;
  at: string | null;
  isPast: boolean;
  notBegun: number;
  drafts: number;
  submitted: number;
  late: number;
  extended: number;
};

type Choice = { code: string; name: string };
/** The page of deadlines. `templates` and `lines`: what an extension can be given for. */
export type DeadlinePage = {
  cycle: { code: string; name: string } | null;
  deadlines: DeadlineItem[];
  extensions: ExtensionItem[];
  next: string | null;
  templates: Choice[];
  lines: Choice[];
  mayGrant: boolean;
};
