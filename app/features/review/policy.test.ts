import { expect, test } from "vitest";
import { RELEASE_WITHHELD, SUBMISSION_STATES, type SubmissionState } from "~/features/reports/model";
import { SECRETARIAT_ROLES, type SecretariatRole, type User } from "~/lib/actor";
import { person } from "../../../tests/factories/person";
import { allowedReviews, decideReview, REVIEW_ACTIONS, type ReviewAction } from "./policy";

const officer = (secretariat: SecretariatRole[], memberships: User["memberships"] = []) => person({ secretariat, memberships });

/** The table a person would write: what a desk officer may do with a version in each state. */
const DESK: Record<SubmissionState, ReviewAction[]> = {
  submitted: ["read", "acknowledge", "start_review", "assign_officer"],
  acknowledged: ["read", "start_review", "assign_officer"],
  under_review: ["read", "accept", "assign_officer"],
  accepted: ["read", "publish", "decline", "assign_officer"],
  published: ["read", "assign_officer"],
  not_published: ["read", "publish", "assign_officer"],
  recalled: ["read"],
  superseded: ["read"],
};

test("role x action x state: exactly what is allowed", () => {
  let cells = 0;
  for (const role of SECRETARIAT_ROLES) {
    for (const state of SUBMISSION_STATES) {
      const expected = role === "desk_officer" || role === "admin" ? DESK[state] : ["read"];
      expect({ role, state, may: allowedReviews(officer([role]), { partyId: "p", state, release: "all" }) }).toEqual({ role, state, may: expected });
      cells += REVIEW_ACTIONS.length;
    }
  }
  expect(cells).toBe(SECRETARIAT_ROLES.length * SUBMISSION_STATES.length * REVIEW_ACTIONS.length);
});

test("several roles add up", () => {
  expect(allowedReviews(officer(["observer", "desk_officer"]), { partyId: "p", state: "accepted", release: "all" })).toEqual(DESK.accepted);
});

test("nobody and people outside the secretariat may do nothing, whatever the state", () => {
  const focal = officer([], [{ partyId: "q", partyCode: "Q", role: "focal_point" }]);
  for (const actor of [null, officer([]), focal])
    for (const state of SUBMISSION_STATES) expect(allowedReviews(actor, { partyId: "p", state, release: "all" })).toEqual([]);
});

test("nobody decides on a version of a party they belong to, in any role there", () => {
  for (const role of ["focal_point", "contributor", "approver"] as const) {
    for (const secretariat of ["desk_officer", "admin"] as const) {
      const actor = officer([secretariat], [{ partyId: "p", partyCode: "P", role }]);
      for (const state of SUBMISSION_STATES) expect(allowedReviews(actor, { partyId: "p", state, release: "all" })).toEqual(["read"]);
      expect(allowedReviews(actor, { partyId: "other", state: "submitted", release: "all" })).toEqual(DESK.submitted);
    }
  }
});

test("a refusal says which of the three it is: role, own party, state", () => {
  const own = officer(["desk_officer"], [{ partyId: "p", partyCode: "P", role: "contributor" }]);
  const codeOf = (actor: User, state: SubmissionState) => {
    const decided = decideReview(actor, "accept", { partyId: "p", state, release: "all" });
    return decided.ok ? "ok" : decided.error.code;
  };
  expect(codeOf(officer(["observer"]), "under_review")).toBe("submission.not_allowed");
  expect(codeOf(own, "under_review")).toBe("submission.own_party");
  expect(codeOf(officer(["desk_officer"]), "submitted")).toBe("submission.wrong_state");
  expect(codeOf(officer(["desk_officer"]), "under_review")).toBe("ok");
});

test("what the party has not agreed to publish can be declined, never published", () => {
  const subject = { partyId: "p", state: "accepted" as const, release: RELEASE_WITHHELD };
  expect(allowedReviews(officer(["desk_officer"]), subject)).toEqual(DESK.accepted.filter((action) => action !== "publish"));
  expect(decideReview(officer(["admin"]), "publish", subject)).toEqual({ ok: false, error: { code: "submission.release_withheld" } });
});
