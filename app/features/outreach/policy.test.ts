import { expect, test } from "vitest";
import { SECRETARIAT_ROLES, type SecretariatRole } from "~/lib/actor";
import { person } from "../../../tests/factories/person";
import { mayReachOut, OUTREACH_ACTIONS, type OutreachAction } from "./policy";

test("who may do what about the people of parties", () => {
  const granted = (role: SecretariatRole): OutreachAction[] => OUTREACH_ACTIONS.filter((action) => mayReachOut(person({ secretariat: [role] }), action));
  expect(Object.fromEntries(SECRETARIAT_ROLES.map((role) => [role, granted(role)]))).toEqual({
    desk_officer: ["read", "contacts", "invite_again"],
    editor: ["read"],
    translator: ["read"],
    observer: ["read"],
    admin: ["read", "contacts", "invite_again", "invite"],
  });
});

test("outside of the secretariat nobody may do any of it", () => {
  const focal = person({ memberships: [{ partyId: "p", partyCode: "P", role: "focal_point" }] });
  for (const action of OUTREACH_ACTIONS) for (const who of [null, focal]) expect(mayReachOut(who, action)).toBe(false);
});
