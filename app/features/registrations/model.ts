import type { Language } from "~/lib/languages";
import { ok, refuse, type Result } from "~/lib/result";

/** Where the registration of an organisation stands. With the secretariat it is `confirmed`, or `asked` while an answer is awaited. */
export const REGISTRATION_STATES = ["unconfirmed", "confirmed", "asked", "accepted", "declined"] as const;
export type RegistrationState = (typeof REGISTRATION_STATES)[number];

/** The states the secretariat sees: an address that is not confirmed is nobody's yet. */
export const SCREENED_STATES = REGISTRATION_STATES.filter((state) => state !== "unconfirmed");

/** What moves a registration on: the applicant confirms and answers, the secretariat asks, accepts and declines. */
export const REGISTRATION_MOVES = ["confirm", "ask", "answer", "accept", "decline"] as const;
export type RegistrationMove = (typeof REGISTRATION_MOVES)[number];

/** From where a move leads where. A registration that is accepted or declined has ended. */
export const REGISTRATION_TRANSITIONS: Readonly<Record<RegistrationState, Readonly<Partial<Record<RegistrationMove, RegistrationState>>>>> = {
  unconfirmed: { confirm: "confirmed" },
  confirmed: { ask: "asked", accept: "accepted", decline: "declined" },
  asked: { ask: "asked", answer: "confirmed", accept: "accepted", decline: "declined" },
  accepted: {},
  declined: {},
};

/** The state a move leads to, or why it is not possible. */
export function afterMove(
  from: RegistrationState,
  move: RegistrationMove,
): Result<RegistrationState, { code: "registration.wrong_state"; params: { state: RegistrationState } }> {
  const to = REGISTRATION_TRANSITIONS[from][move];
  return to ? ok(to) : refuse({ code: "registration.wrong_state", params: { state: from } });
}

/** Is it with the secretariat now? */
export const isOpen = (state: RegistrationState): boolean => state === "confirmed" || state === "asked";

/** Every expected refusal of registrations, with its HTTP status; messages stand under `errors:<code>`. */
export const registrationRefusals = {
  "registration.not_found": 404,
  "registration.not_allowed": 403,
  "registration.wrong_state": 409,
  "registration.link_invalid": 404,
  "registration.link_expired": 410,
  "registration.already_open": 409,
  "registration.account_disabled": 409,
  "registration.wrong_password": 422,
  "registration.organisation_required": 422,
  "registration.acronym_too_long": 422,
  "registration.website_invalid": 422,
  "registration.category_required": 422,
  "registration.scope_required": 422,
  "registration.choice_unknown": 422,
  "registration.about_required": 422,
  "registration.question_required": 422,
  "registration.answer_required": 422,
  "registration.reason_required": 422,
  "registration.text_too_long": 422,
} as const;

/** Hours the link that confirms an address works. */
export const CONFIRM_HOURS = 48;
/** Until when the address of a registration made at a moment can be confirmed. */
export const confirmExpiry = (at: Date): Date => new Date(at.getTime() + CONFIRM_HOURS * 3_600_000);

/** Where an organisation works, widest first; the same choices as in its contribution. */
export const SCOPES = ["global", "regional", "several_countries", "national", "local"] as const;
export type Scope = (typeof SCOPES)[number];
/** Formal status with the United Nations or ITU; the same choices as in a contribution. */
export const ACCREDITATIONS = [
  "ecosoc_general",
  "ecosoc_special",
  "ecosoc_roster",
  "wsis_accredited",
  "unctad_observer",
  "itu_sector_member",
  "itu_academia",
] as const;
export type Accreditation = (typeof ACCREDITATIONS)[number];

/** States report by invitation; every other category may register itself. */
export const mayRegister = (category: string): boolean => category !== "government";

/** Longest texts, in characters: the acronym, what the organisation does, and questions, answers and reasons. */
export const MAX_ACRONYM = 40;
export const MAX_ABOUT = 1_000;
export const MAX_TEXT = 4_000;

const MAX_STEM = 12;

/**
 * The code of an organisation: `ORG-`, its acronym (else the first word of its name) in Latin letters and digits where it
 * has any, and a suffix that makes it unique: `ORG-APC-7K4M`.
 */
export function partyCode(acronym: string, name: string, suffix: string): string {
  const stem = [acronym, ...name.split(/\s+/)].map(latin).find((part) => part.length > 1);
  return ["ORG", ...(stem ? [stem.slice(0, MAX_STEM)] : []), suffix].join("-");
}

const latin = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/[^A-Za-z0-9]/g, "")
    .toUpperCase();

/** What an organisation says of itself. */
export type Profile = {
  organisation: string;
  acronym: string;
  website: string;
  category: string;
  scope: Scope;
  countries: string[];
  accreditation: Accreditation[];
  about: string;
};

/** One line of the queue. */
export type RegistrationItem = { id: string; state: RegistrationState; organisation: string; acronym: string; category: string; confirmedAt: string };
export type RegistrationQueue = { items: RegistrationItem[]; next: string | null; counts: Record<RegistrationState, number> };

export type RegistrationEvent = { id: string; at: string; actor: string; type: string; text: string | null };

/** A registration as the secretariat screens it; categories and States by name. `similar`: organisations that may be the same. */
export type RegistrationDto = Omit<Profile, "countries"> & {
  id: string;
  state: RegistrationState;
  name: string;
  email: string;
  language: Language;
  countries: string[];
  confirmedAt: string;
  party: { code: string } | null;
  similar: { code: string; name: string }[];
  trail: RegistrationEvent[];
  moves: RegistrationMove[];
};

/** What the link of the first mail shows. `confirmed`: it has been used, there is nothing left to do. */
export type ConfirmationDto = { organisation: string; name: string; email: string; confirmed: boolean };

/** What the link of a question shows. `answered`: the secretariat has the answer, or has decided without it. */
export type QuestionDto = { organisation: string; question: string; answered: boolean };

/** What the form offers, by name in the reader's language. */
export type RegistrationOptions = { categories: { code: string; name: string }[]; countries: { code: string; name: string }[] };
