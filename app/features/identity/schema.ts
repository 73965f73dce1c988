import { z } from "zod";
import { PARTY_ROLES, SECRETARIAT_ROLES } from "~/lib/actor";
import { isTimeZone } from "~/lib/dates";
import { LANGUAGES } from "~/lib/languages";
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH, normaliseEmail } from "./model";
import { SCOPES } from "./policy";

/** What comes in from forms, programs and the command line. Messages are refusal codes. */

const email = z.string("identity.email_invalid").transform(normaliseEmail).pipe(z.email("identity.email_invalid").max(254, "identity.email_invalid"));

/** Lengths are those of the form that is hashed, in characters a person would count. */
const newPassword = z
  .string("identity.password_required")
  .refine((typed) => [...typed.normalize("NFKC")].length >= MIN_PASSWORD_LENGTH, "identity.password_too_short")
  .refine((typed) => typed.length <= MAX_PASSWORD_LENGTH, "identity.password_too_long");

const name = z.string("identity.name_required").trim().min(1, "identity.name_required").max(200, "identity.name_too_long");
const language = z.enum(LANGUAGES, "identity.language_unknown");
const role = z.enum([...PARTY_ROLES, ...SECRETARIAT_ROLES], "identity.role_unknown");

/** A password that is compared, never stored: any length a person may type. */
const typedPassword = z.string("identity.password_required").min(1, "identity.password_required").max(MAX_PASSWORD_LENGTH, "identity.password_too_long");

export const signInSchema = z.object({ email, password: typedPassword });

/** Sent by a page whose session has ended: the person it belongs to. */
export const signInHereSchema = signInSchema.extend({ person: z.string().max(100) });

/** An empty choice means "as my browser says". */
const orNothing = <T extends z.ZodType>(schema: T) => z.preprocess((typed) => (typed === "" ? null : typed), schema.nullable());

export const settingsSchema = z.object({
  language: orNothing(language),
  timeZone: orNothing(z.string("identity.time_zone_unknown").max(100, "identity.time_zone_unknown").refine(isTimeZone, "identity.time_zone_unknown")),
});

export const passwordSchema = z.object({ current: typedPassword, password: newPassword });

export const invitationSchema = z.object({ email, role, language });

/** Sent by somebody who has no account yet; an existing account only confirms. */
export const acceptanceSchema = z.object({ name, password: newPassword });

export const newUserSchema = z.object({
  email,
  name,
  role,
  party: z.string().min(1).optional(),
  password: newPassword.optional(),
  language: language.optional(),
});

const label = z.string("identity.label_required").trim().min(1, "identity.label_required").max(100, "identity.label_too_long");

const scopes = z.array(z.enum(SCOPES, "identity.scope_unknown")).min(1, "identity.scope_required");
/** A form sends one chosen box as a text and none as nothing. */
const chosenScopes = z.preprocess((typed) => (typed === undefined ? [] : [typed].flat()), scopes);

export const tokenSchema = z.object({ label, scopes, expiresAt: z.date().nullable() });
/** On the page a token's life is chosen in days; nothing chosen is without an end. */
export const tokenFormSchema = z.object({ label, scopes: chosenScopes, days: orNothing(z.coerce.number().int().min(1).max(3_650)) });

export type SignInInput = z.infer<typeof signInSchema>;
export type SettingsInput = z.infer<typeof settingsSchema>;
export type PasswordInput = z.infer<typeof passwordSchema>;
export type InvitationInput = z.infer<typeof invitationSchema>;
export type AcceptanceInput = z.infer<typeof acceptanceSchema>;
export type NewUserInput = z.infer<typeof newUserSchema>;
export type TokenInput = z.infer<typeof tokenSchema>;
