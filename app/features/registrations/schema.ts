import { z } from "zod";
import { acceptanceSchema, invitationSchema } from "~/features/identity/schema";
import { ACCREDITATIONS, MAX_ABOUT, MAX_ACRONYM, MAX_TEXT, SCOPES } from "./model";

/** What comes in from the forms. Messages are refusal codes. */

const { email, language } = invitationSchema.shape;
const { name, password } = acceptanceSchema.shape;

/** Control characters are not text; line breaks are. */
const clean = (typed: string): string =>
  typed
    .replace(/\r\n?/g, "\n")
    .replace(/[^\P{Cc}\n]/gu, " ")
    .trim();
const cleanLine = (typed: string): string => clean(typed).replace(/\n/g, " ");

const text = (required: string, max: number) => z.string(required).transform(clean).pipe(z.string().min(1, required).max(max, "registration.text_too_long"));

/** Boxes of one name: none, one or several ticked. */
const list = <T extends z.ZodType>(item: T) =>
  z.preprocess((typed) => (typed === undefined || typed === "" ? [] : Array.isArray(typed) ? typed : [typed]), z.array(item).max(300));

/** A web address as people type it; only http and https lead anywhere. */
const website = z
  .string()
  .transform(cleanLine)
  .transform((typed) => (typed === "" || /^[a-z][a-z0-9+.-]*:/i.test(typed) ? typed : `https://${typed}`))
  .pipe(
    z.union(
      [z.literal(""), z.url({ protocol: /^https?$/, hostname: z.regexes.domain, error: "registration.website_invalid" }).max(500)],
      "registration.website_invalid",
    ),
  );

export const registrationSchema = z.object({
  email,
  name: name.transform(cleanLine),
  password,
  language,
  organisation: z
    .string("registration.organisation_required")
    .transform(cleanLine)
    .pipe(z.string().min(1, "registration.organisation_required").max(200, "identity.name_too_long")),
  acronym: z.string().default("").transform(cleanLine).pipe(z.string().max(MAX_ACRONYM, "registration.acronym_too_long")),
  website: website.default(""),
  category: z.string("registration.category_required").min(1, "registration.category_required").max(100, "registration.choice_unknown"),
  scope: z.enum(SCOPES, "registration.scope_required"),
  countries: list(z.string().max(10, "registration.choice_unknown")),
  accreditation: list(z.enum(ACCREDITATIONS, "registration.choice_unknown")),
  about: text("registration.about_required", MAX_ABOUT),
});
export type RegistrationInput = z.infer<typeof registrationSchema>;

/** The password chosen at registration, compared only. */
export const confirmationSchema = z.object({
  password: z.string("identity.password_required").min(1, "identity.password_required").max(256, "identity.password_too_long"),
});

export const answerSchema = z.object({ answer: text("registration.answer_required", MAX_TEXT) });

/** What a desk officer posts. */
export const screeningSchema = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("accept") }),
  z.object({ intent: z.literal("ask"), question: text("registration.question_required", MAX_TEXT) }),
  z.object({ intent: z.literal("decline"), reason: text("registration.reason_required", MAX_TEXT) }),
]);
