import { expect, test } from "vitest";
import { SECRETARIAT_ROLES, type SecretariatRole } from "~/lib/actor";
import { person } from "../../../tests/factories/person";
import { mayWithOutbox, OUTBOX_ACTIONS } from "./policy";

const holder = (secretariat: SecretariatRole[]) => person({ secretariat, memberships: [{ partyId: "p", partyCode: "P", role: "focal_point" }] });

test("those who decide at the desk see the outbox, nobody else", () => {
  for (const role of SECRETARIAT_ROLES)
    expect(OUTBOX_ACTIONS.every((action) => mayWithOutbox(holder([role]), action))).toBe(role === "admin" || role === "desk_officer");
  for (const role of SECRETARIAT_ROLES)
    expect(OUTBOX_ACTIONS.some((action) => mayWithOutbox(holder([role]), action))).toBe(role === "admin" || role === "desk_officer");
  for (const who of [null, holder([])]) expect(OUTBOX_ACTIONS.some((action) => mayWithOutbox(who, action))).toBe(false);
});
