import type { PartyRole } from "~/lib/actor";
import type { Language } from "~/lib/languages";

/** Every expected refusal of reaching people, with its HTTP status; its message stands under `errors:<code>`. */
export const outreachRefusals = {
  "outreach.not_found": 404,
  "outreach.not_a_workbook": 415,
  "outreach.protected": 422,
  "outreach.has_macros": 422,
  "outreach.old_format": 415,
  "outreach.too_large": 413,
  "outreach.damaged": 422,
  "outreach.not_utf8": 422,
  "outreach.not_a_table": 415,
  "outreach.empty": 422,
  "outreach.no_headings": 422,
  "outreach.too_many_rows": 422,
  "outreach.already_confirmed": 409,
  "outreach.nobody_to_invite": 409,
} as const;

/** Bytes of a file of people, people of one, and days for which one that is not confirmed is kept. */
export const MAX_FILE_BYTES = 2_000_000;
export const MAX_ROWS = 2_000;
export const REHEARSAL_DAYS = 7;

/** Columns of a file of people; the first two must be there. */
export const COLUMNS = ["email", "party", "name", "role", "language"] as const;
export type FileColumn = (typeof COLUMNS)[number];
/** What a line without the column, or without a word in it, means. */
export const USUAL_ROLE: PartyRole = "focal_point";

/** What would happen with a line of the file: an invitation, or why there is none. `pending`: one is open already. */
export const PLANS = [
  "invite",
  "member",
  "pending",
  "duplicate",
  "bounced",
  "party_unknown",
  "email_malformed",
  "role_unknown",
  "language_unknown",
  "name_too_long",
  "formula",
] as const;
export type Plan = (typeof PLANS)[number];
/** What is wrong with the line itself, so that somebody has to correct the file. */
export const FAULTS: readonly Plan[] = ["bounced", "party_unknown", "email_malformed", "role_unknown", "language_unknown", "name_too_long", "formula"];

/** What has happened with a line that was to be invited. */
export const OUTCOMES = ["invited", "member", "pending"] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const LIST_STATES = ["rehearsed", "confirmed", "done"] as const;
export type ListState = (typeof LIST_STATES)[number];

export type PartyName = { code: string; name: string };
/** A line of a file as its page shows it; `near` are parties that may be meant. */
export type ListRow = {
  line: number;
  email: string;
  name: string;
  party: string;
  partyName: string | null;
  role: string;
  language: string;
  plan: Plan;
  near: PartyName[];
  outcome: Outcome | null;
};
/** A file of people: what would happen, by plan; `left`: how many still wait for their invitation. `languages`: mails by language. */
export type InvitationListDto = {
  id: string;
  fileName: string;
  state: ListState;
  createdAt: string;
  counts: Record<Plan, number>;
  outcomes: Record<Outcome, number>;
  languages: { language: Language; count: number }[];
  left: number;
  rows: ListRow[];
  next: string | null;
};

/** How far a party is in the open cycle: nobody invited, invited, somebody has an account, has signed in, a report is begun, one is submitted. */
export const STEPS = ["none", "invited", "joined", "signed_in", "begun", "submitted"] as const;
export type Step = (typeof STEPS)[number];

/** Why a party needs a call. */
export const CALL_REASONS = ["not_reached", "not_begun", "untouched", "overdue"] as const;
export type CallReason = (typeof CALL_REASONS)[number];
/** Days after which an invitation nobody accepted, and a draft nobody touched, is a reason to call; and days before the deadline from which on it is. */
export const CALL_DAYS = { unanswered: 7, untouched: 14, ahead: 30 } as const;

export const PARTY_KINDS = ["state", "un_entity", "organisation"] as const;
export type PartyKind = (typeof PARTY_KINDS)[number];

/** How a mail to an address went: handed over, on its way, or refused for good. */
export type MailState = "delivered" | "waiting" | "failed";

/** Somebody of a party, by their role or by an invitation to it. `email` is null for those who read without addresses. Days are `YYYY-MM-DD`. */
export type ReachedPerson = {
  key: string;
  name: string;
  email: string | null;
  role: PartyRole;
  invitedAt: string | null;
  joinedAt: string | null;
  expired: boolean;
  mail: MailState | null;
  lastSignInOn: string | null;
  /** The open invitation that can be sent again; null where there is none. */
  invitationId: string | null;
};
/** A party with its people, in the open cycle. `touchedAt`: when its report was written last. */
export type ReachedParty = {
  code: string;
  name: string;
  kind: PartyKind;
  step: Step;
  call: CallReason | null;
  touchedAt: string | null;
  people: ReachedPerson[];
};
export type OutreachPage = { parties: ReachedParty[]; next: string | null; contacts: boolean; mayInvite: boolean; mayAgain: boolean };

/** By what the list of parties is narrowed. `region` is written as in lists of submissions. */
export type OutreachFilters = {
  q?: string;
  kind?: PartyKind;
  region?: string;
  group?: string;
  line?: string;
  category?: string;
  step?: Step;
  call?: CallReason;
};
