import { PARTY_ROLES, type Actor, type PartyRole, type SecretariatRole, type User } from "~/lib/actor";
import { isLanguage, SOURCE_LANGUAGE } from "~/lib/languages";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { digest } from "~/platform/auth/sessions.server";
import type { Ctx, UserCtx } from "~/platform/context.server";
import { runSql, sql, type Sql, type Tx } from "~/platform/db/client.server";
import {
  heldAt,
  invitationState,
  keepsFocalPoint,
  normaliseEmail,
  type AccountDto,
  type DemoAccountDto,
  type InvitationDto,
  type Names,
  type PartyName,
  type PartyPeopleDto,
  type PersonDto,
  type Span,
} from "./model";
import { isScope, mayWithPeople, type Scope } from "./policy";

/**
 * The person of the row `u` of the accounts as an actor, with the roles they hold at a moment, as a JSON expression; null
 * for a disabled account. Every request asks, in the statement that finds its session.
 */
export function actorOf(at: Date): Sql {
  const held = sql`(m.starts_at is null or m.starts_at <= ${at}) and (m.ended_at is null or m.ended_at > ${at})`;
  return sql`case when u.disabled_at is null then jsonb_build_object(
    'id', u.id, 'name', u.name, 'email', u.email, 'language', u.language, 'timeZone', u.time_zone, 'demo', u.demo,
    'memberships', coalesce((select jsonb_agg(jsonb_build_object('partyId', m.party_id, 'partyCode', p.code, 'role', m.role) order by m.created_at, m.id)
                from membership m join party p on p.id = m.party_id where m.user_id = u.id and ${held}), '[]'),
    'secretariat', coalesce((select jsonb_agg(s.role order by s.role) from secretariat_role s where s.user_id = u.id), '[]'),
    'facilitations', coalesce((select jsonb_agg(distinct jsonb_build_object('partyId', f.party_id, 'line', f.line, 'role', f.role))
                from facilitation f join membership m on m.party_id = f.party_id and m.user_id = u.id and ${held}
                where (f."from" is null or f."from" <= current_date) and (f."to" is null or f."to" > current_date)), '[]'),
    'assigned', coalesce((select jsonb_agg(distinct jsonb_build_object('reportId', d.report_id, 'page', a.page, 'question', a.question, 'proposes', d.proposes))
                from delegation d join delegation_place a on a.delegation_id = d.id join report r on r.id = d.report_id
                  join membership m on m.party_id = r.party_id and m.user_id = u.id and m.role = 'delegate' and ${held}
                where d.user_id = u.id and d.ended_at is null), '[]')) end`;
}

/** A person as an actor, with the roles they hold at a moment; null when there is none or the account is disabled. */
export async function findActor(db: Tx, userId: string, at: Date = new Date()): Promise<Actor> {
  const [row] = await runSql<{ person: Actor }>(db, sql`select ${actorOf(at)} as person from "user" u where u.id = ${userId}::uuid`);
  return row?.person ?? null;
}

/** Who a program acts for, by which token and within which scopes. */
export type TokenHolder = { actor: User; scopes: Scope[]; tokenId: string; lastUsedAt: Date | null };

/** Whose token this is and what it was made for, while it is neither revoked nor expired. */
export async function findActorByToken(ctx: Pick<Ctx, "db" | "now">, token: string): Promise<TokenHolder | null> {
  const row = await ctx.db.apiToken.findUnique({
    where: { tokenHash: digest(token) },
    select: { id: true, userId: true, scopes: true, expiresAt: true, revokedAt: true, lastUsedAt: true },
  });
  if (!row || row.revokedAt || (row.expiresAt && row.expiresAt <= ctx.now())) return null;
  const actor = await findActor(ctx.db, row.userId, ctx.now());
  return actor && { actor, scopes: row.scopes.filter(isScope), tokenId: row.id, lastUsedAt: row.lastUsedAt };
}

/** A person by their address, as an actor: for the command line. */
export async function findActorByEmail(ctx: Pick<Ctx, "db">, email: string): Promise<User | null> {
  const row = await ctx.db.user.findUnique({ where: { email: normaliseEmail(email) }, select: { id: true } });
  return row && findActor(ctx.db, row.id);
}

const partySelect = { select: { code: true, names: true } } as const;
const toParty = ({ code, names }: { code: string; names: unknown }): PartyName => ({ code, names: names as Names });
const byRole = (a: { role: string }, b: { role: string }): number => PARTY_ROLES.indexOf(a.role as PartyRole) - PARTY_ROLES.indexOf(b.role as PartyRole);

/** The actor's own account. `sessionId` is the stored hash of the session that asks, which is not one of the others. */
export async function readAccount(ctx: UserCtx, sessionId: string): Promise<AccountDto> {
  const { id, name, email, language, timeZone, secretariat, memberships } = ctx.actor;
  const parties = await ctx.db.party.findMany({
    where: { id: { in: memberships.map(({ partyId }) => partyId) } },
    select: { id: true, ...partySelect.select },
    orderBy: { code: "asc" },
  });
  const otherSessions = await ctx.db.session.count({ where: { userId: id, id: { not: sessionId }, expiresAt: { gt: ctx.now() } } });
  const tokens = await ctx.db.apiToken.findMany({
    where: { userId: id, revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: ctx.now() } }] },
    select: { id: true, label: true, scopes: true, createdAt: true, expiresAt: true, lastUsedAt: true },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
  return {
    name,
    email,
    language,
    timeZone,
    secretariat,
    parties: parties.map((party) => ({
      ...toParty(party),
      roles: memberships
        .filter(({ partyId }) => partyId === party.id)
        .sort(byRole)
        .map(({ role }) => role),
      mayManage: mayWithPeople(ctx.actor, "people.read", { partyId: party.id }),
    })),
    otherSessions,
    tokens: tokens.map(({ scopes, createdAt, expiresAt, lastUsedAt, ...token }) => ({
      ...token,
      scopes: scopes.filter(isScope),
      createdAt: createdAt.toISOString(),
      expiresAt: expiresAt?.toISOString() ?? null,
      lastUsedAt: lastUsedAt?.toISOString() ?? null,
    })),
  };
}

