import { describe, expect, test } from "vitest";
import { SECRETARIAT_ROLES, type SecretariatRole, type User } from "~/lib/actor";
import { person } from "../../../tests/factories/person";
import { REGISTRATION_STATES, type RegistrationState } from "./model";
import { allowedMoves, decideRegistration, holdsRegistration, REGISTRATION_ACTIONS, type RegistrationAction, type Who } from "./policy";

const user = (secretariat: SecretariatRole[], memberships: User["memberships"] = []) => person({ secretariat, memberships });

const WHO: Record<string, Who> = {
  nobody: null,
  focal_point: user([], [{ partyId: "p", partyCode: "P", role: "focal_point" }]),
  ...Object.fromEntries(SECRETARIAT_ROLES.map((role) => [role, user([role])])),
  applicant: "applicant",
};

/** The whole of what is allowed: everything else is refused. */
const SCREENING: Record<string, Partial<Record<RegistrationAction, RegistrationState>>> = {
  unconfirmed: {},
  confirmed: { read: "confirmed", ask: "asked", accept: "accepted", decline: "declined" },
  asked: { read: "asked", ask: "asked", accept: "accepted", decline: "declined" },
  accepted: { read: "accepted" },
  declined: { read: "declined" },
};
const APPLICANT: typeof SCREENING = { unconfirmed: { confirm: "confirmed" }, confirmed: {}, asked: { answer: "confirmed" }, accepted: {}, declined: {} };
const ALLOWED: Record<string, typeof SCREENING> = { desk_officer: SCREENING, admin: SCREENING, applicant: APPLICANT };

describe("role x action x state", () => {
  const cases = Object.keys(WHO).flatMap((who) => REGISTRATION_ACTIONS.flatMap((action) => REGISTRATION_STATES.map((state) => [who, action, state] as const)));

  test("the table is whole", () => expect(cases).toHaveLength(8 * 6 * 5));

  test.each(cases)("%s, %s, %s", (who, action, state) => {
    const to = ALLOWED[who]?.[state]?.[action];
    const decided = decideRegistration(WHO[who] ?? null, action, state);
    if (to) expect(decided).toEqual({ ok: true, value: to });
    else {
      const code = !holdsRegistration(WHO[who] ?? null, action)
        ? "registration.not_allowed"
        : state === "unconfirmed" && who !== "applicant"
          ? "registration.not_found"
          : "registration.wrong_state";
      expect(decided).toMatchObject({ ok: false, error: { code } });
    }
  });
});

test("the page offers exactly the moves that would be allowed", () => {
  expect(allowedMoves(WHO.desk_officer ?? null, "confirmed")).toEqual(["ask", "accept", "decline"]);
  expect(allowedMoves(WHO.observer ?? null, "confirmed")).toEqual([]);
  expect(allowedMoves(WHO.admin ?? null, "accepted")).toEqual([]);
});
