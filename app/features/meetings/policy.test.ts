import { expect, test } from "vitest";
import { PARTY_ROLES, SECRETARIAT_ROLES, type User } from "~/lib/actor";
import { mayWithMeetings, readsFor, speaksFor } from "./policy";

const user = (over: Partial<User>): User => ({
  id: "u",
  name: "U",
  email: "u@example.org",
  language: null,
  timeZone: null,
  demo: false,
  memberships: [],
  secretariat: [],
  facilitations: [],
  assigned: [],
  ...over,
});

test("everybody at the desk reads meetings, those who decide make them, nobody else does either", () => {
  expect(SECRETARIAT_ROLES.filter((role) => mayWithMeetings(user({ secretariat: [role] }), "read"))).toEqual([...SECRETARIAT_ROLES]);
  expect(SECRETARIAT_ROLES.filter((role) => mayWithMeetings(user({ secretariat: [role] }), "write"))).toEqual(["desk_officer", "admin"]);
  expect([mayWithMeetings(null, "read"), mayWithMeetings(user({ memberships: [{ partyId: "p", partyCode: "P", role: "focal_point" }] }), "read")]).toEqual([
    false,
    false,
  ]);
});

test("those who sign for a party speak for it; all of its people but delegates read what is not public yet", () => {
  const rolesIn = (ask: typeof speaksFor) => PARTY_ROLES.filter((role) => ask(user({ memberships: [{ partyId: "p", partyCode: "P", role }] })).includes("p"));
  expect(rolesIn(speaksFor)).toEqual(["focal_point", "approver"]);
  expect(rolesIn(readsFor)).toEqual(["focal_point", "contributor", "approver"]);
  expect([speaksFor(null), readsFor(null)]).toEqual([[], []]);
});