const spanOf = ({ startsAt, endedAt }: { startsAt: Date | null; endedAt: Date | null }): Span => ({ from: startsAt, until: endedAt });

/** When those who can sign in are focal points of a party, from now on; one membership left out. */
export async function focalPointSpans(db: Tx, partyId: string, now: Date, without: string): Promise<Span[]> {
  const rows = await db.membership.findMany({
    where: { partyId, role: "focal_point", id: { not: without }, user: { disabledAt: null }, OR: [{ endedAt: null }, { endedAt: { gt: now } }] },
    select: { startsAt: true, endedAt: true },
  });
  return rows.map(spanOf);
}

/** Who belongs to a party and who is invited. Refuses `identity.not_found`: no such party, or not one whose people the actor may see. */
export async function readPartyPeople(ctx: UserCtx, code: string): Promise<Result<PartyPeopleDto, Refusal>> {
  const party = await ctx.db.party.findUnique({ where: { code }, select: { id: true, ...partySelect.select } });
  if (!party || !mayWithPeople(ctx.actor, "people.read", { partyId: party.id })) return refuse({ code: "identity.not_found" });
  const memberships = await ctx.db.membership.findMany({
    where: { partyId: party.id, OR: [{ endedAt: null }, { endedAt: { gt: ctx.now() } }] },
    select: { id: true, role: true, startsAt: true, endedAt: true, createdAt: true, user: { select: { id: true, name: true, email: true, disabledAt: true } } },
    orderBy: [{ user: { name: "asc" } }, { id: "asc" }],
  });
  const invitations = await ctx.db.invitation.findMany({
    where: { partyId: party.id, acceptedAt: null, revokedAt: null },
    select: { id: true, email: true, role: true, language: true, expiresAt: true, invitedBy: { select: { name: true } } },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
  const people = new Map<string, PersonDto>();
  for (const { id, role, startsAt, endedAt, createdAt, user } of memberships.sort(byRole)) {
    const person = people.get(user.id) ?? { id: user.id, name: user.name, email: user.email, isSelf: user.id === ctx.actor.id, roles: [] };
    const others = memberships.filter((other) => other.role === "focal_point" && other.id !== id && !other.user.disabledAt);
    person.roles.push({
      membershipId: id,
      role: role as PartyRole,
      since: (startsAt ?? createdAt).toISOString(),
      isAhead: startsAt !== null && startsAt > ctx.now(),
      until: endedAt?.toISOString() ?? null,
      mayEnd: role !== "focal_point" || keepsFocalPoint(others.map(spanOf), ctx.now()),
    });
    people.set(user.id, person);
  }
  return ok({
    party: toParty(party),
    people: [...people.values()],
    invitations: invitations.map(({ id, email, role, language, expiresAt, invitedBy }) => ({
      id,
      email,
      role: role as PartyRole,
      language: isLanguage(language) ? language : SOURCE_LANGUAGE,
      expiresAt: expiresAt.toISOString(),
      expired: expiresAt <= ctx.now(),
      invitedBy: invitedBy.name,
    })),
  });
}

/** What the link of an invitation shows. Refuses `identity.invitation_invalid` (unknown, revoked or used) and `identity.invitation_expired`. */
export async function readInvitation(ctx: Ctx, token: string): Promise<Result<InvitationDto, Refusal>> {
  const row = await ctx.db.invitation.findUnique({
    where: { tokenHash: digest(token) },
    include: { party: partySelect, invitedBy: { select: { name: true } } },
  });
  const state = row && invitationState(row, ctx.now());
  if (state === "expired") return refuse({ code: "identity.invitation_expired" });
  if (!row || state !== "pending") return refuse({ code: "identity.invitation_invalid" });
  const account = await ctx.db.user.findUnique({ where: { email: row.email }, select: { passwordHash: true, disabledAt: true } });
  const forOutsider = account && (account.passwordHash || account.disabledAt) ? "sign_in" : "new";
  const forActor = ctx.actor?.email === row.email ? "confirm" : "other";
  return ok({
    email: row.email,
    name: row.name ?? "",
    party: row.party && toParty(row.party),
    role: row.role as PartyRole | SecretariatRole,
    invitedBy: row.invitedBy.name,
    expiresAt: row.expiresAt.toISOString(),
    next: ctx.actor ? forActor : forOutsider,
  });
}

/** The accounts anyone may try, in the order they were loaded; none outside of a demo. */
export async function listDemoAccounts(ctx: Pick<Ctx, "db">, isDemo: boolean): Promise<DemoAccountDto[]> {
  if (!isDemo) return [];
  const rows = await ctx.db.user.findMany({
    where: { demo: true, disabledAt: null },
    select: { email: true, memberships: { where: heldAt(new Date()), select: { role: true, party: partySelect } }, secretariat: { select: { role: true } } },
    orderBy: { id: "asc" },
  });
  return rows.map(({ email, memberships, secretariat }) => ({
    email,
    roles: [...new Set([...memberships, ...secretariat].map(({ role }) => role as PartyRole | SecretariatRole))],
    parties: memberships.map(({ party }) => toParty(party)),
  }));
}
