import { expect, test } from "vitest";
import { PARTY_ROLES, type User } from "~/lib/actor";
import { REPORT_STATES, SUBMISSION_STATES, type ReportState, type SubmissionState } from "./model";
import { canReport, REPORT_ACTIONS, visibleTo } from "./policy";

const member = (role: (typeof PARTY_ROLES)[number], partyId = "p1"): User => ({
  id: "u",
  name: "U",
  email: "u@x",
  language: null,
  timeZone: null,
  demo: false,
  secretariat: [],
  memberships: [{ partyId, partyCode: "AAA", role }],
});

/** The table a person would write: for each role and state of the report and its latest version, what may be done. */
function expected(role: string, state: ReportState, submission: SubmissionState | null): string[] {
  const signs = role !== "contributor";
  if (state === "draft") return signs ? ["read", "write", "submit"] : ["read", "write"];
  if (!signs || submission === null) return ["read"];
  return submission === "submitted" || submission === "acknowledged" ? ["read", "recall"] : ["read", "open_new_version"];
}

test("role x state x latest version: exactly what is allowed, for every action there is", () => {
  let rows = 0;
  for (const role of PARTY_ROLES) {
    for (const state of REPORT_STATES) {
      for (const submission of [null, ...SUBMISSION_STATES]) {
        const subject = { partyId: "p1", state, submission };
        expect({ role, state, submission, may: REPORT_ACTIONS.filter((action) => canReport(member(role), action, subject)) }).toEqual({
          role,
          state,
          submission,
          may: expected(role, state, submission),
        });
        rows += 1;
      }
    }
  }
  expect(rows).toBe(PARTY_ROLES.length * REPORT_STATES.length * (SUBMISSION_STATES.length + 1));
});

test("nobody, members of other parties and the secretariat hold nothing in a party", () => {
  const subject = { partyId: "p1", state: "draft" as const, submission: null };
  const desk: User = { ...member("focal_point", "p2"), secretariat: ["admin", "desk_officer"] };
  for (const actor of [null, member("focal_point", "p2"), desk]) expect(REPORT_ACTIONS.filter((action) => canReport(actor, action, subject))).toEqual([]);
});

test("the scope of a query holds the actor's parties and no others", () => {
  expect(visibleTo(null)).toEqual({ partyId: { in: [] } });
  const twice = {
    ...member("focal_point"),
    memberships: [...member("focal_point").memberships, ...member("approver").memberships, ...member("approver", "p2").memberships],
  };
  expect(visibleTo(twice)).toEqual({ partyId: { in: ["p1", "p2"] } });
});
