import { expect, test } from "vitest";
import { SECRETARIAT_ROLES, type SecretariatRole } from "~/lib/actor";
import { person } from "../../../tests/factories/person";
import { mayWithReminders, REMINDER_ACTIONS } from "./policy";

const holder = (secretariat: SecretariatRole[]) => person({ secretariat, memberships: [{ partyId: "p", partyCode: "P", role: "focal_point" }] });

test("those who decide at the desk keep the rules; nobody else sees whom they reach", () => {
  for (const role of SECRETARIAT_ROLES)
    expect(REMINDER_ACTIONS.filter((action) => mayWithReminders(holder([role]), action))).toEqual(
      role === "admin" || role === "desk_officer" ? [...REMINDER_ACTIONS] : [],
    );
  for (const who of [null, holder([])]) expect(REMINDER_ACTIONS.some((action) => mayWithReminders(who, action))).toBe(false);
});
