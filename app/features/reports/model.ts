import type { AnswerValue, FormQuestion } from "~/features/templates/model/values";
import type { Problem } from "~/features/templates/model/problems";
import type { PagePart } from "~/features/templates/model/page-part";
import type { PageProgress } from "~/features/templates/model/progress";
import type { DocumentSection } from "./model/document";
import type { LastCycle } from "./model/last-cycle";
import type { ProposalWords, ProposedText, Proposing } from "./model/proposals";
import type { AnswerKey } from "~/features/templates/model/visibility";
import type { Language } from "~/lib/languages";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";

/** Where the working copy of a report stands: open for writing, or locked because a signed version is with the secretariat. */
export const REPORT_STATES = ["draft", "submitted"] as const;
export type ReportState = (typeof REPORT_STATES)[number];

/**
 * Whether an answer of a draft is open for writing: every one is, unless the secretariat asked about some of a signed
 * version. Then `reopened` names their units, and all others stay as they were signed.
 */
export const isOpenToWrite = (reopened: readonly string[], key: AnswerKey): boolean => reopened.length === 0 || reopened.includes(unitOf(key));

/** What is told of an answer that is not. */
export const lockedQuestion = ({ question }: Pick<AnswerKey, "question">): Refusal => ({ code: "report.question_locked", params: { question } });

/** Since when, and until when at the most, a report is held for clearance; `heldFrom` is null while it is not, `heldUntil` while it has no end. */
export type Hold = { heldFrom: Date | null; heldUntil: Date | null };
/** Whether a report is held for clearance at a moment: its answers are not written then. */
export const isHeld = ({ heldFrom, heldUntil }: Hold, now: Date): boolean => heldFrom !== null && (heldUntil === null || heldUntil > now);

/** Why a report is not signed with this content: its party has a chain of clearance, and the whole chain has not cleared exactly that. */
export function whyUncleared({ hasChain, clearedHash }: { hasChain: boolean; clearedHash: string | null }, contentHash: string): Refusal | null {
  if (!hasChain || clearedHash === contentHash) return null;
  return { code: clearedHash === null ? "clearance.missing" : "clearance.outdated" };
}

/** What decides whether a content is signed, once its signatory may sign the report at all. */
export type Signing = {
  /** The content as its signatory read it, and as it stands. */
  reviewed: string;
  hash: string;
  clearance: Parameters<typeof whyUncleared>[0];
  /** Points of the form that remain. */
  problems: number;
  /** The answers the secretariat asked about, and those that differ from the version before, as units. */
  reopened: readonly string[];
  changed: readonly string[];
};

/** Why a content is not signed: it is not the one that was read, not cleared, not complete, or not the answer to what was asked. Null where it is signed. */
export function whyNotSigned({ reviewed, hash, clearance, problems, reopened, changed }: Signing): Refusal | null {
  if (hash !== reviewed) return { code: "report.changed_since_review", detail: { contentHash: hash } };
  const uncleared = whyUncleared(clearance, hash);
  if (uncleared) return uncleared;
  if (problems > 0) return { code: "report.incomplete", params: { count: problems } };
  return whyNotAnswering(reopened, changed);
}

/** Why a report that was reopened in part is not signed: something else differs, or an answer that was asked about does not. */
function whyNotAnswering(reopened: readonly string[], changed: readonly string[]): Refusal | null {
  if (reopened.length === 0) return null;
  const beyond = changed.filter((unit) => !reopened.includes(unit));
  if (beyond.length > 0) return { code: "report.changed_elsewhere", params: { questions: beyond.join(", ") } };
  const same = reopened.filter((unit) => !changed.includes(unit));
  return same.length > 0 ? { code: "report.clarification_unanswered", params: { questions: same.join(", ") } } : null;
}

/** Where a signed version stands with the secretariat. docs/decisions/0027-states.md tells the whole way of a report. */
export const SUBMISSION_STATES = [
  "submitted",
  "acknowledged",
  "under_review",
  "clarification_requested",
  "answered",
  "accepted",
  "in_translation",
  "published",
  "not_published",
  "recalled",
  "superseded",
  "withdrawn",
] as const;
export type SubmissionState = (typeof SUBMISSION_STATES)[number];

/** Versions their party took back: as good as never sent, whoever counts. */
export const TAKEN_BACK: readonly SubmissionState[] = ["recalled", "withdrawn"];

/** From where a signed version may go where. A version that is recalled, superseded or withdrawn has ended. */
export const SUBMISSION_TRANSITIONS: Readonly<Record<SubmissionState, readonly SubmissionState[]>> = {
  submitted: ["acknowledged", "under_review", "recalled", "superseded"],
  acknowledged: ["under_review", "recalled", "superseded"],
  under_review: ["clarification_requested", "accepted", "superseded"],
  clarification_requested: ["answered", "under_review", "superseded"],
  answered: ["clarification_requested", "accepted", "superseded"],
  accepted: ["in_translation", "published", "not_published", "superseded", "withdrawn"],
  in_translation: ["published", "not_published", "superseded", "withdrawn"],
  published: ["superseded", "withdrawn"],
  not_published: ["published", "superseded", "withdrawn"],
  recalled: [],
  superseded: [],
  withdrawn: [],
};

