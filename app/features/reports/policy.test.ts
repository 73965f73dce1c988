import { expect, test } from "vitest";
import { FACILITATION_ROLES, PARTY_ROLES, type User } from "~/lib/actor";
import { person } from "../../../tests/factories/person";
import { isHeld, REPORT_STATES, SUBMISSION_STATES, whyUncleared, type ReportState, type SubmissionState } from "./model";
import {
  canReport,
  linesToStart,
  partSeenBy,
  reachOf,
  REPORT_ACTIONS,
  reportsInPart,
  visibleInPart,
  visibleTo,
  whyNotSubmitted,
  whyNotWritten,
} from "./policy";

const member = (role: (typeof PARTY_ROLES)[number], partyId = "p1") => person({ memberships: [{ partyId, partyCode: "AAA", role }] });

/** The roles that see a party's reports as a whole. */
const MEMBERS = PARTY_ROLES.filter((role) => role !== "delegate");

/** The table a person would write: for each role and state of the report and its latest version, what may be done. */
function expected(role: string, state: ReportState, submission: SubmissionState | null): string[] {
  return [...beforePublication(role, state, submission), ...(role === "focal_point" && submission === "published" ? ["withdraw"] : [])];
}
function beforePublication(role: string, state: ReportState, submission: SubmissionState | null): string[] {
  if (role === "delegate") return [];
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
        const subject = { partyId: "p1", line: "", state, submission };
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

test("a draft held for clearance is read and may come to a signature, by nobody's role is it written; the refusal says why", () => {
  const subject = { partyId: "p1", line: "", state: "draft" as const, submission: null, held: true };
  for (const role of MEMBERS) {
    expect(REPORT_ACTIONS.filter((action) => canReport(member(role), action, subject))).toEqual(role === "contributor" ? ["read"] : ["read", "submit"]);
    expect(whyNotWritten(member(role), subject)).toEqual({ code: "report.in_clearance" });
    expect(whyNotWritten(member(role), { ...subject, closed: true })).toEqual({ code: "report.cycle_closed" });
    expect(whyNotWritten(member(role), { ...subject, state: "submitted" })).toEqual({ code: "report.locked" });
  }
});

test("a hold begins and ends by the clock; what a chain has not cleared is not signed", () => {
  const [before, now] = [new Date(1_000), new Date(2_000)];
  expect(isHeld({ heldFrom: null, heldUntil: null }, now)).toBe(false);
  expect(isHeld({ heldFrom: before, heldUntil: null }, now)).toBe(true);
  expect([1_999, 2_000, 2_001].map((until) => isHeld({ heldFrom: before, heldUntil: new Date(until) }, now))).toEqual([false, false, true]);
  expect(whyUncleared({ hasChain: false, clearedHash: null }, "h")).toBeNull();
  expect(whyUncleared({ hasChain: true, clearedHash: "h" }, "h")).toBeNull();
  expect(whyUncleared({ hasChain: true, clearedHash: null }, "h")).toEqual({ code: "clearance.missing" });
  expect(whyUncleared({ hasChain: true, clearedHash: "other" }, "h")).toEqual({ code: "clearance.outdated" });
});

test("nobody, members of other parties and the secretariat hold nothing in a party", () => {
  const subject = { partyId: "p1", line: "", state: "draft" as const, submission: null };
  const desk: User = { ...member("focal_point", "p2"), secretariat: ["admin", "desk_officer"] };
  for (const actor of [null, member("focal_point", "p2"), desk]) expect(REPORT_ACTIONS.filter((action) => canReport(actor, action, subject))).toEqual([]);
});

test("whoever sees a part reads and writes it while the report is written, and does nothing else with the report", () => {
  const part = [{ page: "B", question: "", proposes: false }];
  for (const state of REPORT_STATES)
    for (const submission of [null, ...SUBMISSION_STATES])
      for (const [held, closed] of [
        [false, false],
        [true, false],
        [false, true],
      ]) {
        const subject = { partyId: "p1", line: "", state, submission, held, closed, part };
        const may = REPORT_ACTIONS.filter((action) => canReport(member("delegate"), action, subject));
        expect({ state, submission, held, closed, may }).toMatchObject({ may: state === "draft" && !held && !closed ? ["read", "write"] : ["read"] });
        expect(REPORT_ACTIONS.filter((action) => canReport(member("delegate"), action, { ...subject, part: [] }))).toEqual([]);
      }
  expect(whyNotWritten(member("delegate"), { partyId: "p1", line: "", state: "draft", submission: null, held: true, part })).toEqual({
    code: "report.in_clearance",
  });
});

test("a delegate's reach is the reports in which something is assigned to them; with another role it is the whole", () => {
  const assigned = [
    { reportId: "r1", page: "B", question: "", proposes: false },
    { reportId: "r1", page: "C", question: "C1", proposes: false },
    { reportId: "r2", page: "A", question: "", proposes: false },
  ];
  const delegate = { ...member("delegate"), assigned };
  expect(reachOf(delegate)).toEqual({ parties: [], lines: [] });
  expect(reportsInPart(delegate)).toEqual(["r1", "r2"]);
  expect(partSeenBy(delegate, { id: "r1", partyId: "p1", line: "" })).toEqual([
    { page: "B", question: "", proposes: false },
    { page: "C", question: "C1", proposes: false },
  ]);
  expect(partSeenBy(delegate, { id: "r3", partyId: "p1", line: "" })).toEqual([]);
  expect(partSeenBy(null, { id: "r1", partyId: "p1", line: "" })).toEqual([]);
  const both = { ...delegate, memberships: [...delegate.memberships, ...member("contributor").memberships] };
  expect(partSeenBy(both, { id: "r1", partyId: "p1", line: "" })).toBeNull();
  expect(reachOf(both).parties).toEqual(["p1"]);
  expect(visibleInPart(delegate)).toEqual({ OR: [visibleTo(delegate), { id: { in: ["r1", "r2"] } }] });
});

test("the scope of a query holds the actor's parties and no others", () => {
  expect(visibleTo(null)).toEqual({ OR: [{ partyId: { in: [] } }, { line: { in: [] } }] });
  const twice = {
    ...member("focal_point"),
    memberships: [...member("focal_point").memberships, ...member("approver").memberships, ...member("approver", "p2").memberships],
  };
  expect(visibleTo(twice)).toEqual({ OR: [{ partyId: { in: ["p1", "p2"] } }, { line: { in: [] } }] });
});

test("facilitation role x party role: co-facilitators draft another entity's report on their line, partners read it, nobody else sees it", () => {
  const subject = { partyId: "p9", line: "C3", state: "draft" as const, submission: null };
  const may = (partyRole: (typeof PARTY_ROLES)[number], role: (typeof FACILITATION_ROLES)[number], line: string) =>
    REPORT_ACTIONS.filter((action) => canReport({ ...member(partyRole), facilitations: [{ partyId: "p1", line, role }] }, action, subject));
  for (const role of FACILITATION_ROLES) expect(may("delegate", role, "C3")).toEqual([]);
  for (const partyRole of MEMBERS) {
    expect(may(partyRole, "co", "C3")).toEqual(["read", "write"]);
    expect(may(partyRole, "partner", "C3")).toEqual(["read"]);
    for (const role of ["lead", "sole"] as const) expect(may(partyRole, role, "C3")).toEqual([]);
    for (const role of FACILITATION_ROLES) expect(may(partyRole, role, "C5")).toEqual([]);
  }
  // A line of a party the person does not belong to adds nothing.
  expect(canReport({ ...member("focal_point"), facilitations: [{ partyId: "p2", line: "C3", role: "co" }] }, "read", subject)).toBe(false);
});

test("a line opens the reports on it to its co-facilitators and partners, and can be started by who leads it", () => {
  const actor: User = {
    ...member("focal_point"),
    facilitations: [
      { partyId: "p1", line: "C3", role: "co" },
      { partyId: "p1", line: "C5", role: "sole" },
      { partyId: "p1", line: "C4", role: "lead" },
      { partyId: "p1", line: "C9", role: "partner" },
    ],
  };
  expect(visibleTo(actor)).toEqual({ OR: [{ partyId: { in: ["p1"] } }, { line: { in: ["C3", "C9"] } }] });
  expect(linesToStart(actor, "p1")).toEqual(["C5", "C4"]);
  expect(linesToStart(actor, "p2")).toEqual([]);
});

test("who may not sign is told so, whatever the cycle; who may is told that it is closed", () => {
  const subject = { partyId: "p1", line: "", state: "draft" as const, submission: null, closed: true };
  expect(whyNotSubmitted(member("contributor"), subject)).toEqual({ code: "report.not_allowed" });
  expect(whyNotSubmitted(member("focal_point"), subject)).toEqual({ code: "report.cycle_closed" });
  expect(whyNotSubmitted(member("contributor"), { ...subject, closed: false })).toEqual({ code: "report.not_allowed" });
});
