import { z } from "zod";
import { EXPORT_FORMATS } from "~/features/publication/model/export";
import { PAGE_FORMATS, PAPER_FORMATS } from "~/features/papers/model";
import { rowSchema } from "~/features/saves/schema";
import { parsePlace } from "~/lib/keyset";
import { LANGUAGES } from "~/lib/languages";

/** What programs may write after `?`, the same for the calls and for their description. */

/** The most entries one answer of a list holds. */
const MAX_LIMIT = 100;

const limit = z.coerce.number().int().min(1).max(MAX_LIMIT).default(25).describe("How many entries to answer at most.");
const after = z
  .string()
  .refine((place) => parsePlace(place) !== null)
  .optional()
  .describe("Where to go on: `next` of the answer before.");
const text = z.string().max(100).optional();

/** The most entries of a list that is short enough to be given whole. */
const MAX_WHOLE = 1_000;

/** A list given whole, or a page of it where one is asked for. */
export const wholeQuery = z.object({
  limit: z.coerce.number().int().min(1).max(MAX_WHOLE).optional().describe("How many entries to answer at most; all of them when it is left out."),
  after: z.string().max(100).optional().describe("Where to go on: `next` of the answer before."),
});

/** A list of which `after` names a place. */
export const pageQuery = z.object({ limit, after });

/** Published submissions. Strict: a filter that is not understood must not widen what is found. */
export const submissionsQuery = z.strictObject({
  cycle: text.describe("Code of a cycle."),
  kind: text.describe("A template, such as `national-report`."),
  party: text.describe("Code of the party."),
  region: text.describe("A regional group of the United Nations, or an ITU region as `itu:<code>`."),
  group: text.describe("LDC, LLDC, SIDS or CONFLICT, as it stood for the cycle."),
  line: text.describe("Action line that is treated: a facilitator's own, or one that answers open to the public choose; however its code is written."),
  sdg: text.describe("Sustainable Development Goal that answers open to the public name, by its number."),
  gdc: text.describe("Objective of the Global Digital Compact that answers open to the public name, by its code."),
  category: text.describe("Category of stakeholders, such as `civil-society`."),
  unit: text.describe("Organizational unit of the party, by its code."),
  lang: z.enum(LANGUAGES).optional().describe("Original language of the report; names and titles are answered in it too."),
  q: text.describe(
    "A symbol, a receipt, or a party's name or acronym: of States and entities in any of the six languages, of organizations as they call themselves.",
  ),
  limit,
  after,
});

/** The published answers of all submissions these filters find. */
export const exportQuery = submissionsQuery.omit({ limit: true, after: true }).extend({
  format: z.enum(EXPORT_FORMATS),
  names: z.enum(LANGUAGES).optional().describe("Language of names and labels, where it is not `lang`; it narrows nothing."),
});

/** A document as a file to print or to edit. */
export const paperQuery = z.strictObject({
  format: z.enum(PAPER_FORMATS),
  lang: z.enum(LANGUAGES).optional().describe("Language of all that is not an answer: titles, questions, names."),
  only: z.literal("answered").optional().describe("Leaves out the questions that were not answered."),
});

/** A signed version at the desk as such a file. */
export const deskPaperQuery = paperQuery.extend({
  comments: z.literal("1").optional().describe("With the discussions on each answer that the reader may see."),
});

/** A report of one's own as such a file. */
export const ownPaperQuery = deskPaperQuery.extend({
  history: z.literal("1").optional().describe("With the newest saves of each answer: who, when, in which way, and what they changed."),
});

/** The submissions these filters find, in one such file. `lang` is a filter here, as in every call with these filters. */
export const selectionQuery = submissionsQuery.omit({ limit: true, after: true }).extend({
  format: z.enum(PAGE_FORMATS),
  names: z.enum(LANGUAGES).optional().describe("Language of all that is not an answer, where it is not `lang`; it narrows nothing."),
  only: paperQuery.shape.only,
});

/** An empty template as such a file. */
export const templatePaperQuery = paperQuery.omit({ only: true });

/** One answer of a report. */
export const answerQuery = z.object({ row: rowSchema.describe("The repeat row, where the question repeats.") });

/** Every save of one answer; `after` is the id of an entry. */
export const historyQuery = z.object({
  row: rowSchema.describe("The repeat row, where the question repeats."),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  after: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional()
    .describe("Where to go on: `next` of the answer before."),
});
