import { z } from "zod";
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

/** A list of which `after` names a place. */
export const pageQuery = z.object({ limit, after });

/** Published submissions. Strict: a filter that is not understood must not widen what is found. */
export const submissionsQuery = z.strictObject({
  cycle: text.describe("Code of a cycle."),
  kind: text.describe("A template, such as `national-report`."),
  party: text.describe("Code of the party."),
  region: text.describe("A regional group of the United Nations, or an ITU region as `itu:<code>`."),
  group: text.describe("LDC, LLDC, SIDS or CONFLICT, as it stood for the cycle."),
  line: text.describe("Action line of a facilitator's report, however its code is written."),
  unit: text.describe("Organisational unit of the party, by its code."),
  lang: z.enum(LANGUAGES).optional().describe("Original language of the report; names and titles are answered in it too."),
  q: text.describe("A symbol, a receipt, or part of a party's name in any of the six languages."),
  limit,
  after,
});

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
