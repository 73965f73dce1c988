import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import { hashPassword, verifyPassword } from "~/platform/auth/passwords.server";
import type { Sessions } from "~/platform/auth/sessions.server";
import type { UserCtx } from "~/platform/context.server";
import type { Tx } from "~/platform/db/client.server";
import { translator } from "~/platform/i18n/i18n.server";
import { renderMail } from "~/platform/mail/render.server";
import { writeMail } from "~/platform/mail/write.server";
import type { PasswordInput, SettingsInput } from "../schema";
import { tooManyAttempts } from "./sign-in.server";
import { forgetAttempts, takeAttempt } from "./throttle.server";

const subjectOf = ({ actor }: UserCtx): string => `user:${actor.id}`;

/** Sets the language and time zone somebody is spoken to in; null leaves both to the browser. */
export async function updateSettings(ctx: UserCtx, { language, timeZone }: SettingsInput): Promise<Result<null, Refusal>> {
  await ctx.db.$transaction(async (tx) => {
    await tx.user.update({ where: { id: ctx.actor.id }, data: { language, timeZone } });
    await recordEvent(tx, ctx, { type: "identity.settings_changed", subject: subjectOf(ctx), data: { language, timeZone } });
  });
  return ok(null);
}

/**
 * Sets a new password, ends every session of the account, opens one for who did it (its `Set-Cookie` value is the
 * value) and sends the account a mail. Refuses `identity.wrong_password`, and `identity.too_many_attempts`, counted
 * together with attempts to sign in: a session somebody left open does not help to guess.
 */
export async function changePassword(ctx: UserCtx, sessions: Pick<Sessions, "open">, { current, password }: PasswordInput): Promise<Result<string, Refusal>> {
  const { id, email } = ctx.actor;
  const waitMs = await takeAttempt(ctx.db, email, ctx.now());
  if (waitMs > 0) return refuse(tooManyAttempts(waitMs));
  const { passwordHash: before } = await ctx.db.user.findUniqueOrThrow({ where: { id }, select: { passwordHash: true } });
  if (!(await verifyPassword(before, current))) return refuse(wrongPassword);
  const passwordHash = await hashPassword(password);
  const isChanged = await ctx.db.$transaction(async (tx) => {
    const { count } = await tx.user.updateMany({ where: { id, passwordHash: before }, data: { passwordHash } });
    if (count !== 1) return false;
    await tx.session.deleteMany({ where: { userId: id } });
    await forgetAttempts(tx, email);
    await recordEvent(tx, ctx, { type: "identity.password_changed", subject: subjectOf(ctx) });
    await writeNoticeMail(tx, ctx);
    return true;
  });
  return isChanged ? ok(await sessions.open(id)) : refuse(wrongPassword);
}

/** Whoever did it, the person hears of it. */
async function writeNoticeMail(tx: Tx, ctx: UserCtx): Promise<void> {
  const language = ctx.actor.language ?? ctx.language;
  const t = translator(language);
  const paragraphs = [t("mail:passwordChanged.done"), t("mail:passwordChanged.notYou")];
  await writeMail(tx, {
    to: ctx.actor.email,
    language,
    kind: "identity.password_changed",
    ...renderMail({ language, subject: t("mail:passwordChanged.subject"), paragraphs }),
  });
}

const wrongPassword: Refusal = { code: "identity.wrong_password", fields: { current: "identity.wrong_password" } };

/** Ends every session of the account but the one given (by its stored hash). Returns how many ended. */
export async function endOtherSessions(ctx: UserCtx, keep: string): Promise<Result<number, Refusal>> {
  return ctx.db.$transaction(async (tx) => {
    const { count } = await tx.session.deleteMany({ where: { userId: ctx.actor.id, id: { not: keep } } });
    await recordEvent(tx, ctx, { type: "identity.sessions_ended", subject: subjectOf(ctx), data: { count } });
    return ok(count);
  });
}
