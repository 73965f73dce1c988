import type { Actor, SecretariatRole } from "~/lib/actor";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { afterMove, REGISTRATION_MOVES, type RegistrationMove, type RegistrationState } from "./model";

/** What may be done with a registration: read at the desk, or moved on. */
export const REGISTRATION_ACTIONS = ["read", ...REGISTRATION_MOVES] as const;
export type RegistrationAction = (typeof REGISTRATION_ACTIONS)[number];

/** Whoever holds the secret of a link acts as the applicant; everybody else by their roles. */
export type Who = Actor | "applicant";

const SCREENING = ["read", "ask", "accept", "decline"] as const;

/** Registrations hold personal data of people who have no account: only those who decide read them. */
const BY_ROLE: Record<SecretariatRole | "applicant", readonly RegistrationAction[]> = {
  applicant: ["confirm", "answer"],
  desk_officer: SCREENING,
  admin: SCREENING,
  editor: [],
  translator: [],
  observer: [],
};

const rolesOf = (who: Who) => (who === "applicant" ? (["applicant"] as const) : (who?.secretariat ?? []));

/** Whether somebody may do something with registrations at all. */
export const holdsRegistration = (who: Who, action: RegistrationAction): boolean => rolesOf(who).some((role) => BY_ROLE[role].includes(action));

/**
 * Whether somebody may do something with a registration that stands in a state; the value is the state it leads to.
 * Refuses `registration.not_allowed` by role, `registration.not_found` where the address is not confirmed yet, and
 * `registration.wrong_state`.
 */
export function decideRegistration(who: Who, action: RegistrationAction, state: RegistrationState): Result<RegistrationState, Refusal> {
  if (!holdsRegistration(who, action)) return refuse({ code: "registration.not_allowed" });
  if (who !== "applicant" && state === "unconfirmed") return refuse({ code: "registration.not_found" });
  return action === "read" ? ok(state) : afterMove(state, action);
}

/** What the page of a registration offers. */
export const allowedMoves = (who: Who, state: RegistrationState): RegistrationMove[] =>
  REGISTRATION_MOVES.filter((move) => decideRegistration(who, move, state).ok);
