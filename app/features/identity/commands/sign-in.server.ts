import type { User } from "~/lib/actor";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import { verifyPassword } from "~/platform/auth/passwords.server";
import { digest, type Sessions } from "~/platform/auth/sessions.server";
import type { Ctx } from "~/platform/context.server";
import { findActor } from "../queries.server";
import type { SignInInput } from "../schema";
import { dayStart } from "../model";
import { forgetAttempts, takeAttempt } from "./throttle.server";

/** A refusal to try a password now, with how long to wait in whole minutes. */
export const tooManyAttempts = (waitMs: number): Refusal => ({ code: "identity.too_many_attempts", params: { count: Math.ceil(waitMs / 60_000) } });

/**
 * Signs somebody in and gives the `Set-Cookie` value of a new session. Refuses `identity.sign_in_failed` (the same, after
 * the same work, for a wrong password, an account that does not exist, one that is disabled and one whose invitation is
 * not accepted yet) and `identity.too_many_attempts`. Every attempt that was looked at is an audit event. A page that goes
 * on in the name of one person names them in `only`: for anybody else, `identity.other_person`, no session is opened.
 */
export async function signIn(
  ctx: Ctx,
  sessions: Pick<Sessions, "open">,
  { email, password }: SignInInput,
  { only }: { only?: string } = {},
): Promise<Result<{ cookie: string; user: User }, Refusal>> {
  const waitMs = await takeAttempt(ctx.db, email, ctx.now());
  if (waitMs > 0) return refuse(tooManyAttempts(waitMs));
  const known = await ctx.db.user.findUnique({ where: { email }, select: { id: true, passwordHash: true } });
  const isRight = await verifyPassword(known?.passwordHash ?? null, password);
  const user = isRight && known ? await findActor(ctx.db, known.id, ctx.now()) : null;
  const isOther = user !== null && only !== undefined && user.id !== only;
  if (!user || isOther) {
    const subject = known ? `user:${known.id}` : `address:${digest(email)}`;
    await ctx.db.$transaction((tx) => recordEvent(tx, ctx, { type: "identity.sign_in_failed", subject }));
    return refuse({ code: isOther ? "identity.other_person" : "identity.sign_in_failed" });
  }
  // The session comes first: without its event nobody gets the cookie, and an unused session only runs out.
  const cookie = await sessions.open(user.id);
  await ctx.db.$transaction(async (tx) => {
    await forgetAttempts(tx, email);
    await tx.user.update({ where: { id: user.id }, data: { lastSignInOn: dayStart(ctx.now()) } });
    await recordEvent(tx, { ...ctx, actor: user }, { type: "identity.signed_in", subject: `user:${user.id}` });
  });
  return ok({ cookie, user });
}

/** Ends the session a request's cookie names and gives the `Set-Cookie` value that clears it. Nobody signed in: only the cookie goes. */
export async function signOut(ctx: Ctx, sessions: Pick<Sessions, "close">, cookieHeader: string | null): Promise<string> {
  const { actor } = ctx;
  if (actor) await ctx.db.$transaction((tx) => recordEvent(tx, ctx, { type: "identity.signed_out", subject: `user:${actor.id}` }));
  return sessions.close(cookieHeader);
}
