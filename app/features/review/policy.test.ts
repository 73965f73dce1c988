import { expect, test } from "vitest";
import { CYCLE_STATES } from "~/features/cycles/model";
import { FIRST_STATES, hasEnded, RELEASE_WITHHELD, SUBMISSION_STATES, SUBMISSION_TRANSITIONS, type SubmissionState } from "~/features/reports/model";
import { SECRETARIAT_ROLES, type SecretariatRole, type User } from "~/lib/actor";
import { person } from "../../../tests/factories/person";
import { allowedReviews, decideReview, REVIEW_ACTIONS, TARGET, type ReviewAction, type ReviewSubject } from "./policy";

const officer = (secretariat: SecretariatRole[], memberships: User["memberships"] = [], id = "me") => ({ ...person({ secretariat, memberships }), id });
const version = (state: SubmissionState, given: Partial<ReviewSubject> = {}): ReviewSubject => ({
  partyId: "p",
  state,
  release: "all",
  officerId: null,
  phase: "open",
  isLate: false,
  hasPoints: false,
  ...given,
});

/** The tables a person would write: what a desk officer may do with a version in each state, in an open cycle, when nobody else has taken it. */
const DESK: Record<SubmissionState, string> = {
  submitted: "read acknowledge start_review assign_officer",
  acknowledged: "read start_review assign_officer",
  under_review: "read ask_clarification close_clarification accept assign_officer",
  clarification_requested: "read ask_clarification close_clarification assign_officer",
  answered: "read ask_clarification close_clarification accept assign_officer",
  accepted: "read translate publish decline withdraw assign_officer",
  in_translation: "read publish decline withdraw assign_officer",
  published: "read withdraw open_amendment assign_officer",
  not_published: "read publish withdraw assign_officer",
  recalled: "read",
  superseded: "read",
  withdrawn: "read",
};
/** In a closed cycle nothing opens the party's working copy; in one that is not open yet, there is nothing to do. */
const CLOSED_WITHOUT = ["ask_clarification", "open_amendment"];
/** With a version of another officer one reads it, or takes it over. */
const ANOTHERS = ["read", "assign_officer"];

test("state x action x role x assignment x phase: exactly what is allowed", () => {
  let cells = 0;
  for (const role of SECRETARIAT_ROLES)
    for (const state of SUBMISSION_STATES)
      for (const phase of CYCLE_STATES)
        for (const officerId of [null, "me", "another"]) {
          const decides = role === "desk_officer" || role === "admin";
          const expected = DESK[state]
            .split(" ")
            .filter((action) => action === "read" || decides)
            .filter((action) => action === "read" || phase === "open" || (phase === "closed" && !CLOSED_WITHOUT.includes(action)))
            .filter((action) => officerId !== "another" || ANOTHERS.includes(action));
          const may = allowedReviews(officer([role]), version(state, { phase, officerId }));
          expect({ role, state, phase, officerId, may }).toEqual({ role, state, phase, officerId, may: expected });
          cells += REVIEW_ACTIONS.length;
        }
  expect(cells).toBe(5 * 12 * 3 * 3 * 13);
});

test("a late version can be accepted as late until it has ended, once", () => {
  for (const state of SUBMISSION_STATES) {
    const ended = ["recalled", "superseded", "withdrawn"].includes(state);
    expect(decideReview(officer(["desk_officer"]), "accept_late", version(state, { isLate: true })).ok).toBe(!ended);
    expect(decideReview(officer(["desk_officer"]), "accept_late", version(state)).ok).toBe(false);
  }
});

/** The ways of a version, written down apart from the model: each line `from > to to …`. */
const WAYS = `
  submitted > acknowledged under_review recalled superseded
  acknowledged > under_review recalled superseded
  under_review > clarification_requested accepted superseded
  clarification_requested > answered under_review superseded
  answered > clarification_requested accepted superseded
  accepted > in_translation published not_published superseded withdrawn
  in_translation > published not_published superseded withdrawn
  published > superseded withdrawn
  not_published > published superseded withdrawn
  recalled >
  superseded >
  withdrawn >`;

