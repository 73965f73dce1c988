import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import { digest, newSecret } from "~/platform/auth/sessions.server";
import type { UserCtx } from "~/platform/context.server";
import type { TokenInput } from "../schema";

/**
 * Makes a token with which a program acts as the actor, within its scopes. The secret is in the value, once; only its hash
 * is kept. Refuses `token.expiry_past` for one that would never open anything.
 */
export async function createApiToken(ctx: UserCtx, { label, scopes, expiresAt }: TokenInput): Promise<Result<{ id: string; token: string }, Refusal>> {
  if (expiresAt && expiresAt <= ctx.now()) return refuse({ code: "token.expiry_past" });
  const token = newSecret();
  return ctx.db.$transaction(async (tx) => {
    const { id } = await tx.apiToken.create({
      data: { tokenHash: digest(token), userId: ctx.actor.id, label, scopes, expiresAt, createdAt: ctx.now() },
      select: { id: true },
    });
    await recordEvent(tx, ctx, {
      type: "identity.token_created",
      subject: `user:${ctx.actor.id}`,
      data: { tokenId: id, scopes, expiresAt: expiresAt?.toISOString() ?? null },
    });
    return ok({ id, token });
  });
}

/** Ends one of the actor's own tokens. Refuses `identity.not_found`, also for somebody else's and one that has ended. */
export async function revokeApiToken(ctx: UserCtx, id: string): Promise<Result<null, Refusal>> {
  return ctx.db.$transaction(async (tx) => {
    const { count } = await tx.apiToken.updateMany({ where: { id, userId: ctx.actor.id, revokedAt: null }, data: { revokedAt: ctx.now() } });
    if (count !== 1) return refuse({ code: "identity.not_found" });
    await recordEvent(tx, ctx, { type: "identity.token_revoked", subject: `user:${ctx.actor.id}`, data: { tokenId: id } });
    return ok(null);
  });
}
