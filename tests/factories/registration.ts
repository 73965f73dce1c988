import { askApplicant } from "~/features/registrations/commands/screen.server";
import { confirmRegistration, register } from "~/features/registrations/commands/register.server";
import type { RegistrationInput } from "~/features/registrations/schema";
import type { Ctx, UserCtx } from "~/platform/context.server";
import type { Database } from "~/platform/db/client.server";
import { unique } from "./unique";

export const PASSWORD = "a sentence as a password";

/** A complete form; rows of different tests never share an address. */
export const registrationForm = (input: Partial<RegistrationInput> = {}): RegistrationInput => ({
  email: `${unique("applicant")}@example.org`,
  name: "Applicant Name",
  password: PASSWORD,
  language: "en",
  organisation: unique("Network for Inclusion"),
  acronym: "NFI",
  website: `https://${unique("nfi")}.example.org`,
  category: "civil-society",
  scope: "several_countries",
  countries: ["CHE", "KEN"],
  accreditation: ["wsis_accredited"],
  about: "Trains teachers.",
  ...input,
});

/** The secret of the newest link of a kind mailed to an address. */
export async function tokenFrom(db: Database, to: string, kind: string): Promise<string> {
  const mail = await db.mail.findFirstOrThrow({ where: { to, kind }, orderBy: { id: "desc" } });
  return /\/(?:register|answer|cosign)\/([\w-]{20,})/.exec(mail.text)![1]!;
}

/** A registration before the secretariat, as the applicant's two steps leave it. */
export async function makeRegistration(ctx: Ctx, input: Partial<RegistrationInput> = {}): Promise<{ id: string; form: RegistrationInput }> {
  const form = registrationForm(input);
  await register(ctx, form);
  const token = await tokenFrom(ctx.db, form.email, "registration.confirm");
  const confirmed = await confirmRegistration(ctx, token, form.password);
  if (!confirmed.ok) throw new Error(confirmed.error.code);
  const { id } = await ctx.db.registration.findFirstOrThrow({ where: { openEmail: form.email }, select: { id: true } });
  return { id, form };
}

/** Asks something and gives the secret of the link to answer by. */
export async function askedQuestion(ctx: UserCtx, { id, form }: { id: string; form: RegistrationInput }, question = "Which?"): Promise<string> {
  const asked = await askApplicant(ctx, id, question);
  if (!asked.ok) throw new Error(asked.error.code);
  return tokenFrom(ctx.db, form.email, "registration.asked");
}
