import type { Actor, PartyRole } from "~/lib/actor";
import { allowsNewVersion, isRecallable, type ReportAllowances, type ReportState, type SubmissionState } from "./model";

/** What somebody may do with one report. */
export const REPORT_ACTIONS = ["read", "write", "submit", "recall", "open_new_version"] as const;
export type ReportAction = (typeof REPORT_ACTIONS)[number];

export type ReportSubject = { partyId: string; state: ReportState; submission: SubmissionState | null };

const BY_ROLE: Record<PartyRole, readonly ReportAction[]> = {
  focal_point: ["read", "write", "submit", "recall", "open_new_version"],
  approver: ["read", "write", "submit", "recall", "open_new_version"],
  contributor: ["read", "write"],
};

/** Whether the state of the report lets anybody do it. */
const STATE_ALLOWS: Record<ReportAction, (subject: ReportSubject) => boolean> = {
  read: () => true,
  write: ({ state }) => state === "draft",
  submit: ({ state }) => state === "draft",
  recall: ({ state, submission }) => state === "submitted" && submission !== null && isRecallable(submission),
  open_new_version: ({ state, submission }) => state === "submitted" && submission !== null && allowsNewVersion(submission),
};

/** Whether somebody's roles in the report's own party grant an action, whatever the report's state. */
export const holds = (actor: Actor, action: ReportAction, partyId: string): boolean =>
  actor?.memberships.some((membership) => membership.partyId === partyId && BY_ROLE[membership.role].includes(action)) ?? false;

/** Whether somebody may do something with a report now: by a role in its party, and by its state. */
export const canReport = (actor: Actor, action: ReportAction, subject: ReportSubject): boolean =>
  holds(actor, action, subject.partyId) && STATE_ALLOWS[action](subject);

/** What the pages of a report offer. */
export const allowancesOf = (actor: Actor, subject: ReportSubject): ReportAllowances => ({
  write: canReport(actor, "write", subject),
  submit: canReport(actor, "submit", subject),
  recall: canReport(actor, "recall", subject),
  openNewVersion: canReport(actor, "open_new_version", subject),
});

/** The only reports a query may touch: those of parties the actor belongs to. Minted here, nowhere else. */
export const visibleTo = (actor: Actor): { partyId: { in: string[] } } => ({
  partyId: { in: [...new Set(actor?.memberships.map(({ partyId }) => partyId) ?? [])] },
});
