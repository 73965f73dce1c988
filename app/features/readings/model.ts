import type { Side, ThreadKind, ThreadPlace } from "~/features/comments/model";
import type { Change } from "~/lib/diff";
import type { Language } from "~/lib/languages";
import type { FileRef } from "~/features/templates/model/values";

/** What is new in a report since a reader at the desk last looked: what differs in two signed versions, and what others wrote on it. */

/** Every expected refusal of reading, with its HTTP status. */
export const readingRefusals = { "reading.later": 409 } as const;

/** An answer of a signed version as it is compared: by its hash, never by its text. */
export type SignedAnswer = { question: string; row: string; hash: string; confidential: boolean };
export type ChangeKind = "added" | "changed" | "removed";
export type AnswerChange<A extends SignedAnswer> = { kind: ChangeKind; before: A | null; after: A | null };

const keyOf = ({ question, row }: SignedAnswer): string => `${question}|${row}`;

/** The answers in which two versions differ, in the order of the second, then those only the first has. A mark of confidentiality is a change too. */
export function changesBetween<A extends SignedAnswer>(before: readonly A[], after: readonly A[]): AnswerChange<A>[] {
  const earlier = new Map(before.map((answer) => [keyOf(answer), answer]));
  const own = new Set(after.map(keyOf));
  return [
    ...after.flatMap((answer): AnswerChange<A>[] => {
      const was = earlier.get(keyOf(answer));
      if (!was) return [{ kind: "added", before: null, after: answer }];
      return was.hash === answer.hash && was.confidential === answer.confidential ? [] : [{ kind: "changed", before: was, after: answer }];
    }),
    ...before.filter((answer) => !own.has(keyOf(answer))).map((answer): AnswerChange<A> => ({ kind: "removed", before: answer, after: null })),
  ];
}

/** A file that came, took the place of another of the same name, or went. */
export type FileChange = { kind: "added" | "replaced" | "removed"; name: string; sha256: string };

/** The files in which an answer differs, those of the second first. */
export function filesBetween(before: readonly FileRef[], after: readonly FileRef[]): FileChange[] {
  const had = new Set(before.map(({ sha256 }) => sha256));
  const has = new Set(after.map(({ sha256 }) => sha256));
  const gone = before.filter(({ sha256 }) => !has.has(sha256));
  const replaced = new Set<string>();
  const come = after
    .filter(({ sha256 }) => !had.has(sha256))
    .map(({ name, sha256 }): FileChange => {
      const isReplaced = gone.some((file) => file.name === name) && !replaced.has(name);
      if (isReplaced) replaced.add(name);
      return { kind: isReplaced ? "replaced" : "added", name, sha256 };
    });
  const left = gone.filter(({ name }) => !replaced.delete(name));
  return [...come, ...left.map(({ name, sha256 }): FileChange => ({ kind: "removed", name, sha256 }))];
}

/** A changed answer for its reader. `marked`: whether it has just become confidential, or no longer is; null where that stayed. */
export type ChangedAnswer = {
  kind: ChangeKind;
  question: string;
  row: string;
  label: string;
  page: string;
  language: Language;
  /** It is written in another language now. */
  isOtherLanguage: boolean;
  marked: boolean | null;
  pieces: { key: string; label: string; changes: Change[] }[];
};
export type ChangedFile = FileChange & { question: string };
export type ChangesInWords = { answers: ChangedAnswer[]; files: ChangedFile[] };

/** A comment somebody else wrote since its reader last looked, with its first lines. */
export type NewComment = { id: string; thread: string; kind: ThreadKind; author: string; side: Side; at: string; excerpt: string };
/** The new comments on one question, oldest first; "" is the version as a whole. */
export type CommentedQuestion = ThreadPlace & { label: string; page: string; comments: NewComment[] };

/**
 * `first`: never looked before; `same`: this version is the one that was read; `changed`: an earlier one was; `later`: a
 * later one was; `recalled`: what this version says is not shown any more.
 */
export type ReadingStanding = "first" | "same" | "changed" | "later" | "recalled";
export type ChangesPage = ChangesInWords & {
  id: string;
  reportId: string;
  symbol: string;
  version: number;
  standing: ReadingStanding;
  /** What was read last, and when. */
  seen: { id: string; symbol: string; version: number; at: string } | null;
  /** The moment it was put together at: what is written after it is new the next time. */
  asOf: string;
  /** What the party said before has been recalled and is not shown. */
  isRecalledBefore: boolean;
  /** In the order of the form; none on a version before the one that was read. */
  comments: CommentedQuestion[];
};

/** What a party is about to sign, beside what it signed last. */
export type ChangesToSign = ChangesInWords & {
  version: number;
  submittedAt: string;
  /** Answers the secretariat asked about that stand as they were signed. */
  unchanged: Pick<ChangedAnswer, "question" | "row" | "label">[];
};

/** How many answers of a version differ from the one somebody read, and how many comments are new to them; `seen` is null for whoever has not looked before. */
export type ReadingCount = { reportId: string; seen: number | null; answers: number; comments: number };

/** All that is new to a reader, in one number. */
export const newIn = ({ answers, comments }: ReadingCount): number => answers + comments;
