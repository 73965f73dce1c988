import type { DocumentAnswer } from "~/features/reports/model/document";
import type { SubmissionState } from "~/features/reports/model";
import type { AnswerValue } from "~/features/templates/model/values";
import type { Language } from "~/lib/languages";

/** Whose a thread is: the secretariat's own, or the secretariat's and the party's. It never changes. */
export const THREAD_KINDS = ["internal", "shared"] as const;
export type ThreadKind = (typeof THREAD_KINDS)[number];

export const THREAD_STATES = ["open", "resolved"] as const;
export type ThreadState = (typeof THREAD_STATES)[number];

/** For whom somebody speaks. */
export const SIDES = ["desk", "party"] as const;
export type Side = (typeof SIDES)[number];

/** Ways to narrow a list of threads; `mine`: in which the reader has written. */
export const THREAD_FILTERS = ["all", "open", "mine", "mentioned", "assigned", "internal", "shared"] as const;
export type ThreadFilter = (typeof THREAD_FILTERS)[number];
/** Those of the list over all reports, which has open threads only. */
export const DESK_FILTERS = ["open", "mine", "mentioned", "assigned", "internal", "shared"] as const satisfies readonly ThreadFilter[];
export type FilterCounts = Record<ThreadFilter, number>;

/** Characters of a comment. */
export const MAX_TEXT = 10_000;
/** People one comment may call. */
export const MAX_MENTIONS = 30;
/** Minutes in which an author may still change what they wrote. */
export const EDIT_MINUTES = 15;

/** Every expected refusal of comments, with its HTTP status. */
export const commentRefusals = {
  "comment.not_found": 404,
  "comment.not_allowed": 403,
  "comment.own_party": 403,
  "comment.no_version": 409,
  "comment.changed": 409,
  "comment.too_late": 409,
  "comment.text_required": 422,
  "comment.text_too_long": 422,
  "comment.place_unknown": 422,
  "comment.person_unknown": 422,
} as const;

/** What a thread speaks of: an answer, by its question and repeat row; "" and "" is the version as a whole. */
export type ThreadPlace = { question: string; row: string };

/** How the answer a thread speaks of stands to the one that is shown: the same, or of an earlier or later version, or the whole. */
export type Standing = "whole" | "same" | "earlier" | "later";

/** Tells it by the hash of the answer: an unchanged answer keeps its threads whatever the version. Versions count from 1. */
export function standingOf(thread: ThreadPlace & { answerHash: string; version: number }, shown: { hash: string; version: number }): Standing {
  if (thread.question === "") return "whole";
  if (thread.answerHash === shown.hash) return "same";
  return thread.version > shown.version ? "later" : "earlier";
}

/** Whether an author may still change a comment written at a time. */
export const isEditable = (at: Date, now: Date): boolean => now.getTime() - at.getTime() < EDIT_MINUTES * 60_000;

/** What an event of a thread is recorded on: not on its version, whose record is shown to readers who do not see every thread. */
export const threadSubject = (id: string): string => `thread:${id}`;

/** The anchors of a thread and of a comment on a page. */
export const threadAnchor = (id: string): string => `t-${id}`;
export const commentAnchor = (id: string): string => `c-${id}`;

/** What somebody wrote, as its readers see it; `earlier`: the texts it had before, oldest first. */
export type CommentDto = {
  id: string;
  author: string;
  side: Side;
  text: string;
  at: string;
  revision: number;
  editedAt: string | null;
  earlier: { text: string; until: string }[];
  /** Names of the people it calls. */
  mentions: string[];
  isEditable: boolean;
};

/** A thread with its newest comments, oldest of them first. */
export type ThreadDto = {
  id: string;
  kind: ThreadKind;
  state: ThreadState;
  revision: number;
  question: string;
  row: string;
  /** The signed version it was begun on. */
  version: { number: number; symbol: string };
  standing: Standing;
  createdAt: string;
  createdBy: string;
  assignee: { id: string; name: string } | null;
  resolved: { by: string; at: string } | null;
  comments: CommentDto[];
  /** How many comments stand before those. */
  before: number;
  may: { reply: boolean; assign: boolean; resolve: boolean };
};

/** Somebody a comment may call, or a thread be assigned to. */
export type Person = { id: string; name: string; side: Side };

/** The version on whose page threads are read. */
export type CommentedVersion = {
  submissionId: string;
  reportId: string;
  version: number;
  symbol: string;
  state: SubmissionState;
  party: { code: string; name: string };
  title: string;
  language: Language;
};

/** The threads of one question, beside it and its answer; `answer` is null where the version has none to show. */
export type ThreadGroup = ThreadPlace & { label: string; answer: DocumentAnswer | null; threads: ThreadDto[] };

/** What an address asks of a page of comments. */
export type CommentsAsked = {
  filter?: ThreadFilter;
  /** Threads of one question only. */
  place?: ThreadPlace | null;
  after?: string | null;
  /** One thread by itself, and where to go on to its earlier comments. */
  thread?: string | null;
  before?: string | null;
  /** A new thread of this kind is being begun. */
  begin?: ThreadKind | null;
};

/** The earlier or later text a thread speaks of, by its hash. */
export type OtherText = { hash: string; value: AnswerValue; language: Language };

/** A page of comments on a signed version. `groups` in the order of the form; `words`: the texts its answers need. */
export type CommentsPage = {
  side: Side;
  /** Null where nothing was signed: there is nothing to comment on. */
  version: CommentedVersion | null;
  filter: ThreadFilter;
  place: (ThreadPlace & { label: string }) | null;
  counts: FilterCounts;
  groups: ThreadGroup[];
  next: string | null;
  /** The texts threads speak of that differ from what is shown, by thread. */
  others: Record<string, OtherText>;
  words: Record<string, string>;
  /** Kinds of thread the reader may begin. */
  begins: ThreadKind[];
  /** Where a thread can be begun. */
  places: (ThreadPlace & { label: string })[];
  /** Set where one thread is shown by itself, or one is being begun. */
  writing: {
    thread: ThreadDto | null;
    kind: ThreadKind;
    people: Person[];
    /** Called unless the author says otherwise: a shared thread that nobody is told of would not be seen. */
    called: string[];
    assignable: Person[];
  } | null;
  /** Id of the next comment that is written here. */
  newId: string;
};

/** A line of the desk's list of threads over all reports. */
export type ThreadLine = {
  id: string;
  kind: ThreadKind;
  question: string;
  row: string;
  submissionId: string;
  symbol: string;
  party: string;
  /** Its newest comment, shortened. */
  excerpt: string;
  author: string;
  at: string;
  comments: number;
  assignee: string | null;
};

/** A thread of a signed version as a document of the version shows it. Times are instants (ISO 8601). */
export type ThreadNote = ThreadPlace & {
  id: string;
  kind: ThreadKind;
  state: ThreadState;
  standing: Standing;
  version: number;
  resolved: { by: string; at: string } | null;
  comments: { author: string; side: Side; at: string; text: string }[];
};
