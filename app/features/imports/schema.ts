import { z } from "zod";
import { jsonValue, rowSchema } from "~/features/saves/schema";
import { LANGUAGES } from "~/lib/languages";
import { FILE_FORMATS, TAKE } from "./model";

/** A form to take away: in which format, in which language it asks, and one page of it or the whole. */
export const formQuery = z.strictObject({
  format: z.enum(FILE_FORMATS).describe("A Word document or an Excel workbook."),
  lang: z.enum(LANGUAGES).optional().describe("Language of the questions and of all guidance."),
  page: z.string().max(50).optional().describe("One page of the report, such as `B` or `D-C5`; the whole form where it is left out."),
});

/** What a program says when it brings a file back. */
export const importQuery = z.strictObject({
  take: z
    .enum(TAKE)
    .default("none")
    .describe("`none` only compares; `clean` takes what nobody changed since the file was made; `all` also what the report says otherwise by now."),
});

/** An answer of a file as the page that showed it holds it, with the revision it was shown beside. */
export const shownAnswerSchema = z.strictObject({
  question: z.string().min(1).max(40),
  row: rowSchema,
  revision: z.int().min(0).max(2_000_000_000),
  language: z.enum(LANGUAGES),
  confidential: z.boolean(),
  value: jsonValue,
});
export type ShownAnswer = z.infer<typeof shownAnswerSchema>;

/** The most answers of one file. */
const MAX_ANSWERS = 1_000;

const json = z.string().transform((text, issue) => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    issue.addIssue({ code: "custom" });
    return z.NEVER;
  }
});

/** A file brought back, to be compared. */
export const comparedSchema = z.object({ intent: z.literal("compare"), file: z.instanceof(File) });

/** The page on which a file was held against the report, agreed to: the ticked answers, by their number in the list. */
export const agreedSchema = z.object({
  intent: z.literal("take"),
  answers: json.pipe(z.array(shownAnswerSchema).min(1).max(MAX_ANSWERS)),
  unit: z.preprocess((given) => [given].flat().filter((one) => one !== undefined), z.array(z.coerce.number().int().min(0).max(MAX_ANSWERS)).max(MAX_ANSWERS)),
});
