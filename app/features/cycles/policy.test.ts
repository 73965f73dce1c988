import { expect, test } from "vitest";
import { SECRETARIAT_ROLES, type SecretariatRole } from "~/lib/actor";
import { person } from "../../../tests/factories/person";
import { CYCLE_ACTIONS, mayWithCycles, type Who } from "./policy";

const holder = (secretariat: SecretariatRole[]) => person({ secretariat, memberships: [{ partyId: "p", partyCode: "P", role: "focal_point" }] });
const allowed = (who: Who) => CYCLE_ACTIONS.filter((action) => mayWithCycles(who, action));

test("administrators and the machine's operator open and close, the rest of the secretariat reads, nobody else does anything", () => {
  for (const role of SECRETARIAT_ROLES) expect(allowed(holder([role]))).toEqual(role === "admin" ? ["read", "open", "close"] : ["read"]);
  expect(allowed("operator")).toEqual(["read", "open", "close"]);
  for (const who of [null, holder([])]) expect(allowed(who)).toEqual([]);
});
