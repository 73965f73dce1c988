import { expect, test } from "vitest";
import { SECRETARIAT_ROLES, type User } from "~/lib/actor";
import { CODING_ACTIONS, holdsCoding } from "./policy";

const person = (secretariat: User["secretariat"]): User => ({
  id: "1",
  name: "A",
  email: "a@example.org",
  language: null,
  timeZone: null,
  demo: false,
  memberships: [{ partyId: "p", partyCode: "P", role: "focal_point" }],
  secretariat,
  facilitations: [],
  assigned: [],
});

test("who reads, who codes and who keeps the codebook", () => {
  const granted = SECRETARIAT_ROLES.map((role) => [role, CODING_ACTIONS.filter((action) => holdsCoding(person([role]), action)).join(" ")]);
  expect(Object.fromEntries(granted)).toEqual({
    desk_officer: "read code",
    editor: "read code keep",
    translator: "read",
    observer: "read",
    admin: "read code keep",
  });
  expect(CODING_ACTIONS.some((action) => holdsCoding(person([]), action) || holdsCoding(null, action))).toBe(false);
});
