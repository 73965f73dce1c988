import { expect, test } from "vitest";
import { PARTY_ROLES } from "~/lib/actor";
import { person } from "../../../tests/factories/person";
import { mayAssign } from "./policy";

test("who signs for a party assigns in its reports; nobody else does, there or in another's", () => {
  const member = (role: (typeof PARTY_ROLES)[number]) => person({ memberships: [{ partyId: "p1", partyCode: "AAA", role }] });
  expect(PARTY_ROLES.filter((role) => mayAssign(member(role), "p1"))).toEqual(["focal_point", "approver"]);
  expect(PARTY_ROLES.filter((role) => mayAssign(member(role), "p2"))).toEqual([]);
  for (const stranger of [null, person({ secretariat: ["admin", "desk_officer"] })]) expect(mayAssign(stranger, "p1")).toBe(false);
});
