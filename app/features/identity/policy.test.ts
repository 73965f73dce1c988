import { describe, expect, test } from "vitest";
import { PARTY_ROLES, SECRETARIAT_ROLES, type PartyRole, type SecretariatRole, type User } from "~/lib/actor";
import { person } from "../../../tests/factories/person";
import {
  ABILITIES,
  abilitiesOf,
  hasAbility,
  mayWithPeople,
  partiesWhere,
  PEOPLE_ACTIONS,
  rolesIn,
  SCOPES,
  scopesAllow,
  type Ability,
  type PeopleAction,
} from "./policy";

type Role = PartyRole | SecretariatRole;
const ROLES: readonly Role[] = [...PARTY_ROLES, ...SECRETARIAT_ROLES];
const OWN = "party-1";
const FOREIGN = "party-2";

const isPartyRole = (role: Role): role is PartyRole => (PARTY_ROLES as readonly Role[]).includes(role);

const holder = (...roles: Role[]): User =>
  person({
    memberships: roles.filter(isPartyRole).map((role) => ({ partyId: OWN, partyCode: "ONE", role })),
    secretariat: roles.filter((role): role is SecretariatRole => !isPartyRole(role)),
  });

/** Who has each ability. */
const ABILITY_TABLE: Record<Ability, readonly Role[]> = {
  "account.own": ROLES,
  "exports.own": ROLES,
  "reports.read": ["focal_point", "contributor", "approver", "delegate"],
  "reports.write": ["focal_point", "contributor", "approver", "delegate"],
  "reports.submit": ["focal_point", "approver"],
  "party.manage": ["focal_point"],
  "desk.read": ["desk_officer", "editor", "translator", "observer", "admin"],
  "desk.code": ["desk_officer", "editor", "admin"],
  "desk.decide": ["desk_officer", "admin"],
  "admin.manage": ["admin"],
};

/** Who may do what with people: of a party they have that role in, of another party, of the secretariat. */
const PEOPLE_TABLE: Record<PeopleAction, { own: readonly Role[]; foreign: readonly Role[]; secretariat: readonly Role[] }> = {
  "people.read": { own: ["focal_point", "admin"], foreign: ["admin"], secretariat: ["admin"] },
  "people.invite": { own: ["focal_point", "admin"], foreign: ["admin"], secretariat: ["admin"] },
  "people.revoke_invitation": { own: ["focal_point", "admin"], foreign: ["admin"], secretariat: ["admin"] },
  "people.end_membership": { own: ["focal_point", "admin"], foreign: ["admin"], secretariat: ["admin"] },
  "people.hand_over": { own: ["focal_point", "admin"], foreign: ["admin"], secretariat: ["admin"] },
};

test("every ability and every action has a row", () => {
  expect(Object.keys(ABILITY_TABLE).sort()).toEqual([...ABILITIES].sort());
  expect(Object.keys(PEOPLE_TABLE).sort()).toEqual([...PEOPLE_ACTIONS].sort());
});

describe.each(ROLES)("%s", (role) => {
  test.each(ABILITIES)("%s", (ability) => {
    expect(hasAbility(holder(role), ability)).toBe(ABILITY_TABLE[ability].includes(role));
  });
  test.each(PEOPLE_ACTIONS)("%s", (action) => {
    const row = PEOPLE_TABLE[action];
    expect(mayWithPeople(holder(role), action, { partyId: OWN })).toBe(row.own.includes(role));
    expect(mayWithPeople(holder(role), action, { partyId: FOREIGN })).toBe(row.foreign.includes(role));
    expect(mayWithPeople(holder(role), action, "secretariat")).toBe(row.secretariat.includes(role));
  });
});

test("nobody may do nothing, and somebody without a role only has their own account and exports", () => {
  for (const ability of ABILITIES) expect(hasAbility(null, ability)).toBe(false);
  for (const action of PEOPLE_ACTIONS) for (const people of [{ partyId: OWN }, "secretariat"] as const) expect(mayWithPeople(null, action, people)).toBe(false);
  expect(abilitiesOf(holder())).toEqual(["account.own", "exports.own"]);
});

test("an ability nobody knows is refused", () => {
  for (const role of ROLES) expect(hasAbility(holder(role), "everything" as Ability)).toBe(false);
});

test("a scope opens one ability, no scope another's, and what people alone do opens by none", () => {
  const opened = Object.fromEntries(SCOPES.map((scope) => [scope, ABILITIES.filter((ability) => scopesAllow([scope], ability))]));
  expect(opened).toEqual({
    "reports:read": ["reports.read"],
    "reports:write": ["reports.write"],
    "reports:submit": ["reports.submit"],
    "desk:read": ["desk.read"],
    "exports:make": ["exports.own"],
  });
  expect(ABILITIES.filter((ability) => !scopesAllow(SCOPES, ability))).toEqual(["account.own", "party.manage", "desk.code", "desk.decide", "admin.manage"]);
  expect(ABILITIES.filter((ability) => scopesAllow([], ability))).toEqual([]);
});

test("roles in several parties count for each of them alone", () => {
  const user: User = {
    ...person({}),
    memberships: [
      { partyId: OWN, partyCode: "ONE", role: "focal_point" },
      { partyId: FOREIGN, partyCode: "TWO", role: "contributor" },
      { partyId: FOREIGN, partyCode: "TWO", role: "approver" },
    ],
  };
  expect(partiesWhere(user, "reports.write")).toEqual([OWN, FOREIGN]);
  expect(partiesWhere(user, "party.manage")).toEqual([OWN]);
  expect(mayWithPeople(user, "people.invite", { partyId: OWN })).toBe(true);
  expect(mayWithPeople(user, "people.invite", { partyId: FOREIGN })).toBe(false);
});

test("a party gives party roles and the secretariat its own, never across", () => {
  expect(rolesIn({ partyId: OWN })).toEqual(PARTY_ROLES);
  expect(rolesIn("secretariat")).toEqual(SECRETARIAT_ROLES);
});
