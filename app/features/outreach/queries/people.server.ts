import type { Names } from "~/features/reference/queries.server";
import type { PartyRole } from "~/lib/actor";
import type { UserCtx } from "~/platform/context.server";
import { runSql, sql } from "~/platform/db/client.server";
import { STEPS, type CallReason, type OutreachFilters, type OutreachPage, type PartyKind, type ReachedParty, type ReachedPerson } from "../model";
import { mayReachOut } from "../policy";
import { callReason, findOutreachCycle, partyConditions, partyFacts, STEP } from "./facts.server";
import { mailStates } from "./mail-state.server";

const NOTHING: OutreachPage = { parties: [], next: null, contacts: false, mayInvite: false, mayAgain: false };

/** Parties on a page. */
const PAGE = 25;

type Row = { id: string; code: string; kind: PartyKind; names: Names; step: number; call: CallReason | null; touchedAt: Date | null };

/**
 * The parties that may report in the open cycle with their people, by code: who is invited, has an account, has signed in,
 * and how far the party is. Pages go on after a code. Empty for those who do not read here, and while no cycle is open;
 * addresses are for those who may see them.
 */
export async function listOutreach(
  ctx: UserCtx,
  filters: OutreachFilters,
  { after = "", limit = PAGE }: { after?: string; limit?: number } = {},
): Promise<OutreachPage> {
  if (!mayReachOut(ctx.actor, "read")) return NOTHING;
  const allowed = {
    contacts: mayReachOut(ctx.actor, "contacts"),
    mayInvite: mayReachOut(ctx.actor, "invite"),
    mayAgain: mayReachOut(ctx.actor, "invite_again"),
  };
  const found = await findOutreachCycle(ctx);
  if (!found) return { ...NOTHING, ...allowed };
  const rows = await runSql<Row>(
    ctx.db,
    sql`select p.id, p.code, p.kind, p.names, ${STEP} as step, ${callReason(found, ctx.now())} as call, f."touchedAt"
        from party p cross join ${partyFacts(found, ctx.now())}
        where p.code > ${after} and ${await partyConditions(ctx, found, filters)} order by p.code limit ${limit + 1}`,
  );
  const shown = rows.slice(0, limit);
  const people = await readPeople(
    ctx,
    shown.map(({ id }) => id),
    allowed,
  );
  return {
    ...allowed,
    parties: shown.map(({ id, code, kind, names, step, call, touchedAt }): ReachedParty => ({
      code,
      kind,
      name: names[ctx.language],
      step: STEPS[step]!,
      call,
      touchedAt: touchedAt?.toISOString() ?? null,
      people: people.get(id) ?? [],
    })),
    next: rows.length > limit ? shown.at(-1)!.code : null,
  };
}

/** Everybody of some parties, by the party's id: who has a role now or later, then who is only invited. */
async function readPeople(
  ctx: UserCtx,
  partyIds: string[],
  { contacts, mayAgain }: { contacts: boolean; mayAgain: boolean },
): Promise<Map<string, ReachedPerson[]>> {
  const [members, invitations] = await Promise.all([
    ctx.db.membership.findMany({
      where: { partyId: { in: partyIds }, user: { disabledAt: null }, OR: [{ endedAt: null }, { endedAt: { gt: ctx.now() } }] },
      select: { id: true, partyId: true, role: true, startsAt: true, createdAt: true, user: { select: { name: true, email: true, lastSignInOn: true } } },
      orderBy: [{ user: { name: "asc" } }, { id: "asc" }],
    }),
    ctx.db.invitation.findMany({
      where: { partyId: { in: partyIds }, revokedAt: null },
      select: { id: true, partyId: true, email: true, name: true, role: true, createdAt: true, acceptedAt: true, expiresAt: true },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    }),
  ]);
  const states = await mailStates(
    ctx.db,
    invitations.flatMap(({ email, acceptedAt }) => (acceptedAt ? [] : email)),
  );
  const people = new Map<string, ReachedPerson[]>();
  const add = (partyId: string, person: ReachedPerson): void => void (people.get(partyId)?.push(person) ?? people.set(partyId, [person]));
  for (const { id, partyId, role, startsAt, createdAt, user } of members) {
    const invited = invitations.find((one) => one.partyId === partyId && one.email === user.email && one.role === role);
    add(partyId, {
      key: id,
      name: user.name,
      email: contacts ? user.email : null,
      role: role as PartyRole,
      invitedAt: invited?.createdAt.toISOString() ?? null,
      joinedAt: (startsAt ?? createdAt).toISOString(),
      expired: false,
      mail: null,
      lastSignInOn: user.lastSignInOn?.toISOString().slice(0, 10) ?? null,
      invitationId: null,
    });
  }
  for (const { id, partyId, email, name, role, createdAt, acceptedAt, expiresAt } of invitations) {
    if (acceptedAt) continue;
    add(partyId!, {
      key: id,
      name: name ?? "",
      email: contacts ? email : null,
      role: role as PartyRole,
      invitedAt: createdAt.toISOString(),
      joinedAt: null,
      expired: expiresAt <= ctx.now(),
      mail: states.get(email) ?? null,
      lastSignInOn: null,
      invitationId: mayAgain ? id : null,
    });
  }
  return people;
}

/** Everything the same list shows, page after page, for files. */
export async function* everyReached(ctx: UserCtx, filters: OutreachFilters): AsyncGenerator<ReachedParty[], void> {
  for (let after: string | null = ""; after !== null;) {
    const page: OutreachPage = await listOutreach(ctx, filters, { after, limit: 100 });
    yield page.parties;
    after = page.next;
  }
}
