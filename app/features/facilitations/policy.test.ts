import { expect, test } from "vitest";
import { SECRETARIAT_ROLES, type SecretariatRole } from "~/lib/actor";
import { person } from "../../../tests/factories/person";
import { FACILITATION_ACTIONS, mayWithFacilitations } from "./policy";

const holder = (secretariat: SecretariatRole[]) =>
  person({
    secretariat,
    facilitations: [{ partyId: "p", line: "C5", role: "lead" }],
    memberships: [{ partyId: "p", partyCode: "P", role: "focal_point" }],
  });

test("the desk manages, the rest of the secretariat reads, a lead facilitator does neither", () => {
  for (const role of SECRETARIAT_ROLES)
    expect(FACILITATION_ACTIONS.filter((action) => mayWithFacilitations(holder([role]), action))).toEqual(
      role === "desk_officer" || role === "admin" ? ["read", "manage"] : ["read"],
    );
  for (const actor of [null, holder([])]) expect(FACILITATION_ACTIONS.filter((action) => mayWithFacilitations(actor, action))).toEqual([]);
});
