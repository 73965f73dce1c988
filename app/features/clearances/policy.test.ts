import { expect, test } from "vitest";
import { PARTY_ROLES, type User } from "~/lib/actor";
import { person } from "../../../tests/factories/person";
import { POSTED_ACTS, type Place } from "./model";
import { actsFor, CLEARANCE_RIGHTS, isClearingRole, mayAct, mayWithClearances, type Parts } from "./policy";

const member = (role: (typeof PARTY_ROLES)[number], partyId = "p1"): User => ({ ...person({ memberships: [{ partyId, partyCode: "AAA", role }] }), id: "me" });
const PLACES: Place[] = [
  { at: "drafted" },
  { at: "asked", step: 1, hash: "h", until: new Date(0) },
  { at: "asked", step: 2, hash: "h", until: new Date(0) },
  { at: "cleared", step: 2, hash: "h" },
  { at: "signed" },
];
const nobody: Parts = { partyId: "p1", askedById: null, clearers: [[], []], clearedBy: [] };

test("roles: all members read and ask, approvers and focal points clear and configure, a focal point cancels for others", () => {
  const rights = (role: (typeof PARTY_ROLES)[number]) => CLEARANCE_RIGHTS.filter((right) => mayWithClearances(member(role), right, "p1"));
  expect(rights("focal_point")).toEqual(["read", "ask", "clear", "cancel_any", "configure"]);
  expect(rights("approver")).toEqual(["read", "ask", "clear", "configure"]);
  expect(rights("contributor")).toEqual(["read", "ask"]);
  expect(rights("delegate")).toEqual([]);
  expect(PARTY_ROLES.filter(isClearingRole)).toEqual(["focal_point", "approver"]);
  for (const stranger of [null, member("focal_point", "p2"), person({ secretariat: ["admin"] })])
    expect(CLEARANCE_RIGHTS.filter((right) => mayWithClearances(stranger, right, "p1"))).toEqual([]);
});

/** Every way somebody can have to do with a round, and the acts it adds to those of a member without any. */
const TIES: Record<string, { parts: Partial<Parts>; adds: (role: string, place: Place) => string[] }> = {
  none: { parts: {}, adds: () => [] },
  asker: { parts: { askedById: "me" }, adds: () => ["cancel"] },
  "named at step 1": {
    parts: { clearers: [["me"], []] },
    adds: (role, place) => (role !== "contributor" && "until" in place && place.step === 1 ? ["clear", "return"] : []),
  },
  "named at step 2": {
    parts: { clearers: [[], ["me"]] },
    adds: (role, place) => (role !== "contributor" && "until" in place && place.step === 2 ? ["clear", "return"] : []),
  },
  "gave a clearance": { parts: { clearedBy: ["me"] }, adds: (role) => (role === "contributor" ? [] : ["withdraw"]) },
};

test("place x role x tie x act: exactly what is allowed", () => {
  let rows = 0;
  for (const place of PLACES)
    for (const role of PARTY_ROLES)
      for (const [tie, { parts, adds }] of Object.entries(TIES)) {
        const wanted = role === "delegate" ? [] : ["ask", ...(role === "focal_point" ? ["cancel"] : []), ...adds(role, place)];
        const may = POSTED_ACTS.filter((act) => mayAct(member(role), act, place, { ...nobody, ...parts }));
        expect({ place: place.at, role, tie, may: [...may].sort() }).toEqual({ place: place.at, role, tie, may: [...new Set(wanted)].sort() });
        rows += 1;
      }
  expect(rows).toBe(PLACES.length * PARTY_ROLES.length * Object.keys(TIES).length);
});

test("somebody of another party may nothing, named or not; neither may nobody", () => {
  const everything: Parts = { partyId: "p1", askedById: "me", clearers: [["me"], ["me"]], clearedBy: ["me"] };
  for (const actor of [null, member("focal_point", "p2"), { ...person({ secretariat: ["admin", "desk_officer"] }), id: "me" }])
    for (const place of PLACES) expect(POSTED_ACTS.filter((act) => mayAct(actor, act, place, everything))).toEqual([]);
});

test("what is offered both may be done by the reader and leads somewhere", () => {
  const parts = { ...nobody, clearers: [["me"], []] };
  expect(actsFor(member("focal_point"), PLACES[1]!, parts, () => true)).toEqual(["ask", "clear", "return", "cancel"]);
  expect(actsFor(member("focal_point"), PLACES[1]!, parts, (act) => act !== "ask")).toEqual(["clear", "return", "cancel"]);
});
