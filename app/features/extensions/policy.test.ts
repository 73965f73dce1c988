import { expect, test } from "vitest";
import { SECRETARIAT_ROLES, type SecretariatRole } from "~/lib/actor";
import { person } from "../../../tests/factories/person";
import { EXTENSION_ACTIONS, mayWithExtensions } from "./policy";

const holder = (secretariat: SecretariatRole[]) => person({ secretariat, memberships: [{ partyId: "p", partyCode: "P", role: "focal_point" }] });

test("desk officers and administrators extend, the rest of the secretariat reads, no party does either", () => {
  for (const role of SECRETARIAT_ROLES)
    expect(EXTENSION_ACTIONS.filter((action) => mayWithExtensions(holder([role]), action))).toEqual(
      role === "admin" || role === "desk_officer" ? ["read", "grant"] : ["read"],
    );
  for (const who of [null, holder([])]) expect(EXTENSION_ACTIONS.some((action) => mayWithExtensions(who, action))).toBe(false);
});
