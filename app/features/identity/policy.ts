import { PARTY_ROLES, SECRETARIAT_ROLES, type Actor, type PartyRole, type SecretariatRole, type User } from "~/lib/actor";

/**
 * What a route may ask for before it runs. An ability opens an area; what may be done with one report or submission is
 * decided again by that feature's own policy, on the thing itself.
 */
export const ABILITIES = [
  "account.own",
  "exports.own",
  "reports.read",
  "reports.write",
  "reports.submit",
  "party.manage",
  "desk.read",
  "desk.code",
  "desk.decide",
  "admin.manage",
] as const;
export type Ability = (typeof ABILITIES)[number];

const PARTY_ABILITIES: Record<PartyRole, readonly Ability[]> = {
  focal_point: ["reports.read", "reports.write", "reports.submit", "party.manage"],
  contributor: ["reports.read", "reports.write"],
  approver: ["reports.read", "reports.write", "reports.submit"],
  delegate: ["reports.read", "reports.write"],
};

const SECRETARIAT_ABILITIES: Record<SecretariatRole, readonly Ability[]> = {
  desk_officer: ["desk.read", "desk.code", "desk.decide"],
  editor: ["desk.read", "desk.code"],
  translator: ["desk.read"],
  observer: ["desk.read"],
  admin: ["desk.read", "desk.code", "desk.decide", "admin.manage"],
};

/** Whether somebody has an ability at all, by any of their roles. Nobody has none; an unknown ability is refused. */
export function hasAbility(actor: Actor, ability: Ability): boolean {
  if (!actor) return false;
  if (ability === "account.own" || ability === "exports.own") return true;
  return (
    actor.memberships.some(({ role }) => PARTY_ABILITIES[role].includes(ability)) ||
    actor.secretariat.some((role) => SECRETARIAT_ABILITIES[role].includes(ability))
  );
}

/** The parties in which somebody has an ability by one of their roles there. */
export function partiesWhere(user: User, ability: Ability): string[] {
  return [...new Set(user.memberships.filter(({ role }) => PARTY_ABILITIES[role].includes(ability)).map(({ partyId }) => partyId))];
}

/** What a token can be made for. It never lets a program do more than its owner may at that moment. */
export const SCOPES = ["reports:read", "reports:write", "reports:submit", "desk:read", "exports:make"] as const;
export type Scope = (typeof SCOPES)[number];

const SCOPE_OF: Partial<Record<Ability, Scope>> = {
  "reports.read": "reports:read",
  "reports.write": "reports:write",
  "reports.submit": "reports:submit",
  "desk.read": "desk:read",
  "exports.own": "exports:make",
};

/** The scope that opens an ability to a program; null for what only people do (accounts, tokens, decisions of the desk). */
export const scopeOf = (ability: Ability): Scope | null => SCOPE_OF[ability] ?? null;

/** Whether a token made for some scopes opens an ability. */
export function scopesAllow(scopes: readonly Scope[], ability: Ability): boolean {
  const scope = scopeOf(ability);
  return scope !== null && scopes.includes(scope);
}

export const isScope = (value: unknown): value is Scope => SCOPES.includes(value as Scope);

/** All abilities of somebody, for showing what the navigation offers. */
export const abilitiesOf = (actor: Actor): Ability[] => ABILITIES.filter((ability) => hasAbility(actor, ability));

/** What may be done with the people of one party, or of the secretariat. */
export const PEOPLE_ACTIONS = ["people.read", "people.invite", "people.revoke_invitation", "people.end_membership", "people.hand_over"] as const;
export type PeopleAction = (typeof PEOPLE_ACTIONS)[number];

/** Whose people: a party by its id, or the secretariat. */
export type People = { partyId: string } | "secretariat";

const PARTY_PEOPLE: Record<PartyRole, readonly PeopleAction[]> = { focal_point: PEOPLE_ACTIONS, contributor: [], approver: [], delegate: [] };
/** An administrator brings in the first focal point of a party and mends what a party cannot. */
const ALL_PEOPLE: Record<SecretariatRole, readonly PeopleAction[]> = { desk_officer: [], editor: [], translator: [], observer: [], admin: PEOPLE_ACTIONS };

/** Whether somebody may do something with these people, by their roles there or as an administrator. */
export function mayWithPeople(actor: Actor, action: PeopleAction, people: People): boolean {
  if (!actor) return false;
  if (actor.secretariat.some((role) => ALL_PEOPLE[role].includes(action))) return true;
  return people !== "secretariat" && actor.memberships.some(({ partyId, role }) => partyId === people.partyId && PARTY_PEOPLE[role].includes(action));
}

/** The roles that can be given there: a party's inside a party, the secretariat's in the secretariat. */
export const rolesIn = (people: People): readonly (PartyRole | SecretariatRole)[] => (people === "secretariat" ? SECRETARIAT_ROLES : PARTY_ROLES);
