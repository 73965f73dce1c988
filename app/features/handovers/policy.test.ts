import { expect, test } from "vitest";
import { PARTY_ROLES, SECRETARIAT_ROLES, type Actor } from "~/lib/actor";
import { person } from "../../../tests/factories/person";
import { HANDOVER_ACTIONS, mayWithHandovers } from "./policy";

const allowed = (who: Actor) => HANDOVER_ACTIONS.filter((action) => mayWithHandovers(who, action, "p1"));

test("a party's focal points and administrators hand over, desk officers read, nobody else does anything", () => {
  for (const role of PARTY_ROLES) {
    const member = (partyId: string) => person({ memberships: [{ partyId, partyCode: "AAA", role }] });
    expect(allowed(member("p1"))).toEqual(role === "focal_point" ? ["read", "make"] : []);
    expect(allowed(member("p2"))).toEqual([]);
  }
  for (const role of SECRETARIAT_ROLES)
    expect(allowed(person({ secretariat: [role] }))).toEqual(role === "admin" ? ["read", "make"] : role === "desk_officer" ? ["read"] : []);
  expect(allowed(null)).toEqual([]);
});
