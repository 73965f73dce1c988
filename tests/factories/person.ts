import type { User } from "~/lib/actor";

/** A person with the roles that are given and no others, for rules that need no database. */
export const person = (roles: Partial<Pick<User, "memberships" | "secretariat" | "facilitations" | "assigned">>): User => ({
  id: "u",
  name: "U",
  email: "u@x",
  language: null,
  timeZone: null,
  demo: false,
  facilitations: [],
  secretariat: [],
  assigned: [],
  memberships: [],
  ...roles,
});
