import type { Cosignatory, SubmissionState } from "~/features/reports/model";
import type { DocumentSection } from "~/features/reports/model/document";
import type { SubmissionFilters } from "~/features/reports/model/submission-filters";
import type { Language } from "~/lib/languages";
import type { ReviewAction } from "./policy";

/** Every expected refusal of the desk besides those of submissions, with its HTTP status. */
export const reviewRefusals = {
  "submission.not_allowed": 403,
  "submission.own_party": 403,
  "submission.another_officer": 409,
  "submission.points_open": 409,
  "submission.officer_unknown": 422,
  "submission.release_withheld": 409,
} as const;

/** `officer`: an officer's id, or `none` for what nobody has taken. `overdue`: only what should stand elsewhere by now. */
export type QueueFilters = SubmissionFilters & { state?: SubmissionState; officer?: string; overdue?: boolean };
export const NO_OFFICER = "none";

/** One line of the desk's queue. */
export type QueueItem = {
  id: string;
  symbol: string;
  version: number;
  state: SubmissionState;
  party: { code: string; name: string };
  title: string;
  line: string;
  /** Organizational unit of the party, by code and name; "" for the party as a whole. */
  unit: string;
  unitName: string;
  language: Language;
  submittedAt: string;
  late: boolean;
  officer: string | null;
  /** By when it should stand elsewhere; null without a target. */
  dueAt: string | null;
  /** Days in Geneva since then; 0 while it is in time. */
  overdueDays: number;
};
/** `overdue`: how many of what is shown under the filters are overdue. `officers`: whom versions can be given to. */
export type Queue = { items: QueueItem[]; next: string | null; counts: Record<SubmissionState, number>; overdue: number; officers: Officer[] };

/** Orders of the queue: by time of signing, by due date (the longest overdue first), by name of party or officer as the reader's language sorts them. */
export const QUEUE_SORTS = ["newest", "oldest", "due", "party", "officer"] as const;
export type QueueSort = (typeof QUEUE_SORTS)[number];

export type Officer = { id: string; name: string };

/** What the record of a version at the desk tells, each in words; the audit log knows more: who has read it, above all. */
export const TRAIL_TYPES = [
  "report.submitted",
  "submission.acknowledged",
  "submission.under_review",
  "submission.clarification_requested",
  "submission.answered",
  "submission.accepted",
  "submission.in_translation",
  "submission.late_accepted",
  "submission.published",
  "submission.not_published",
  "submission.recalled",
  "submission.superseded",
  "submission.withdrawn",
  "clarification.asked",
  "clarification.answered",
  "clarification.closed",
  "submission.amendment_opened",
  "submission.officer_assigned",
  "submission.cosign_confirmed",
  "submission.cosign_declined",
] as const;
export type TrailType = (typeof TRAIL_TYPES)[number];

/** Who did what and when with a submission. `reason` and `officer` stand with the events that have one; `undone`: what an undoing took back. */
export type TrailEvent = { id: string; at: string; actor: string; type: string; reason: string | null; officer: string | null; undone?: TrailEvent[] };

export type VersionSummary = { id: string; version: number; symbol: string; state: SubmissionState; submittedAt: string };

/** A signed version as the desk reads it: every answer, contacts and confidential ones too. A recalled one shows no answers. */
export type DeskSubmission = {
  id: string;
  symbol: string;
  receipt: string;
  version: number;
  state: SubmissionState;
  party: { code: string; name: string };
  title: string;
  template: string;
  templateVersion: number;
  cycle: string;
  line: string;
  unit: string;
  unitName: string;
  language: Language;
  contentHash: string;
  signedName: string;
  signedFunction: string;
  submittedAt: string;
  late: boolean;
  officer: Officer | null;
  /** Whom it can be given to. */
  officers: Officer[];
  release: string;
  releaseAfter: string | null;
  publishedAt: string | null;
  /** When an officer accepted that it came after the deadline. */
  lateAcceptedAt: string | null;
  withdrawnReason: string | null;
  notPublishedReason: string | null;
  cosignatories: Cosignatory[];
  sections: DocumentSection[];
  texts: Record<string, string>;
  trail: TrailEvent[];
  versions: VersionSummary[];
  actions: ReviewAction[];
};

/** What a party took back before its review is no longer read. */
export const showsAnswers = (state: SubmissionState): boolean => state !== "recalled";
