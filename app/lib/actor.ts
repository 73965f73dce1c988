import type { Language } from "./languages";

/** Roles inside a party. A delegate has nothing of a report but what is assigned to them. */
export const PARTY_ROLES = ["focal_point", "contributor", "approver", "delegate"] as const;
export type PartyRole = (typeof PARTY_ROLES)[number];

/** Roles of an entity in facilitating an action line: the first two lead it and report on it, the others join in. */
export const FACILITATION_ROLES = ["lead", "sole", "co", "partner"] as const;
export type FacilitationRole = (typeof FACILITATION_ROLES)[number];
/** Does an entity in this role report on the line? */
export const isReporting = (role: FacilitationRole): boolean => role === "lead" || role === "sole";

/** Roles in the secretariat. */
export const SECRETARIAT_ROLES = ["desk_officer", "editor", "translator", "observer", "admin"] as const;
export type SecretariatRole = (typeof SECRETARIAT_ROLES)[number];

/** A place of a report: a page of its form (`B`, `D-C7-GOV`), or one question on it; `question` is "" for the whole page. */
export type Place = { page: string; question: string };

/** Who acts: a signed-in person with what they belong to now, or nobody. Read afresh with every request, never from a cookie. */
export type User = {
  id: string;
  name: string;
  email: string;
  language: Language | null;
  timeZone: string | null;
  demo: boolean;
  memberships: { partyId: string; partyCode: string; role: PartyRole }[];
  secretariat: SecretariatRole[];
  /** The action lines their parties facilitate today. */
  facilitations: { partyId: string; line: string; role: FacilitationRole }[];
  /** What is assigned to them now in reports of parties they belong to as delegates; `proposes`: what they write there is kept apart. */
  assigned: ({ reportId: string; proposes: boolean } & Place)[];
};
export type Actor = User | null;

/** What roles in the secretariat grant, from a table of them. A stranger has none of it. */
export const grantedBy =
  <Action extends string>(table: Record<SecretariatRole, readonly Action[]>) =>
  (actor: Actor, action: Action): boolean =>
    actor?.secretariat.some((role) => table[role].includes(action)) ?? false;
