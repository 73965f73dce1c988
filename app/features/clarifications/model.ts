import type { SubmissionState } from "~/features/reports/model";
import type { FlatPiece } from "~/features/reports/model/flat-answer";
import type { Language } from "~/lib/languages";

/** Characters of what one side says on a point. */
export const MAX_TEXT = 4_000;

/** Every expected refusal of clarifications, with its HTTP status. */
export const clarificationRefusals = {
  "clarification.not_found": 404,
  "clarification.changed": 409,
  "clarification.not_allowed": 403,
  "clarification.text_required": 422,
  "clarification.text_too_long": 422,
  "clarification.due_invalid": 422,
  "clarification.place_unknown": 422,
  "clarification.point_exists": 409,
  "clarification.new_version_open": 409,
} as const;

/** Who is to act on a point: the party, the secretariat, nobody any more. */
export const POINT_STATES = ["open", "answered", "closed"] as const;
export type PointState = (typeof POINT_STATES)[number];

/** What is said on a point, in turn. */
export const TURN_KINDS = ["asked", "answered", "closed"] as const;
export type TurnKind = (typeof TURN_KINDS)[number];

/**
 * Where a version goes once the points that are not closed stand so; null where it stays. With a question open it waits for
 * the party; with none, it is read: as answered while an answer is there to be read, else in the review as before.
 */
export function standingAfter(state: SubmissionState, points: readonly PointState[]): SubmissionState | null {
  if (points.includes("open")) return state === "clarification_requested" ? null : "clarification_requested";
  if (state !== "clarification_requested") return null;
  return points.includes("answered") ? "answered" : "under_review";
}

/** From the end of that day on an open point is late. */
export const isOverdue = (state: PointState, dueAt: Date, now: Date): boolean => state === "open" && dueAt < now;

/** A letter in one language: paragraphs of plain text. */
export type LetterText = { subject: string; paragraphs: string[] };
/** The same as it was sent, in each language. */
export type Letter = Record<Language, LetterText>;

/** What one side said on a point. `by` is "" where the reader is not told. `symbol`: of the version it speaks of. */
export type Turn = {
  id: string;
  kind: TurnKind;
  text: string;
  by: string;
  at: string;
  dueAt: string | null;
  symbol: string;
  /** Of an answer: the answer in the report is another one in that version. */
  changed: boolean;
  /** Of a question: the letter in the reader's language. */
  letter: LetterText | null;
};

/** Two texts of an answer, piece by piece, each in its language. */
export type Change = { before: FlatPiece[]; after: FlatPiece[]; beforeLanguage: Language; afterLanguage: Language };

/** A point as both sides see it. `page` is the page of the form its question stands on. */
export type Point = {
  id: string;
  revision: number;
  question: string;
  row: string;
  label: string;
  page: string;
  state: PointState;
  dueAt: string;
  isOverdue: boolean;
  /** What the party will say beside a changed answer; "" for the secretariat, which reads it once it is signed. */
  reply: string;
  turns: Turn[];
  /** The answer before and after; null where it has not changed. */
  change: Change | null;
};

/** Points of a report, newest first, with the place to go on from. */
export type PointList = { points: Point[]; next: string | null };

/** An answer that can be asked about. */
export type Askable = { unit: string; label: string };

/** What an author's overview says of open points. */
export type OpenPoints = { count: number; overdue: number };
