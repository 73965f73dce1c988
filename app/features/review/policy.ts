import type { CycleState } from "~/features/cycles/model";
import { hasEnded, moveTo, RELEASE_WITHHELD, type SubmissionState } from "~/features/reports/model";
import { grantedBy, type Actor, type SecretariatRole } from "~/lib/actor";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";

/** What the secretariat may do with a signed version. */
export const REVIEW_ACTIONS = [
  "read",
  "acknowledge",
  "start_review",
  "ask_clarification",
  "close_clarification",
  "accept_late",
  "accept",
  "translate",
  "publish",
  "decline",
  "withdraw",
  "open_amendment",
  "assign_officer",
] as const;
export type ReviewAction = (typeof REVIEW_ACTIONS)[number];

/**
 * `release`: what the party decided on publication. `officerId`: whom the version is assigned to. `phase`: the state of its
 * cycle. `isLate`: it was signed after the deadline, and nobody has accepted that yet. `hasPoints`: the secretariat has asked
 * something that it has not closed.
 */
export type ReviewSubject = {
  partyId: string;
  state: SubmissionState;
  release: string;
  officerId: string | null;
  phase: CycleState;
  isLate: boolean;
  hasPoints: boolean;
};

const BY_ROLE: Record<SecretariatRole, readonly ReviewAction[]> = {
  desk_officer: REVIEW_ACTIONS,
  admin: REVIEW_ACTIONS,
  editor: ["read"],
  translator: ["read"],
  observer: ["read"],
};

/** The state an action leads to; the others leave the state as it is, or lead where the points of a clarification say. */
export const TARGET = {
  acknowledge: "acknowledged",
  start_review: "under_review",
  accept: "accepted",
  translate: "in_translation",
  publish: "published",
  decline: "not_published",
  withdraw: "withdrawn",
} as const satisfies Partial<Record<ReviewAction, SubmissionState>>;
/** An action that changes the state. */
export type DecidingAction = keyof typeof TARGET;
export const isDeciding = (action: ReviewAction): action is DecidingAction => action in TARGET;

/** States in which the desk asks the party about an answer: the review is under way. */
const ASKED_IN: readonly SubmissionState[] = ["under_review", "clarification_requested", "answered"];

function stateAllows(action: ReviewAction, { state, isLate }: ReviewSubject): boolean {
  // Back to the review a version comes by closing what was asked.
  if (action === "start_review" && ASKED_IN.includes(state)) return false;
  if (isDeciding(action)) return moveTo(state, TARGET[action]).ok;
  switch (action) {
    case "read":
      return true;
    case "ask_clarification":
    case "close_clarification":
      return ASKED_IN.includes(state);
    case "accept_late":
      return isLate && !hasEnded(state);
    case "open_amendment":
      return state === "published";
    case "assign_officer":
      return !hasEnded(state);
  }
}

/** What opens the working copy of a party: in a cycle that has closed, nobody could write there. */
const NEEDS_OPEN_CYCLE: readonly ReviewAction[] = ["ask_clarification", "open_amendment"];
/** Reports of a cycle are decided on from its opening on, and after its close. */
const phaseAllows = (action: ReviewAction, phase: CycleState): boolean =>
  action === "read" || (phase === "closed" ? !NEEDS_OPEN_CYCLE.includes(action) : phase === "open");

/** Whether a version is in other hands: an officer's version is decided on by that officer, or by who takes it over first. */
const isAnothers = (actor: Actor, action: ReviewAction, officerId: string | null): boolean =>
  action !== "read" && action !== "assign_officer" && officerId !== null && officerId !== actor?.id;

/** Whether somebody's roles in the secretariat grant an action at all. */
export const holdsReview = grantedBy(BY_ROLE);

/**
 * Whether somebody may do something with a version now. Refuses `submission.not_allowed` by role, `submission.own_party`
 * where they belong to the party themselves (reading is open to them), `report.cycle_closed` by the phase of the cycle,
 * `submission.wrong_state`, `submission.another_officer` where it is assigned to somebody else, `submission.points_open` where
 * it is to be accepted before every point is closed, and `submission.release_withheld` where the party has not agreed to publication.
 */
export function decideReview(actor: Actor, action: ReviewAction, subject: ReviewSubject): Result<true, Refusal> {
  const { partyId, state, release, officerId, phase, hasPoints } = subject;
  if (!holdsReview(actor, action)) return refuse({ code: "submission.not_allowed" });
  if (action !== "read" && actor?.memberships.some((membership) => membership.partyId === partyId)) return refuse({ code: "submission.own_party" });
  if (!phaseAllows(action, phase)) return refuse({ code: "report.cycle_closed" });
  if (!stateAllows(action, subject)) return refuse({ code: "submission.wrong_state", params: { state } });
  if (isAnothers(actor, action, officerId)) return refuse({ code: "submission.another_officer" });
  if (action === "accept" && hasPoints) return refuse({ code: "submission.points_open" });
  if (action === "publish" && release === RELEASE_WITHHELD) return refuse({ code: "submission.release_withheld" });
  return ok(true);
}

/** What the page of a version offers. */
export const allowedReviews = (actor: Actor, subject: ReviewSubject): ReviewAction[] =>
  REVIEW_ACTIONS.filter((action) => decideReview(actor, action, subject).ok);
