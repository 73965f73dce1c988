import { expect, test } from "vitest";
import type { PartyRole, SecretariatRole, User } from "~/lib/actor";
import { mayNegotiate, partiesFor, PARTY_ACTIONS } from "./policy";

const person = (roles: PartyRole[], secretariat: SecretariatRole[] = []): User => ({
  id: "u",
  name: "",
  email: "",
  language: null,
  timeZone: null,
  demo: false,
  memberships: roles.map((role) => ({ partyId: role, partyCode: role, role })),
  secretariat,
  facilitations: [],
  assigned: [],
});

test("who signs for a party proposes, who writes for it comments, who is asked for a part reads nothing", () => {
  const all = person(["focal_point", "approver", "contributor", "delegate"]);
  expect(PARTY_ACTIONS.map((action) => partiesFor(all, action))).toEqual([
    ["focal_point", "approver", "contributor"],
    ["focal_point", "approver", "contributor"],
    ["focal_point", "approver"],
  ]);
  expect(partiesFor(null, "read")).toEqual([]);
});

test("officers and administrators decide, the rest of the desk reads, parties do neither", () => {
  const of = (role: SecretariatRole) => [mayNegotiate(person([], [role]), "read"), mayNegotiate(person([], [role]), "decide")];
  expect([of("desk_officer"), of("admin")]).toEqual([
    [true, true],
    [true, true],
  ]);
  expect([of("editor"), of("translator"), of("observer")]).toEqual([
    [true, false],
    [true, false],
    [true, false],
  ]);
  expect(mayNegotiate(person(["focal_point"]), "read")).toBe(false);
});
