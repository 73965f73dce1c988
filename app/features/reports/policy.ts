import { publicPart } from "~/features/templates/model/public-part";
import type { AnswerValue, FormQuestion } from "~/features/templates/model/values";
import type { Env } from "~/features/templates/model/visibility";
import { isReporting, type Actor, type FacilitationRole, type PartyRole, type Place } from "~/lib/actor";
import type { Refusal } from "~/lib/refusal";
import type { Redacted } from "./model/document";
import { allowsNewVersion, isRecallable, type ReportAllowances, type ReportState, type SubmissionState } from "./model";

/** What somebody may do with one report. */
export const REPORT_ACTIONS = ["read", "write", "submit", "recall", "open_new_version", "withdraw"] as const;
export type ReportAction = (typeof REPORT_ACTIONS)[number];

/** `line`: the action line of a facilitator's report, "" otherwise. `closed`: its cycle is not open, so it is only read. `held`: for clearance, so it is not written. `part`: the actor has places of it only. */
export type ReportSubject = {
  partyId: string;
  line: string;
  state: ReportState;
  submission: SubmissionState | null;
  closed?: boolean;
  held?: boolean;
  part?: Part;
};

/** The places of a report that are assigned to somebody who sees nothing else of it; null for whoever sees the whole. `proposes`: what they write there is kept apart. */
export type Part = readonly (Place & { proposes: boolean })[] | null;

const BY_ROLE: Record<PartyRole, readonly ReportAction[]> = {
  focal_point: ["read", "write", "submit", "recall", "open_new_version", "withdraw"],
  approver: ["read", "write", "submit", "recall", "open_new_version"],
  contributor: ["read", "write"],
  delegate: [],
};

/** What somebody may do in the places assigned to them. */
const IN_PART: readonly ReportAction[] = ["read", "write"];

/** What an entity's role on a line adds for its people in another entity's report on it: co-facilitators draft together. */
const BY_FACILITATION: Record<FacilitationRole, readonly ReportAction[]> = {
  lead: [],
  sole: [],
  co: ["read", "write"],
  partner: ["read"],
};

/** Whether the state of the report lets anybody do it. */
const STATE_ALLOWS: Record<ReportAction, (subject: ReportSubject) => boolean> = {
  read: () => true,
  write: ({ state, held }) => state === "draft" && !held,
  submit: ({ state }) => state === "draft",
  recall: ({ state, submission }) => state === "submitted" && submission !== null && isRecallable(submission),
  open_new_version: ({ state, submission }) => state === "submitted" && submission !== null && allowsNewVersion(submission),
  withdraw: ({ submission }) => submission === "published",
};

/** What is done after a cycle has closed as before: what it published is public on. */
const OUTLIVES_CYCLE: readonly ReportAction[] = ["read", "withdraw"];

/** Whether somebody's roles in a party grant an action on the party's own reports, whatever their state. */
export const holds = (actor: Actor, action: ReportAction, partyId: string): boolean =>
  actor?.memberships.some((membership) => membership.partyId === partyId && BY_ROLE[membership.role].includes(action)) ?? false;

/** The same for another entity's report on an action line that one of their parties facilitates with it. */
const joins = (actor: Actor, action: ReportAction, line: string): boolean =>
  line !== "" &&
  (actor?.facilitations.some((role) => role.line === line && BY_FACILITATION[role.role].includes(action) && holds(actor, action, role.partyId)) ?? false);

/** The action lines on which somebody may start a report for a party: those it leads. */
export const linesToStart = (actor: Actor, partyId: string): string[] =>
  actor?.facilitations.filter((role) => role.partyId === partyId && isReporting(role.role)).map(({ line }) => line) ?? [];

/** Whether somebody may do something with a report now: by a role in its party, and by its state. */
export const canReport = (actor: Actor, action: ReportAction, subject: ReportSubject): boolean =>
  mayEver(actor, action, subject) && (OUTLIVES_CYCLE.includes(action) || !subject.closed) && STATE_ALLOWS[action](subject);

const mayEver = (actor: Actor, action: ReportAction, { partyId, line, part }: ReportSubject): boolean =>
  holds(actor, action, partyId) || joins(actor, action, line) || (part != null && part.length > 0 && IN_PART.includes(action));

/** Why a report somebody may read is not theirs to write: by their role, by its cycle, because it is signed, or while it is held for clearance. */
export function whyNotWritten(actor: Actor, subject: ReportSubject): Refusal {
  if (!mayEver(actor, "write", subject)) return { code: subject.state === "draft" ? "report.not_allowed" : "report.locked" };
  if (subject.closed) return { code: "report.cycle_closed" };
  return { code: subject.state === "draft" ? "report.in_clearance" : "report.locked" };
}

/** Why a draft somebody may read is not theirs to sign: by their role, or by its cycle. */
export const whyNotSubmitted = (actor: Actor, subject: ReportSubject): Refusal => ({
  code: subject.closed && mayEver(actor, "submit", subject) ? "report.cycle_closed" : "report.not_allowed",
});

/** What the pages of a report offer. */
export const allowancesOf = (actor: Actor, subject: ReportSubject): ReportAllowances => ({
  write: canReport(actor, "write", subject),
  submit: canReport(actor, "submit", subject),
  recall: canReport(actor, "recall", subject),
  openNewVersion: canReport(actor, "open_new_version", subject),
  withdraw: canReport(actor, "withdraw", subject),
});

/** The parties and action lines whose reports the actor may see as a whole. Minted here, nowhere else. */
export type Reach = { parties: string[]; lines: string[] };
export const reachOf = (actor: Actor): Reach => ({
  parties: [...new Set(actor?.memberships.filter(({ partyId }) => holds(actor, "read", partyId)).map(({ partyId }) => partyId) ?? [])],
  lines: [...new Set(actor?.facilitations.filter(({ line }) => joins(actor, "read", line)).map(({ line }) => line) ?? [])],
});

/** The reports of which places are assigned to the actor. */
export const reportsInPart = (actor: Actor): string[] => [...new Set(actor?.assigned.map(({ reportId }) => reportId) ?? [])];

/** What somebody who found a report sees of it: the whole, by a role in its party or on its line, or the places assigned to them. */
export const partSeenBy = (actor: Actor, { id, partyId, line }: { id: string; partyId: string; line: string }): Part =>
  holds(actor, "read", partyId) || joins(actor, "read", line)
    ? null
    : (actor?.assigned.filter(({ reportId }) => reportId === id).map(({ page, question, proposes }) => ({ page, question, proposes })) ?? []);

/** The same as `reachOf` as a condition on rows: the only reports a query may touch. */
export function visibleTo(actor: Actor): { OR: [{ partyId: { in: string[] } }, { line: { in: string[] } }] } {
  const { parties, lines } = reachOf(actor);
  return { OR: [{ partyId: { in: parties } }, { line: { in: lines } }] };
}

/** The same with the reports of which the actor sees a part. */
export const visibleInPart = (actor: Actor) => ({ OR: [visibleTo(actor), { id: { in: reportsInPart(actor) } }] });

/**
 * What a co-signatory is given of an answer. It signs the whole text, so answers marked confidential are not kept from
 * it; what says how to reach somebody, or names a person without consent, is, and so are co-signatories not in `cosigned`.
 */
export const redactForCosignatory =
  (cosigned: ReadonlySet<string>) =>
  (question: FormQuestion, value: AnswerValue, _confidential: boolean, env: Env): Redacted => {
    const part = publicPart(question, value, env, cosigned);
    return { value: part, withheld: part === null && question.confidential === "always" ? "contact" : null };
  };