/** States a version enters when it is signed: the second where it answers what the secretariat asked. */
export const FIRST_STATES = ["submitted", "answered"] as const satisfies readonly SubmissionState[];

/** Whether nothing more becomes of a version. */
export const hasEnded = (state: SubmissionState): boolean => SUBMISSION_TRANSITIONS[state].length === 0;

/** The state a version moves to, or why it cannot. */
export function moveTo(
  from: SubmissionState,
  to: SubmissionState,
): Result<SubmissionState, { code: "submission.wrong_state"; params: { state: SubmissionState } }> {
  return SUBMISSION_TRANSITIONS[from].includes(to) ? ok(to) : refuse({ code: "submission.wrong_state", params: { state: from } });
}

/** A version can be taken back by its author until the secretariat starts its review. */
export const isRecallable = (state: SubmissionState): boolean => SUBMISSION_TRANSITIONS[state].includes("recalled");

/** After review has started nothing is taken back: the party opens its working copy again and signs a further version. */
export const allowsNewVersion = (state: SubmissionState): boolean => !isRecallable(state);

/** The release of a contribution that only the secretariat may read. */
export const RELEASE_WITHHELD = "not_published";

/** Where a co-signature stands. A co-signatory may change its mind while its link works. */
export const COSIGN_ANSWERS = ["confirmed", "declined"] as const;
export type CosignAnswer = (typeof COSIGN_ANSWERS)[number];
export const COSIGN_STATES = ["asked", ...COSIGN_ANSWERS] as const;
export type CosignState = (typeof COSIGN_STATES)[number];

/** Days the link of a co-signatory works. */
export const COSIGN_DAYS = 30;

/** Every expected refusal of reports and submissions, with its HTTP status; messages stand under `errors:<code>`. */
export const reportRefusals = {
  "report.not_found": 404,
  "report.exists": 409,
  "report.template_closed": 409,
  "report.wrong_party_kind": 422,
  "report.line_required": 422,
  "report.line_not_facilitated": 422,
  "report.unit_not_found": 404,
  "report.locked": 423,
  "report.cycle_closed": 423,
  "report.in_clearance": 423,
  "report.question_locked": 423,
  "report.unit_locked": 423,
  "report.changed_elsewhere": 409,
  "report.clarification_unanswered": 409,
  "clearance.missing": 409,
  "clearance.outdated": 409,
  "report.not_allowed": 403,
  "report.changed_since_review": 409,
  "report.incomplete": 422,
  "report.declaration_required": 422,
  "report.not_recallable": 409,
  "report.not_submitted": 409,
  "report.not_published": 409,
  "report.withdrawal_reason_required": 422,
  "report.file_unreadable": 422,
  "question.unknown": 422,
  "answer.not_found": 404,
  "answer.refused": 422,
  "answer.fixed": 422,
  "answer.confidentiality_fixed": 422,
  "carry_over.kind": 422,
  "carry_over.options": 422,
  "carry_over.consent": 422,
  "carry_over.written": 409,
  "file.too_large": 413,
  "file.too_many": 422,
  "file.type_not_allowed": 415,
  "file.empty": 422,
  "file.not_found": 404,
  "receipt.not_found": 404,
  "cosign.not_found": 404,
  "cosign.ended": 410,
  "submission.not_found": 404,
  "submission.wrong_state": 409,
  "submission.reason_required": 422,
} as const;

export type { AnswerKey };

/** One unit of the save engine inside a report's scope. */
export const unitOf = ({ question, row }: AnswerKey): string => (row === "" ? question : `${question}/${row}`);
export const keyOfUnit = (unit: string): AnswerKey => {
  const [question = "", row = ""] = unit.split("/");
  return { question, row };
};
export const scopeOf = (reportId: string): string => `report:${reportId}`;

/** An answer of the working copy as pages and programs see it. */
export type AnswerDto = AnswerKey & {
  value: AnswerValue;
  language: Language;
  confidential: boolean;
  revision: number;
  hash: string;
  updatedAt: string;
  updatedBy: string;
};

/** The latest signed version, as the author's pages show it. */
export type SubmissionSummary = { id: string; version: number; state: SubmissionState; receipt: string; symbol: string; submittedAt: string; late: boolean };

/** What the party may do with its report now, decided by policy on the report itself. */
export type ReportAllowances = { write: boolean; submit: boolean; recall: boolean; openNewVersion: boolean; withdraw: boolean };

