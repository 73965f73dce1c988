import type { Words } from "~/features/codings/model/codes";
import type { VersionPage } from "~/features/documents/model/pages";
import type { DeskMove, DraftLine, Input } from "../model";
import type { Bracketed } from "./brackets";
import type { DayCount } from "./count";

/** What the pages of negotiations show. */

/** A published draft as everybody reads it. */
export type DraftPage = {
  draft: DraftLine;
  hash: string;
  frozenAt: string;
  chapters: VersionPage["chapters"];
};

/** Where the desk put an orphan anew. `number`: of the paragraph, "" where its reader has none; `words`: of the draft as it is written, at the desk only. */
export type Moved = { number: string; words: string; reason: string; at: string };
/** As parties and the public read it. */
export type OpenInput = Omit<Input, "anchor"> & { moved: Moved | null };
/** A comment or proposal as its readers see it. `own`: they act for a party behind it; `joinable`: another party can stand behind it, too. */
export type ShownInput = OpenInput & { own: boolean; joinable: boolean };

export type ParagraphPage = {
  draft: DraftLine;
  id: string;
  number: string;
  text: string;
  /** Whether it is agreed, so that nothing more is proposed. */
  agreed: boolean;
  proposals: ShownInput[];
  /** Comments of the reader's own parties. */
  comments: ShownInput[];
  /** Parties the reader comments for, and those they propose for, with the groups each speaks for. */
  commentFor: Party[];
  proposeFor: (Party & { groups: Choice[] })[];
};
export type Party = { id: string; code: string; name: string };
export type Choice = { code: string; name: string };
export type ParagraphChoice = { id: string; number: string; beginning: string };

/** The desk's page of a document: what is out for comment, and what can be put out. */
export type NegotiationPage = {
  document: { id: string; title: string; language: DraftLine["language"] };
  mayDecide: boolean;
  drafts: (DraftLine & { comments: number; proposals: number; brackets: number; unanswered: number })[];
  /** Frozen versions that have not been published. */
  versions: { number: number; stage: DraftLine["stage"]; revision: number }[];
  days: DayCount[];
};

/** A negotiating group as the desk keeps it; `name` in the reader's language, or in the one it has. */
export type NegotiatingGroup = { symbol: string; name: string; language: DraftLine["language"]; names: Words; revision: number; members: Party[] };
/** The desk's page of groups. `choices`: all a party can speak for, those of the reference data too. */
export type GroupsPage = {
  mayDecide: boolean;
  groups: NegotiatingGroup[];
  choices: Choice[];
  speakers: { id: string; group: string; party: Party; from: string; to: string | null }[];
};

/** Where a comment or proposal stands in the draft as it is written now: on the words it is about, taken in, or on none that surely are these. */
export type Standing = "stands" | "taken" | "orphan";
/** `mayMark`: it is agreed and an orphan, and can be marked as taken by hand; `mayAnchor`: it is an orphan, and can be put in the draft anew. */
export type DeskInput = OpenInput & { standing: Standing; moves: DeskMove[]; mayTake: boolean; mayMark: boolean; mayAnchor: boolean };

export type BracketParagraph = {
  id: string;
  number: string;
  text: string;
  /** What it is in the draft as it is written now; `text` is null where it says the same. Null where it is no more. */
  now: { revision: number; agreed: boolean; text: string | null } | null;
  bracketed: Bracketed;
  clean: { text: string | null; added: { input: string; text: string }[] };
  inputs: DeskInput[];
};

/** How all that is proposed is laid out. */
export const VIEWS = ["paragraphs", "proponents", "clean"] as const;
export type View = (typeof VIEWS)[number];

export type BracketsPage = {
  document: NegotiationPage["document"];
  draft: DraftLine;
  mayDecide: boolean;
  brackets: number;
  /** Paragraphs of the draft as it is written now. */
  places: ParagraphChoice[];
  chapters: { id: string; number: string; title: string; paragraphs: BracketParagraph[] }[];
};

/** A line of the table of what became of everything. `number`: of the paragraph. */
export type DispositionLine = OpenInput & { number: string };
export type DispositionsPage = {
  document: NegotiationPage["document"];
  draft: DraftLine;
  mayDecide: boolean;
  /** How many the desk has still to say what became of. */
  unanswered: number;
  lines: DispositionLine[];
};

/** A proposal of a signed report. `used`: it stands in this draft already. */
export type SourceLine = {
  submission: string;
  symbol: string;
  party: string;
  question: string;
  row: string;
  hash: string;
  language: DraftLine["language"];
  topic: string;
  place: string;
  change: Input["kind"];
  text: string;
  reason: string;
  used: boolean;
};
export type SourcesPage = {
  document: NegotiationPage["document"];
  draft: DraftLine;
  mayDecide: boolean;
  items: SourceLine[];
  next: string | null;
  paragraphs: ParagraphChoice[];
};
