import { z } from "zod";
import { jsonValue, rowSchema, viaSchema } from "~/features/saves/schema";
import { LANGUAGES } from "~/lib/languages";

/** What programs and pages send about reports. */

export const startReportSchema = z.object({
  template: z.string().max(60).describe("A template, such as `national-report`."),
  party: z.string().min(1).max(60).describe("Id or code of the party."),
  line: z.string().max(20).default("").describe("Action line, for the report of an entity that leads it."),
  unit: z.string().max(40).optional().describe("Organizational unit of the party whose work the report describes, by its code."),
  language: z.enum(LANGUAGES).describe("Language of new answers and of the official version."),
});
export type StartReport = z.infer<typeof startReportSchema>;
/** A program may leave the language out: it is the caller's own. */
export const startReportBody = startReportSchema.partial({ language: true }).strict();

/** Which unit of its party a report describes; none is the party as a whole. */
export const chooseUnitSchema = z.object({ unit: z.string().max(40).default("") });

/** One save of one answer; the operation's id and the revision it was typed on stand in headers. */
export const saveAnswerBody = z.strictObject({
  value: jsonValue,
  lang: z.enum(LANGUAGES).optional().describe("Language of the answer; the report's own when it is left out."),
  row: rowSchema.describe("The repeat row, where the question repeats."),
  confidential: z.boolean().optional(),
  via: viaSchema.describe("`merge` when the text was made of two that were in conflict; the history shows it."),
});

/** At which question of a report a page is; null while at none. */
export const placeBody = z.strictObject({ question: z.string().max(40).nullable() });

/** Signing: what the hash names, by whom, with the declaration accepted. */
export const submitBody = z.strictObject({
  contentHash: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .describe("`contentHash` of the report as it was read."),
  declaration: z.strictObject({ name: z.string().max(200), function: z.string().max(200), accepted: z.boolean() }),
});

/** The parts of an upload beside the file itself. */
export const filePlaceSchema = z.object({
  question: z.string().max(40),
  row: rowSchema,
  field: z.string().max(40),
});
