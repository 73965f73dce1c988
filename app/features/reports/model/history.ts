import type { SaveWay } from "~/features/saves/model";
import type { Change } from "~/lib/diff";
import type { Language } from "~/lib/languages";
import type { FlatPiece } from "./flat-answer";

/** The history of one answer as its page shows it. */

/** Saves on one page of a history. */
export const HISTORY_PAGE = 20;

/** One save and what it changed. */
export type HistoryItem = {
  id: string;
  /** The revision it became; null when it was kept aside in a conflict. */
  revision: number | null;
  /** The revision it is compared with; 0 is no answer. */
  comparedWith: number;
  author: string;
  savedAt: string;
  via: SaveWay;
  /** Whose proposal it took; null for every other. */
  source: string | null;
  language: Language;
  confidential: boolean;
  /** What it changed, by piece of the answer; nothing for a text that stood there already. */
  pieces: { key: string; label: string; changes: Change[] }[];
  /** It set the mark of confidentiality, or took it off. */
  changesMark: boolean;
};

/** The newest saves of an answer; `hasMore`: there are older ones. */
export type AnswerHistory = { items: HistoryItem[]; hasMore: boolean };

/** A text that may be put back. */
export type Restorable = Pick<HistoryItem, "id" | "revision" | "author" | "savedAt" | "language" | "confidential"> & { pieces: FlatPiece[] };

/** What stands now, beside which it is shown. */
export type Standing = { revision: number; author: string; savedAt: string; language: Language; confidential: boolean; pieces: FlatPiece[] };

export type HistoryPage = {
  question: string;
  row: string;
  label: string;
  /** The page of the report on which the question is answered. */
  page: string;
  items: HistoryItem[];
  /** Where the next older page goes on; null at the first save. */
  next: string | null;
  current: Standing | null;
  /** The text that was asked to be put back; null where none was, or it is not there. */
  chosen: Restorable | null;
};
