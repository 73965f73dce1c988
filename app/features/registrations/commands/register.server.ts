import { tooManyAttempts } from "~/features/identity/commands/sign-in.server";
import { forgetAttempts, takeAttempt } from "~/features/identity/commands/throttle.server";
import { links } from "~/lib/links";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import { hashPassword, verifyPassword } from "~/platform/auth/passwords.server";
import { digest, newSecret } from "~/platform/auth/sessions.server";
import type { Ctx } from "~/platform/context.server";
import { isUniqueViolation } from "~/platform/db/client.server";
import { codesOfSet, readReference } from "~/features/reference/queries.server";
import { confirmExpiry, mayRegister } from "../model";
import type { RegistrationInput } from "../schema";
import { moveRegistration } from "./move.server";
import { writeRegistrationMail } from "./registration-mail.server";

/** Forms are counted apart from attempts to sign in: neither stops the other. */
const formsOf = (email: string): string => `registration ${email}`;
const passwordsOf = (id: string): string => `registration password ${id}`;

/**
 * Takes the form of an organisation and mails a link that confirms the address within 48 hours; only its hash is kept.
 * Whether the address has an account, or a registration with the secretariat, is told in the mail and nowhere else: the
 * answer and the work are the same. Refuses `registration.choice_unknown` and `identity.too_many_attempts`.
 */
export async function register(ctx: Ctx, input: RegistrationInput): Promise<Result<null, Refusal>> {
  const unknown = await unknownChoice(ctx, input);
  if (unknown) return refuse({ code: "request.invalid", fields: { [unknown]: "registration.choice_unknown" } });
  const { email, password, language, organisation, ...profile } = input;
  const waitMs = await takeAttempt(ctx.db, formsOf(email), ctx.now());
  if (waitMs > 0) return refuse(tooManyAttempts(waitMs));
  const passwordHash = await hashPassword(password);
  const token = newSecret();
  await ctx.db.$transaction(async (tx) => {
    await tx.registration.deleteMany({ where: { state: "unconfirmed", expiresAt: { lt: ctx.now() } } });
    const account = await tx.user.findUnique({ where: { email }, select: { id: true } });
    const open = await tx.registration.findUnique({ where: { openEmail: email }, select: { organisation: true } });
    const mail = { to: email, language, organisation };
    if (account || open) {
      await recordEvent(tx, ctx, { type: "registration.repeated", subject: `address:${digest(email)}` });
      return account
        ? writeRegistrationMail(tx, "exists", { ...mail, href: ctx.origin + links.signIn(language) })
        : writeRegistrationMail(tx, "pending", { ...mail, organisation: open!.organisation });
    }
    const { id } = await tx.registration.create({
      data: {
        ...profile,
        email,
        language,
        organisation,
        passwordHash,
        confirmHash: digest(token),
        expiresAt: confirmExpiry(ctx.now()),
        createdAt: ctx.now(),
      },
      select: { id: true },
    });
    await recordEvent(tx, ctx, { type: "registration.received", subject: `registration:${id}` });
    return writeRegistrationMail(tx, "confirm", { ...mail, href: ctx.origin + links.registration(language, token) });
  });
  return ok(null);
}

/** The field that names a category or State the form did not offer. */
async function unknownChoice(ctx: Ctx, { category, countries }: RegistrationInput): Promise<"category" | "countries" | null> {
  const reference = await readReference(ctx.db);
  if (!codesOfSet(reference, "stakeholder-categories").filter(mayRegister).includes(category)) return "category";
  const states = new Set(codesOfSet(reference, "parties"));
  return countries.every((code) => states.has(code)) ? null : "countries";
}

/**
 * Confirms the address by the secret of the link and puts the registration before the secretariat. The password chosen
 * at registration is asked again, so that nobody confirms a form somebody else filled in with their address. Refuses
 * `registration.link_invalid`, `registration.link_expired`, `registration.wrong_password`, `registration.already_open`
 * (another one of this address is with the secretariat, or has an account by now) and `identity.too_many_attempts`.
 */
export async function confirmRegistration(ctx: Ctx, token: string, password: string): Promise<Result<null, Refusal>> {
  const row = await ctx.db.registration.findUnique({ where: { confirmHash: digest(token) } });
  if (!row) return refuse({ code: "registration.link_invalid" });
  if (row.state !== "unconfirmed") return ok(null);
  if (row.expiresAt <= ctx.now()) return refuse({ code: "registration.link_expired" });
  const waitMs = await takeAttempt(ctx.db, passwordsOf(row.id), ctx.now());
  if (waitMs > 0) return refuse(tooManyAttempts(waitMs));
  if (!(await verifyPassword(row.passwordHash, password)))
    return refuse({ code: "registration.wrong_password", fields: { password: "registration.wrong_password" } });
  try {
    return await ctx.db.$transaction(async (tx) => {
      const account = await tx.user.findUnique({ where: { email: row.email }, select: { id: true } });
      if (account) return refuse({ code: "registration.already_open" });
      const moved = await moveRegistration(ctx, tx, row, { who: "applicant", move: "confirm", set: { confirmedAt: ctx.now() } });
      // Sent twice at the same moment: the first one did it.
      if (!moved.ok) return ok(null);
      await forgetAttempts(tx, passwordsOf(row.id));
      await writeRegistrationMail(tx, "received", { to: row.email, language: row.language, organisation: row.organisation });
      return ok(null);
    });
  } catch (error) {
    if (isUniqueViolation(error)) return refuse({ code: "registration.already_open" });
    throw error;
  }
}

/**
 * Sends the applicant's answer to the secretariat, once for each question. Refuses `registration.link_invalid` (unknown,
 * or a newer question has replaced this one) and `registration.wrong_state` (answered, or decided meanwhile).
 */
export async function answerQuestion(ctx: Ctx, token: string, answer: string): Promise<Result<null, Refusal>> {
  const row = await ctx.db.registration.findUnique({ where: { answerHash: digest(token) } });
  if (!row) return refuse({ code: "registration.link_invalid" });
  return ctx.db.$transaction(async (tx) => {
    const moved = await moveRegistration(ctx, tx, row, { who: "applicant", move: "answer", set: { answer }, facts: { text: answer } });
    return moved.ok ? ok(null) : moved;
  });
}
