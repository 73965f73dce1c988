import { expect, test } from "vitest";
import { SECRETARIAT_ROLES, type SecretariatRole } from "~/lib/actor";
import { person } from "../../../tests/factories/person";
import { MATRIX_ACTIONS, mayWithMatrix } from "./policy";

const holder = (secretariat: SecretariatRole[]) =>
  person({
    secretariat,
    facilitations: [{ partyId: "p", line: "C5", role: "lead" }],
    memberships: [{ partyId: "p", partyCode: "P", role: "focal_point" }],
  });

test("the desk decides, the rest of the secretariat reads, nobody else does anything", () => {
  for (const role of SECRETARIAT_ROLES)
    expect(MATRIX_ACTIONS.filter((action) => mayWithMatrix(holder([role]), action))).toEqual(
      role === "desk_officer" || role === "admin" ? ["read", "decide", "publish"] : ["read"],
    );
  for (const actor of [null, holder([])]) expect(MATRIX_ACTIONS.filter((action) => mayWithMatrix(actor, action))).toEqual([]);
});
