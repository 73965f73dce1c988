import { expect, test } from "vitest";
import { SECRETARIAT_ROLES, type User } from "~/lib/actor";
import { MATRIX_ACTIONS, mayWithMatrix } from "./policy";

const person = (secretariat: User["secretariat"]): User => ({
  id: "u",
  name: "U",
  email: "u@x",
  language: null,
  timeZone: null,
  demo: false,
  facilitations: [{ partyId: "p", line: "C5", role: "lead" }],
  memberships: [{ partyId: "p", partyCode: "P", role: "focal_point" }],
  secretariat,
});

test("the desk decides, the rest of the secretariat reads, nobody else does anything", () => {
  for (const role of SECRETARIAT_ROLES)
    expect(MATRIX_ACTIONS.filter((action) => mayWithMatrix(person([role]), action))).toEqual(
      role === "desk_officer" || role === "admin" ? ["read", "decide", "publish"] : ["read"],
    );
  for (const actor of [null, person([])]) expect(MATRIX_ACTIONS.filter((action) => mayWithMatrix(actor, action))).toEqual([]);
});