test("the ways of a version are these and no others; each state is reached, and from each one an end is", () => {
  const ways = new Map(
    WAYS.trim()
      .split("\n")
      .map((line): [string, string[]] => {
        const [from = "", to = ""] = line.split(">");
        return [from.trim(), to.split(" ").filter(Boolean)];
      }),
  );
  for (const from of SUBMISSION_STATES)
    for (const to of SUBMISSION_STATES) expect([from, to, SUBMISSION_TRANSITIONS[from].includes(to)]).toEqual([from, to, ways.get(from)!.includes(to)]);
  const reach = (starts: readonly SubmissionState[]): Set<SubmissionState> => {
    const seen = new Set(starts);
    for (const state of seen) SUBMISSION_TRANSITIONS[state].forEach((next) => seen.add(next));
    return seen;
  };
  expect([...reach(FIRST_STATES)].sort()).toEqual([...SUBMISSION_STATES].sort());
  for (const state of SUBMISSION_STATES) expect([...reach([state])].some(hasEnded)).toBe(true);
});

test("an action never leads where no way leads", () => {
  for (const state of SUBMISSION_STATES)
    for (const action of Object.keys(TARGET) as (keyof typeof TARGET)[])
      if (decideReview(officer(["admin"]), action, version(state)).ok) expect(SUBMISSION_TRANSITIONS[state]).toContain(TARGET[action]);
});

const DESK_ACCEPTED = DESK.accepted.split(" ") as ReviewAction[];

test("several roles add up", () => {
  expect(allowedReviews(officer(["observer", "desk_officer"]), version("accepted"))).toEqual(DESK_ACCEPTED);
});

test("nobody and people outside the secretariat may do nothing, whatever the state", () => {
  const focal = officer([], [{ partyId: "q", partyCode: "Q", role: "focal_point" }]);
  for (const actor of [null, officer([]), focal]) for (const state of SUBMISSION_STATES) expect(allowedReviews(actor, version(state))).toEqual([]);
});

test("nobody decides on a version of a party they belong to, in any role there", () => {
  for (const role of ["focal_point", "contributor", "approver"] as const) {
    for (const secretariat of ["desk_officer", "admin"] as const) {
      const actor = officer([secretariat], [{ partyId: "p", partyCode: "P", role }]);
      for (const state of SUBMISSION_STATES) expect(allowedReviews(actor, version(state))).toEqual(["read"]);
      expect(allowedReviews(actor, version("submitted", { partyId: "other" }))).toEqual(DESK.submitted.split(" "));
    }
  }
});

test("a refusal says which it is: role, own party, phase, state, another's, open points", () => {
  const own = officer(["desk_officer"], [{ partyId: "p", partyCode: "P", role: "contributor" }]);
  const codeOf = (actor: User, subject: ReviewSubject) => {
    const decided = decideReview(actor, "accept", subject);
    return decided.ok ? "ok" : decided.error.code;
  };
  const desk = officer(["desk_officer"]);
  expect(codeOf(officer(["observer"]), version("under_review"))).toBe("submission.not_allowed");
  expect(codeOf(own, version("under_review"))).toBe("submission.own_party");
  expect(codeOf(desk, version("under_review", { phase: "prepared" }))).toBe("report.cycle_closed");
  expect(codeOf(desk, version("submitted"))).toBe("submission.wrong_state");
  expect(codeOf(desk, version("under_review", { officerId: "another" }))).toBe("submission.another_officer");
  expect(codeOf(desk, version("answered", { hasPoints: true }))).toBe("submission.points_open");
  expect(codeOf(desk, version("under_review"))).toBe("ok");
});

test("what the party has not agreed to publish can be declined, never published", () => {
  const subject = version("accepted", { release: RELEASE_WITHHELD });
  expect(allowedReviews(officer(["desk_officer"]), subject)).toEqual(DESK_ACCEPTED.filter((action) => action !== "publish"));
  expect(decideReview(officer(["admin"]), "publish", subject)).toEqual({ ok: false, error: { code: "submission.release_withheld" } });
});
