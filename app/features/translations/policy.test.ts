import { expect, test } from "vitest";
import { SECRETARIAT_ROLES, type SecretariatRole, type User } from "~/lib/actor";
import { decideTranslation } from "./policy";

const person = (secretariat: SecretariatRole[], partyId?: string): User => ({
  id: "u",
  name: "U",
  email: "u@example.org",
  language: null,
  timeZone: null,
  demo: false,
  memberships: partyId ? [{ partyId, partyCode: "P", role: "contributor" }] : [],
  secretariat,
  facilitations: [],
  assigned: [],
});
const codeOf = (...given: Parameters<typeof person>): string | null => {
  const decided = decideTranslation(person(...given), { partyId: "p" });
  return decided.ok ? null : decided.error.code;
};

test("officers and administrators translate; who else reads at the desk may not, and nobody else knows of it", () => {
  expect(Object.fromEntries(SECRETARIAT_ROLES.map((role) => [role, codeOf([role])]))).toEqual({
    desk_officer: null,
    admin: null,
    editor: "submission.not_allowed",
    translator: "submission.not_allowed",
    observer: "submission.not_allowed",
  });
  expect(codeOf([], "p")).toBe("submission.not_found");
  expect(decideTranslation(null, { partyId: "p" })).toEqual({ ok: false, error: { code: "submission.not_found" } });
});

test("what one's own party said is for others to translate", () => {
  expect(codeOf(["desk_officer"], "p")).toBe("submission.own_party");
  expect(codeOf(["admin"], "other")).toBe(null);
});
