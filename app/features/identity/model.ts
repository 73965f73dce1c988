import type { PartyRole, SecretariatRole, User } from "~/lib/actor";
import type { Language } from "~/lib/languages";
import { links } from "~/lib/links";
import { hasAbility, type Scope } from "./policy";

/** Every expected refusal of accounts, with its HTTP status; its message stands under `errors:<code>`. */
export const identityRefusals = {
  "identity.sign_in_failed": 422,
  "identity.sign_in_required": 401,
  "identity.other_person": 409,
  "identity.not_allowed": 403,
  "identity.not_found": 404,
  "identity.too_many_attempts": 429,
  "identity.invitation_invalid": 404,
  "identity.invitation_expired": 410,
  "identity.invitation_other_person": 409,
  "identity.already_member": 409,
  "identity.email_taken": 409,
  "identity.email_invalid": 422,
  "identity.name_required": 422,
  "identity.name_too_long": 422,
  "identity.role_unknown": 422,
  "identity.language_unknown": 422,
  "identity.time_zone_unknown": 422,
  "identity.label_required": 422,
  "identity.label_too_long": 422,
  "identity.scope_required": 422,
  "identity.scope_unknown": 422,
  "identity.password_required": 422,
  "identity.password_too_short": 422,
  "identity.password_too_long": 422,
  "identity.wrong_password": 422,
  "identity.last_focal_point": 409,
  "identity.membership_ended": 409,
  "token.scope": 403,
  "token.expiry_past": 422,
} as const;

/** Shortest accepted password, in characters (NIST SP 800-63B asks for at least 8; ours guard drafts of States). */
export const MIN_PASSWORD_LENGTH = 12;
/** Longest accepted password: whole sentences fit, and nobody makes the server hash a book. */
export const MAX_PASSWORD_LENGTH = 256;
/** Days an invitation link works. */
export const INVITATION_DAYS = 14;
/** The password of every demo account: public on purpose, so they exist only where there is nothing to guard. */
export const DEMO_PASSWORD = "demo-wsis-2025";

export const DAY_MS = 86_400_000;

/** The day of a moment in UTC, as its beginning: all that is kept of when somebody signed in. */
export const dayStart = (at: Date): Date => new Date(Math.floor(at.getTime() / DAY_MS) * DAY_MS);

/** The memberships that count at a moment, as a condition on their rows: begun, and not ended. */
export const heldAt = (now: Date) => ({
  AND: [{ OR: [{ startsAt: null }, { startsAt: { lte: now } }] }, { OR: [{ endedAt: null }, { endedAt: { gt: now } }] }],
});

/** When a role lasts: `from` null from the beginning, `until` null without an end. */
export type Span = { from: Date | null; until: Date | null };
/**
 * Whether a party keeps a focal point with these: one acts now, and one stays without an end. Whoever begins later takes
 * over from somebody who acts until then.
 */
export const keepsFocalPoint = (spans: readonly Span[], now: Date): boolean =>
  spans.some(({ from, until }) => (from === null || from <= now) && (until === null || until > now)) && spans.some(({ until }) => until === null);

/** Until when an invitation written at a moment can be accepted. */
export const invitationExpiry = (at: Date): Date => new Date(at.getTime() + INVITATION_DAYS * DAY_MS);

/** Until when a token made at a moment works; null is without an end. */
export const tokenExpiry = (at: Date, days: number | null): Date | null => (days === null ? null : new Date(at.getTime() + days * DAY_MS));

/** An email address in the one form accounts are known by. */
export const normaliseEmail = (typed: string): string => typed.trim().toLowerCase();

/** Attempts that cost no pause: people mistype. */
const FREE_ATTEMPTS = 5;
const FIRST_PAUSE_MS = 15_000;
const LONGEST_PAUSE_MS = 15 * 60_000;
/** A day without an attempt wipes the count. */
export const ATTEMPTS_KEPT_MS = 24 * 3_600_000;

export type Attempts = { count: number; lastAt: Date };

/** How long an account rests after so many attempts: nothing at first, then 15 s, doubled each time up to 15 minutes. */
export const pauseAfter = (count: number): number => (count < FREE_ATTEMPTS ? 0 : Math.min(FIRST_PAUSE_MS * 2 ** (count - FREE_ATTEMPTS), LONGEST_PAUSE_MS));

/** Whether another attempt may be made now: if so what is remembered of it, else how long to wait. */
export function nextAttempt(before: Attempts | null, now: Date): { waitMs: number; attempts: Attempts } {
  const known = before && now.getTime() - before.lastAt.getTime() < ATTEMPTS_KEPT_MS ? before : null;
  const waitMs = known ? Math.max(0, known.lastAt.getTime() + pauseAfter(known.count) - now.getTime()) : 0;
  return { waitMs, attempts: waitMs > 0 ? known! : { count: (known?.count ?? 0) + 1, lastAt: now } };
}

/** Where an invitation stands; only a pending one can be accepted or revoked. */
export function invitationState(
  invitation: { expiresAt: Date; acceptedAt: Date | null; revokedAt: Date | null },
  now: Date,
): "pending" | "accepted" | "revoked" | "expired" {
  if (invitation.acceptedAt) return "accepted";
  if (invitation.revokedAt) return "revoked";
  return invitation.expiresAt <= now ? "expired" : "pending";
}

/** Where somebody starts after signing in. */
export function startPage(user: User, language: Language): string {
  if (hasAbility(user, "reports.read")) return links.reports(language);
  return hasAbility(user, "desk.read") ? links.desk(language) : links.account(language);
}

export type Names = Record<Language, string>;
export type PartyName = { code: string; names: Names };

/** A person's own account, as their settings page shows it. */
export type AccountDto = {
  name: string;
  email: string;
  language: Language | null;
  timeZone: string | null;
  parties: (PartyName & { roles: PartyRole[]; mayManage: boolean })[];
  secretariat: SecretariatRole[];
  /** Other places where this person is signed in. */
  otherSessions: number;
  tokens: TokenDto[];
};

/** A program's token; its secret is shown once and never again. `lastUsedAt` is up to a minute behind. */
export type TokenDto = { id: string; label: string; scopes: Scope[]; createdAt: string; expiresAt: string | null; lastUsedAt: string | null };

/** Somebody's roles in a party, those that begin later too. `mayEnd` is false for the only focal point. */
export type PersonDto = {
  id: string;
  name: string;
  email: string;
  isSelf: boolean;
  roles: { membershipId: string; role: PartyRole; since: string; /** It begins only then. */ isAhead: boolean; until: string | null; mayEnd: boolean }[];
};
export type PendingInvitationDto = { id: string; email: string; role: PartyRole; language: Language; expiresAt: string; expired: boolean; invitedBy: string };
export type PartyPeopleDto = { party: PartyName; people: PersonDto[]; invitations: PendingInvitationDto[] };

/** What an invitation link shows to whoever opens it. */
export type InvitationDto = {
  email: string;
  /** How whoever invited calls the person; "" where they did not say. */
  name: string;
  party: PartyName | null;
  role: PartyRole | SecretariatRole;
  invitedBy: string;
  expiresAt: string;
  /** `new`: choose a name and a password. `sign_in`: the account exists. `confirm`: it is the one signed in. `other`: somebody else is signed in. */
  next: "new" | "sign_in" | "confirm" | "other";
};

/** A demo account, listed on the sign-in page of a demo. */
export type DemoAccountDto = { email: string; roles: (PartyRole | SecretariatRole)[]; parties: PartyName[] };
