import type { AnswerKey } from "~/features/templates/model/visibility";
import type { AnswerValue } from "~/features/templates/model/values";
import type { Language } from "~/lib/languages";

/** What somebody proposes for an answer is kept apart from the report until somebody who writes the report takes it. */

/** Where a proposed text stands. A save opens it again, whatever became of it before. */
export const PROPOSAL_STATES = ["open", "ready", "taken", "given_back"] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];
/** Those that wait for somebody who writes the report. */
export const WAITING_STATES = ["open", "ready"] as const satisfies readonly ProposalState[];

/** Revisions of proposed texts count from here, so that none is ever taken for one of the report's own answers. */
const PROPOSED_FROM = 1_000_000_000;
/** What a proposed text stands at before its first save. */
export const UNPROPOSED = PROPOSED_FROM;

/**
 * The revision a save counts as typed on. Somebody may turn from proposing to writing, or the other way, while a page is
 * open: the first save there stands beside what it was not typed on, as one that was typed on nothing.
 */
export function baseFor(isProposed: boolean, baseRevision: number): number {
  if (isProposed) return Math.max(baseRevision, UNPROPOSED);
  return baseRevision >= PROPOSED_FROM ? 0 : baseRevision;
}

/** A revision as people read it. */
export const shownRevision = (revision: number): number => revision % PROPOSED_FROM;

/** Where the saves of somebody's proposed texts are kept. */
export const proposalScope = (reportId: string, userId: string): string => `proposal:${reportId}:${userId}`;

/** A proposed text beside the question, for those who write the report. */
export type ProposedText = AnswerKey & {
  person: { id: string; name: string };
  value: AnswerValue;
  language: Language;
  confidential: boolean;
  revision: number;
  updatedAt: string;
  isReady: boolean;
};

/** Why a proposed text was given back, and by whom. */
export type GivenBack = { by: string; at: string; reason: string };

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
