import type { SubmissionState } from "~/features/reports/model";
import type { Language } from "~/lib/languages";
import type { Refusal } from "~/lib/refusal";
import type { ReviewAction } from "../policy";

/** What can be done with many versions at once. */
export const BULK_ACTIONS = [
  "acknowledge",
  "start_review",
  "accept",
  "translate",
  "publish",
  "decline",
  "assign_officer",
] as const satisfies readonly ReviewAction[];
export type BulkAction = (typeof BULK_ACTIONS)[number];

/** At most so many versions in one act: a page still lists them, and a person still reads it. */
export const MOST_ITEMS = 500;
/** So many are done before the page says how far it is. */
export const STEP = 25;
/** How long an act can be undone, and how long its mails wait: ten minutes, as issue 6 asks. */
export const UNDO_MS = 10 * 60_000;

/** Every expected refusal of bulk acts with its HTTP status; messages stand under `errors:<code>`. */
export const bulkRefusals = {
  "bulk.not_found": 404,
  "bulk.nothing_chosen": 422,
  "bulk.too_many": 422,
  "bulk.already_started": 409,
  "bulk.undo_over": 409,
  "bulk.changed_since": 409,
  "bulk.mail_sent": 409,
} as const;

/** waiting: nothing has come of it yet; kept: it was done and could not be undone. */
export const ITEM_STATES = ["waiting", "done", "refused", "undone", "kept"] as const;
export type ItemState = (typeof ITEM_STATES)[number];

type Times = { startedAt: Date | null; finishedAt: Date | null; undoUntil: Date | null; undoFrom: Date | null; undoneAt: Date | null };

/** rehearsed; running (begun, some are left); done; undoing (begun, some are left); undone. */
export type BulkPhase = "rehearsed" | "running" | "done" | "undoing" | "undone";

/** Where an act stands, by its times. */
export function phaseOf({ startedAt, finishedAt, undoFrom, undoneAt }: Times): BulkPhase {
  if (undoneAt) return "undone";
  if (undoFrom) return "undoing";
  if (finishedAt) return "done";
  return startedAt ? "running" : "rehearsed";
}

/** Whether an act can begin to be undone now: once it has begun, while its mails still wait. */
export const isUndoable = (times: Times, now: Date): boolean => {
  const phase = phaseOf(times);
  return (phase === "running" || phase === "done") && times.undoUntil !== null && now < times.undoUntil;
};

/** One version of an act; `refusal`: why it is refused, or was, or why it could not be undone. */
export type BulkLine = {
  submissionId: string;
  symbol: string;
  party: string;
  version: number;
  from: SubmissionState;
  state: ItemState;
  refusal: Refusal | null;
};

/** Letters of one language: how many, and the first of them as it will be sent. */
export type MailPreview = { language: Language; count: number; subject: string; text: string };

/** A bulk act as its page shows it. */
export type BulkPage = {
  id: string;
  action: BulkAction;
  reason: string;
  officer: string | null;
  by: string;
  phase: BulkPhase;
  preparedAt: string;
  undoUntil: string | null;
  isUndoable: boolean;
  /** Only who prepared it carries it out and undoes it. */
  isOwn: boolean;
  counts: Record<ItemState, number>;
  lines: BulkLine[];
  /** Of a rehearsal only. */
  mails: MailPreview[];
};

/** A bulk act in the list of those made last. */
export type BulkSummary = { id: string; action: BulkAction; by: string; phase: BulkPhase; preparedAt: string; count: number };
