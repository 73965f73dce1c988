import type { Cycle, Milestone } from "~/features/cycles/model";
import type { ChangedAnswer, ChangedFile } from "~/features/readings/model";
import type { DocumentAnswer, DocumentSection } from "~/features/reports/model/document";
import type { SubmissionFilters } from "~/features/reports/model/submission-filters";
import { citesOf, type Cite } from "~/features/templates/model/cites";
import type { Definition } from "~/features/templates/schema";
import type { FacilitationRole } from "~/lib/actor";
import type { Language } from "~/lib/languages";

/** Every expected refusal of public pages besides those the review of submissions knows too, with its HTTP status. */
export const publicationRefusals = { "template.not_found": 404, "submission.withdrawn": 410 } as const;

export type PublicFilters = SubmissionFilters;

/** One line of the public list. */
export type PublishedItem = {
  symbol: string;
  party: { code: string; name: string };
  title: string;
  line: string;
  /** Organizational unit of the party, by code and name; "" for the party as a whole. */
  unit: string;
  unitName: string;
  language: Language;
  submittedAt: string;
  publishedAt: string;
};
export type PublishedPage = { items: PublishedItem[]; next: string | null };

/** A version of a report that anyone may read; `replacedAt` is null for the one that stands. */
export type PublicVersion = { symbol: string; version: number; publishedAt: string; replacedAt: string | null };

/** A published report as anyone reads it: in its original language, without contacts and confidential answers. */
export type PublishedReport = {
  symbol: string;
  version: number;
  receipt: string;
  party: { code: string; name: string };
  title: string;
  template: string;
  templateVersion: number;
  cycle: string;
  line: string;
  /** Organizational unit of the party, by code and name; "" for the party as a whole. */
  unit: string;
  unitName: string;
  language: Language;
  groups: string[];
  contentHash: string;
  submittedAt: string;
  publishedAt: string;
  /** The version that stands now, and since when this one does not; null where it is this one. */
  replacedBy: { symbol: string; at: string } | null;
  /** Every version anyone may read, newest first. */
  versions: PublicVersion[];
  /** Answers that are there and not shown, contacts aside. */
  withheld: number;
  sections: DocumentSection[];
  texts: Record<string, string>;
};
/** The same for programs: with the documents and entries each answer cites. */
export type CitingReport = Omit<PublishedReport, "sections"> & {
  sections: (Omit<DocumentSection, "answers"> & { answers: (DocumentAnswer & { cites: Cite[] })[] })[];
};
export const withCites = (report: PublishedReport): CitingReport => ({
  ...report,
  sections: report.sections.map((section) => ({
    ...section,
    answers: section.answers.map((answer) => ({ ...answer, cites: citesOf(answer.question, answer.value) })),
  })),
});

type ComparedVersion = Pick<PublicVersion, "symbol" | "publishedAt">;
/** Two public versions of a report, and what has changed from one to the other. */
export type PublicComparison = Pick<PublishedReport, "party" | "title"> & {
  earlier: ComparedVersion;
  current: ComparedVersion;
  answers: ChangedAnswer[];
  files: ChangedFile[];
};

/** To whom templates are addressed: the three kinds of reporters. */
export const AUDIENCES = ["state", "un_entity", "organisation"] as const satisfies readonly Definition["partyKind"][];
export type Audience = (typeof AUDIENCES)[number];
/** `total` is null where nobody knows how many might report. */
export type BoardSummary = { cycle: string; kinds: { audience: Audience; submitted: number; total: number | null }[] };

/** The board of a meeting room at a moment: the counts, and whose reports came last. */
export type LiveBoard = BoardSummary & { at: string; latest: { code: string; name: string; line: string; submittedAt: string }[] };

/** By what States and by what facilitators are arranged on the board. */
export const STATE_ORDERS = ["un", "itu", "group"] as const;
export type StateOrder = (typeof STATE_ORDERS)[number];
export const FACILITATOR_ORDERS = ["line", "entity"] as const;
export type FacilitatorOrder = (typeof FACILITATOR_ORDERS)[number];
export const BOARD_SHOWN = ["all", "submitted", "not_submitted"] as const;
export type BoardFilters<Order> = { by: Order; show: (typeof BOARD_SHOWN)[number] };

/** What is not submitted is not said any nearer: drafts are nobody else's business. */
export type BoardStanding = { submittedAt: string | null; symbol: string | null };
export type BoardState = BoardStanding & { code: string; name: string };
/** `code` is "" for States in none of the groups. Counts are of the whole region, whatever is shown of it. */
export type BoardRegion = { code: string; name: string; submitted: number; total: number; states: BoardState[] };
export type StateBoard = { submitted: number; total: number; regions: BoardRegion[] };

/** An action line in the hands of an entity. `reports`: its role is to report on the line, not to join in. */
export type BoardAssignment = BoardStanding & {
  line: { code: string; name: string };
  entity: { code: string; name: string };
  role: FacilitationRole;
  reports: boolean;
};
/** A line with its entities, or an entity with its lines. Counts are of reports that are expected, whatever is shown. */
export type BoardHolder = { code: string; name: string; submitted: number; total: number; assignments: BoardAssignment[] };
export type FacilitatorBoard = { submitted: number; total: number; holders: BoardHolder[] };

/** `code` is "" where no category is stated; `scopes` counts by scope, "" where none is stated. */
export type CategoryCount = { code: string; name: string; submitted: number; scopes: Record<string, number> };
export type StakeholderBoard = { submitted: number; categories: CategoryCount[]; published: PublishedPage };

/** A step of the cycle in the reader's language, and where it stands now. */
export type TimelineStep = Omit<Milestone, "names"> & { name: string; stands: "past" | "current" | "coming" };
export type PublicTimeline = { code: string; name: string; summary: string; state: Cycle["state"]; steps: TimelineStep[] };
/** The open cycle, if any, and the others, newest first. */
export type PublicTimelines = { open: PublicTimeline | null; others: PublicTimeline[] };

/** A cycle as anyone may read it, with all names in six languages. */
export type PublicCycle = Omit<Cycle, "id">;

/** A template on the public list. */
export type PublicTemplateItem = {
  template: string;
  title: string;
  summary: string;
  version: number;
  questions: number;
  sections: number;
  partyKind: Definition["partyKind"];
  deadline: string | null;
};
/** A template as it can be read and printed before signing in. `lists` holds the names of every reference list it uses. */
export type PublicTemplate = PublicTemplateItem & {
  definition: Definition;
  texts: Record<string, string>;
  hash: string;
  lists: { set: string; entries: { code: string; name: string }[] }[];
};
