import type { User } from "~/lib/actor";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import { hashPassword } from "~/platform/auth/passwords.server";
import { digest, type Sessions } from "~/platform/auth/sessions.server";
import type { Ctx } from "~/platform/context.server";
import { isUniqueViolation, type Tx } from "~/platform/db/client.server";
import { isLanguage } from "~/lib/languages";
import { dayStart, invitationState } from "../model";
import { findActor } from "../queries.server";
import type { AcceptanceInput } from "../schema";
import { giveRole } from "./give-role.server";
import { succeed } from "./succeed.server";

export type Accepted = { user: User; /** `Set-Cookie` value; null when the person was signed in already. */ cookie: string | null };

/** An acceptance that failed half-way: the transaction is rolled back and the refusal is the outcome. */
class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.code);
  }
}

const invalid: Refusal = { code: "identity.invitation_invalid" };

/**
 * Accepts an invitation by the secret of its link: gives the role, once; a successor's from its day on, on which the role of whoever hands over ends. Somebody new sends a name and a password (the
 * link proves the address) and is signed in; an existing account must be the one signed in and sends nothing.
 * Refuses `identity.invitation_invalid` (unknown, revoked or used), `identity.invitation_expired`,
 * `identity.invitation_other_person`, `identity.sign_in_required` (the account exists), `identity.name_required`.
 */
export async function acceptInvitation(
  ctx: Ctx,
  sessions: Pick<Sessions, "open">,
  token: string,
  input: AcceptanceInput | null,
): Promise<Result<Accepted, Refusal>> {
  const invitation = await ctx.db.invitation.findUnique({ where: { tokenHash: digest(token) } });
  const state = invitation && invitationState(invitation, ctx.now());
  if (!invitation || (state !== "pending" && state !== "expired")) return refuse(invalid);
  if (state === "expired") return refuse({ code: "identity.invitation_expired" });
  const { actor } = ctx;
  if (actor && actor.email !== invitation.email) return refuse({ code: "identity.invitation_other_person" });
  const account = await ctx.db.user.findUnique({ where: { email: invitation.email }, select: { id: true, passwordHash: true, disabledAt: true } });
  if (!actor && account && (account.passwordHash || account.disabledAt)) return refuse({ code: "identity.sign_in_required" });
  if (!actor && !input) return refuse({ code: "identity.name_required", fields: { name: "identity.name_required", password: "identity.password_required" } });

  const passwordHash = actor ? null : await hashPassword(input!.password);
  const { id, email, partyId, role, startsAt, succeedsId } = invitation;
  const language = isLanguage(invitation.language) ? invitation.language : null;
  try {
    const user = await ctx.db.$transaction(async (tx) => {
      const { count } = await tx.invitation.updateMany({
        where: { id, acceptedAt: null, revokedAt: null, expiresAt: { gt: ctx.now() } },
        data: { acceptedAt: ctx.now() },
      });
      if (count !== 1) throw new Refused(invalid);
      const userId = actor
        ? actor.id
        : await openAccount(tx, { email, name: input!.name, passwordHash: passwordHash!, language, lastSignInOn: dayStart(ctx.now()) }, account?.id ?? null);
      if (partyId && succeedsId) {
        // Whoever ends a role of the party meanwhile waits for this.
        await tx.$queryRaw`select id from party where id = ${partyId}::uuid for update`;
        await succeed(tx, { partyId, membershipId: succeedsId, userId, from: startsAt ?? ctx.now(), now: ctx.now() });
      } else await giveRole(tx, userId, partyId, role);
      const accepted = (await findActor(tx, userId, ctx.now()))!;
      await recordEvent(
        tx,
        { ...ctx, actor: accepted },
        { type: "identity.invitation_accepted", subject: `invitation:${id}`, data: { userId, partyId, role } },
      );
      return accepted;
    });
    return ok({ user, cookie: actor ? null : await sessions.open(user.id) });
  } catch (error) {
    if (error instanceof Refused) return refuse(error.refusal);
    // Two links of one address, accepted at the same moment: the first one made the account.
    if (isUniqueViolation(error)) return refuse({ code: "identity.sign_in_required" });
    throw error;
  }
}

type NewAccount = { email: string; name: string; passwordHash: string; language: string | null; lastSignInOn: Date };

/** Makes the account, or completes one that never had a password. */
async function openAccount(tx: Tx, account: NewAccount, existing: string | null): Promise<string> {
  if (!existing) return (await tx.user.create({ data: account, select: { id: true } })).id;
  const { count } = await tx.user.updateMany({ where: { id: existing, passwordHash: null, disabledAt: null }, data: account });
  if (count !== 1) throw new Refused({ code: "identity.sign_in_required" });
  return existing;
}
