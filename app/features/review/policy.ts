import { moveTo, RELEASE_WITHHELD, type SubmissionState } from "~/features/reports/model";
import { grantedBy, type Actor, type SecretariatRole } from "~/lib/actor";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";

/** What the secretariat may do with a signed version. */
export const REVIEW_ACTIONS = ["read", "acknowledge", "start_review", "accept", "publish", "decline", "assign_officer"] as const;
export type ReviewAction = (typeof REVIEW_ACTIONS)[number];

/** `release`: what the party decided on publication. */
export type ReviewSubject = { partyId: string; state: SubmissionState; release: string };

const BY_ROLE: Record<SecretariatRole, readonly ReviewAction[]> = {
  desk_officer: REVIEW_ACTIONS,
  admin: REVIEW_ACTIONS,
  editor: ["read"],
  translator: ["read"],
  observer: ["read"],
};

/** The state an action leads to; the others leave the state as it is. */
export const TARGET = {
  acknowledge: "acknowledged",
  start_review: "under_review",
  accept: "accepted",
  publish: "published",
  decline: "not_published",
} as const satisfies Partial<Record<ReviewAction, SubmissionState>>;
/** An action that changes the state. */
export type DecidingAction = keyof typeof TARGET;
export const isDeciding = (action: ReviewAction): action is DecidingAction => action in TARGET;

/** Versions that have ended are nobody's business any more. */
const hasEnded = (state: SubmissionState): boolean => state === "recalled" || state === "superseded";

function stateAllows(action: ReviewAction, state: SubmissionState): boolean {
  if (action === "read") return true;
  return isDeciding(action) ? moveTo(state, TARGET[action]).ok : !hasEnded(state);
}

/** Whether somebody's roles in the secretariat grant an action at all. */
export const holdsReview = grantedBy(BY_ROLE);

/**
 * Whether somebody may do something with a version now. Refuses `submission.not_allowed` by role, `submission.own_party`
 * where they belong to the party themselves (reading is open to them), `submission.wrong_state`, and
 * `submission.release_withheld` where the party has not agreed to publication.
 */
export function decideReview(actor: Actor, action: ReviewAction, { partyId, state, release }: ReviewSubject): Result<true, Refusal> {
  if (!holdsReview(actor, action)) return refuse({ code: "submission.not_allowed" });
  if (action !== "read" && actor?.memberships.some((membership) => membership.partyId === partyId)) return refuse({ code: "submission.own_party" });
  if (!stateAllows(action, state)) return refuse({ code: "submission.wrong_state", params: { state } });
  if (action === "publish" && release === RELEASE_WITHHELD) return refuse({ code: "submission.release_withheld" });
  return ok(true);
}

/** What the page of a version offers. */
export const allowedReviews = (actor: Actor, subject: ReviewSubject): ReviewAction[] =>
  REVIEW_ACTIONS.filter((action) => decideReview(actor, action, subject).ok);