/** One line of *My reports*. */
export type ReportSummary = {
  id: string;
  template: string;
  title: string;
  cycle: string;
  party: { code: string; name: string };
  line: string;
  /** The action line's name; "" where there is none. */
  lineName: string;
  /** Organizational unit of the party, by code and name; "" for the party as a whole. */
  unit: string;
  unitName: string;
  state: ReportState;
  updatedAt: string;
  deadline: string | null;
  /** The party was given a later one than everybody. */
  isExtended: boolean;
  progress: { required: number; requiredDone: number };
  submission: SubmissionSummary | null;
  /** Its cycle is not open: it is read, neither changed nor signed. */
  isClosed: boolean;
  /** It is held for clearance: its answers are read, not written. */
  isHeld: boolean;
  /** Units of the answers that are open because the secretariat asked about them; empty while it did not. */
  reopened: string[];
  /** The reader sees the places of it that are assigned to them, and nothing else. */
  isPart: boolean;
};

/** Reports as an author goes through them: the ones still to do first, the last changed before the others. */
export const toDoFirst = <T extends Pick<ReportSummary, "state" | "updatedAt">>(reports: readonly T[]): T[] =>
  [...reports].sort((a, b) => REPORT_STATES.indexOf(a.state) - REPORT_STATES.indexOf(b.state) || Date.parse(b.updatedAt) - Date.parse(a.updatedAt));

/** An organisational unit in the reader's language. */
export type UnitChoice = { code: string; name: string };

/** A template a party could start a report on. */
export type Startable = {
  template: string;
  title: string;
  summary: string;
  party: { id: string; code: string; name: string };
  /** The action line it would report on; "" where there is none. */
  line: string;
  lineName: string;
  /** Units of the party it may be made for. */
  units: UnitChoice[];
  deadline: string | null;
  /** The party was given a later one than everybody. */
  isExtended: boolean;
};

/** A report with its pages: what the overview and the navigator show. */
export type ReportOverview = Omit<ReportSummary, "progress"> & {
  partyId: string;
  /** What the account fixes, in words: the reporting State, the action line. */
  fixed: string;
  /** Units of the party the report may be made for today. */
  units: UnitChoice[];
  language: Language;
  revision: number;
  pages: (PageProgress & { title: string })[];
  complete: boolean;
  problems: number;
  allowances: ReportAllowances;
};

/** A report as programs read it: with everything that is missing, and the hash that submitting must name. */
export type ReportDetail = ReportOverview & { contentHash: string; findings: Problem[] };

/** All the form engine needs in the browser for one page. */
export type ReportPage = ReportOverview &
  PagePart<AnswerDto> & {
    page: { id: string; section: string; row: string; title: string; intro: string };
    groups: string[];
    texts: Record<string, string>;
    references: Record<string, string[]>;
    /** What the party said here in an earlier cycle; null where it said nothing. */
    lastCycle: LastCycle | null;
    /** What others propose here, for those who write the report. */
    proposals: ProposedText[];
    proposalWords: ProposalWords | null;
    /** What the reader of the page only proposes on it; null for everybody else. */
    proposing: Proposing | null;
    previous: string | null;
    next: string | null;
  };

/** Another report of the same party on the same template, by its action line. */
export type CopySource = { id: string; line: string; lineName: string };
/** An answer that can be copied from it, beside what stands here. */
export type CopyItem = { question: FormQuestion; row: string; value: AnswerValue; language: Language; confidential: boolean; current: AnswerDto | null };
/** Copying between a party's reports: from where, and what differs. */
export type CopyPage = {
  id: string;
  sources: CopySource[];
  source: CopySource | null;
  items: CopyItem[];
  /** Language the report is written in. */
  language: Language;
  texts: Record<string, string>;
};

/** A receipt as anyone may see it. */
export type ReceiptDto = {
  receipt: string;
  symbol: string;
  version: number;
  state: SubmissionState;
  hash: string;
  templateHash: string;
  template: string;
  templateVersion: number;
  cycle: string;
  party: { code: string; names: Record<Language, string> };
  submittedAt: string;
  late: boolean;
  /** The secretariat has accepted that it is late. */
  lateAccepted: boolean;
};

/** A co-signatory as its own party and the secretariat see it. */
export type Cosignatory = { id: string; organisation: string; country: string; name: string; email: string; state: CosignState; answeredAt: string | null };

/** What the link of a co-signatory shows: the signed text, without contacts. */
export type CosignRequest = {
  organisation: string;
  name: string;
  state: CosignState;
  party: string;
  title: string;
  symbol: string;
  language: Language;
  release: string;
  submittedAt: string;
  expiresAt: string;
  summary: string;
  sections: DocumentSection[];
  texts: Record<string, string>;
};

/** What an author holds after signing. */
export type Submitted = { receipt: string; version: number; hash: string; submittedAt: string };
