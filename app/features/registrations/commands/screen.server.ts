import { randomInt } from "node:crypto";
import { giveRole } from "~/features/identity/commands/give-role.server";
import { LANGUAGES } from "~/lib/languages";
import { isUuid } from "~/lib/keyset";
import { links } from "~/lib/links";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { writePartyTerms } from "~/features/reference/commands.server";
import { recordEvent } from "~/platform/audit/record.server";
import { digest, newSecret } from "~/platform/auth/sessions.server";
import type { UserCtx } from "~/platform/context.server";
import type { Tx } from "~/platform/db/client.server";
import { isLanguage, SOURCE_LANGUAGE, type Language } from "~/lib/languages";
import { partyCode, type RegistrationState } from "../model";
import { decideRegistration } from "../policy";
import { moveRegistration } from "./move.server";
import { writeRegistrationMail } from "./registration-mail.server";

type Row = NonNullable<Awaited<ReturnType<typeof load>>>;
const load = (ctx: UserCtx, id: string) => ctx.db.registration.findUnique({ where: { id } });

/** A registration this person may read. Every id is not found for those who do not screen. */
async function findRow(ctx: UserCtx, id: string): Promise<Result<Row, Refusal>> {
  const row = isUuid(id) ? await load(ctx, id) : null;
  const isShown = row && decideRegistration(ctx.actor, "read", row.state as RegistrationState).ok;
  return isShown ? ok(row) : refuse({ code: "registration.not_found" });
}

const languageOf = ({ language }: Row): Language => (isLanguage(language) ? language : SOURCE_LANGUAGE);
const mailOf = (row: Row) => ({ to: row.email, language: row.language, organisation: row.organisation });

/** Crockford's base 32 without its digits that start a number: no letters that are read as digits. */
const ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
const newSuffix = (): string => Array.from({ length: 4 }, () => ALPHABET[randomInt(ALPHABET.length)]!).join("");

/**
 * Accepts an organisation: makes it a party under a new code, opens the applicant's account with the password chosen at
 * registration (an account that has come to be meanwhile keeps its own) and makes them its focal point. Mail, audit
 * events. Refuses `registration.not_found`, `registration.wrong_state`, `registration.account_disabled`.
 */
export async function acceptRegistration(ctx: UserCtx, id: string): Promise<Result<{ code: string }, Refusal>> {
  const found = await findRow(ctx, id);
  if (!found.ok) return found;
  const row = found.value;
  const code = partyCode(row.acronym, row.organisation, newSuffix());
  return ctx.db.$transaction(async (tx) => {
    const account = await tx.user.findUnique({ where: { email: row.email }, select: { id: true, passwordHash: true, disabledAt: true } });
    if (account?.disabledAt) return refuse({ code: "registration.account_disabled" });
    const moved = await moveRegistration(ctx, tx, row, { who: ctx.actor, move: "accept", set: { passwordHash: null }, facts: { code } });
    if (!moved.ok) return moved;
    const party = await makeParty(tx, row, code);
    await tx.registration.update({ where: { id }, data: { partyId: party } });
    const userId = account?.id ?? (await tx.user.create({ data: accountOf(row), select: { id: true } })).id;
    if (account && !account.passwordHash) await tx.user.update({ where: { id: userId }, data: accountOf(row) });
    await giveRole(tx, userId, party, "focal_point");
    await recordEvent(tx, ctx, { type: "identity.user_created", subject: `user:${userId}`, data: { partyId: party, role: "focal_point", registration: id } });
    const href = `${ctx.origin}${links.signIn(languageOf(row))}?email=${encodeURIComponent(row.email)}`;
    await writeRegistrationMail(tx, account?.passwordHash ? "accepted_known" : "accepted", { ...mailOf(row), href });
    return ok({ code });
  });
}

const accountOf = ({ email, name, passwordHash, language }: Row) => ({ email, name, passwordHash, language });

/** The organisation as a party: its one name stands in all languages until somebody translates it. */
async function makeParty(tx: Tx, row: Row, code: string): Promise<string> {
  const { organisation, acronym, website, category, scope, countries, accreditation, about } = row;
  const names = Object.fromEntries(LANGUAGES.map((language) => [language, organisation]));
  const facts = { acronym, website, category, scope, countries, accreditation, about };
  const { id } = await tx.party.create({ data: { code, kind: "organisation", names, facts }, select: { id: true } });
  await writePartyTerms(tx, [{ id, code, names, facts }]);
  return id;
}

/**
 * Asks the applicant something by mail, with a link to answer by; a question before it can no longer be answered.
 * Refuses `registration.not_found`, `registration.wrong_state`. Mail, audit event.
 */
export async function askApplicant(ctx: UserCtx, id: string, question: string): Promise<Result<null, Refusal>> {
  const found = await findRow(ctx, id);
  if (!found.ok) return found;
  const row = found.value;
  const token = newSecret();
  const set = { question, answer: null, answerHash: digest(token) };
  return ctx.db.$transaction(async (tx) => {
    const moved = await moveRegistration(ctx, tx, row, { who: ctx.actor, move: "ask", set, facts: { text: question } });
    if (!moved.ok) return moved;
    await writeRegistrationMail(tx, "asked", { ...mailOf(row), text: question, href: ctx.origin + links.registrationAnswer(languageOf(row), token) });
    return ok(null);
  });
}

/** Declines a registration with the reason the applicant is told; the password is forgotten. Refuses `registration.not_found`, `registration.wrong_state`. Mail, audit event. */
export async function declineRegistration(ctx: UserCtx, id: string, reason: string): Promise<Result<null, Refusal>> {
  const found = await findRow(ctx, id);
  if (!found.ok) return found;
  const row = found.value;
  return ctx.db.$transaction(async (tx) => {
    const moved = await moveRegistration(ctx, tx, row, { who: ctx.actor, move: "decline", set: { reason, passwordHash: null }, facts: { text: reason } });
    if (!moved.ok) return moved;
    await writeRegistrationMail(tx, "declined", { ...mailOf(row), text: reason });
    return ok(null);
  });
}
