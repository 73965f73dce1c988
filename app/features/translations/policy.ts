import { holdsReview } from "~/features/review/policy";
import type { Actor } from "~/lib/actor";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";

/** Whose report it is. */
export type Translated = { partyId: string };

/**
 * Whether somebody writes and checks translations of a party's answers: whoever may send a version to translation. Refuses
 * `submission.not_found` to those who do not read at the desk, `submission.not_allowed` by role, and `submission.own_party`
 * to those who belong to the party: what it said is the secretariat's to translate.
 */
export function decideTranslation(actor: Actor, { partyId }: Translated): Result<true, Refusal> {
  if (!holdsReview(actor, "read")) return refuse({ code: "submission.not_found" });
  if (!holdsReview(actor, "translate")) return refuse({ code: "submission.not_allowed" });
  if (actor?.memberships.some((membership) => membership.partyId === partyId)) return refuse({ code: "submission.own_party" });
  return ok(true);
}
