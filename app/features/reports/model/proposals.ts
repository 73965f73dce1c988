import type { Change } from "~/lib/diff";
import type { Language } from "~/lib/languages";

/** What somebody proposes for an answer is kept apart from the report until somebody who writes the report takes it. */

/** Where a proposed text stands. A save opens it again, whatever became of it before. */
export const PROPOSAL_STATES = ["open", "ready", "taken", "given_back"] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];
/** Those that wait for somebody who writes the report. */
export const WAITING_STATES = ["open", "ready"] as const satisfies readonly ProposalState[];

/** What a proposed text stands at before its first save: its revisions count from here, so that none is ever taken for one of the report's own answers. */
export const UNPROPOSED = 500_000_000;

/**
 * The revision a save counts as typed on. Somebody may turn from proposing to writing, or the other way, while a page is
 * open: the first save there stands beside what it was not typed on, as one that was typed on nothing.
 */
export function baseFor(isProposed: boolean, baseRevision: number): number {
  if (isProposed) return Math.max(baseRevision, UNPROPOSED);
  return baseRevision >= UNPROPOSED ? 0 : baseRevision;
}

/** A revision as people read it. */
export const shownRevision = (revision: number): number => revision % UNPROPOSED;

/** Where the saves of somebody's proposed texts are kept. */
export const proposalScope = (reportId: string, userId: string): string => `proposal:${reportId}:${userId}`;

/**
 * A proposed text beside the question, for those who write the report, in the reader's words: the form carries no script for
 * them. `base` is the revision of the answer it is compared with.
 */
export type ProposedText = {
  question: string;
  person: { id: string; name: string };
  title: string;
  state: string;
  isReady: boolean;
  when: string;
  revision: number;
  base: number;
  /** Languages of the answer and of the proposed text. */
  languages: [Language, Language];
  /** Where the two differ, with what only one of them has. */
  pieces: { key: string; label: string; now: Change[]; proposed: Change[] }[];
};
/** The words of the panel that stand under `delegations:proposal`. */
export const PROPOSAL_WORDS = ["now", "proposed", "same", "take", "byHand", "back", "reason", "reasonHint", "send"] as const;
/** What stands on the buttons and beside the texts, once for a page. */
export type ProposalWords = Record<(typeof PROPOSAL_WORDS)[number] | "only" | "end" | "none", string>;

/** Why a proposed text was given back, in the words of its author. */
export type GivenBack = { title: string; when: string; reason: string; goOn: string };

/** A page on which its reader proposes: under which questions, what was given back of them, and how many texts they have called ready. */
export type Proposing = { codes: string[]; givenBack: Record<string, GivenBack>; ready: number };

/** What can be done with proposed texts: taken into the report, marked as taken in by hand, given back; one's own are called ready. */
export const PROPOSAL_ACTS = ["take", "hand", "back", "ready"] as const;
export type ProposalAct = (typeof PROPOSAL_ACTS)[number];

/** Name of the buttons that decide on proposed texts, and of the field for the reason one is given back with. */
export const PROPOSAL_BUTTON = "proposal";
export const reasonName = (question: string, person: string): string => `reason.${question}.${person}`;
/** The longest reason. */
export const MAX_REASON = 2_000;
