import { z } from "zod";
import { PAPER_FORMATS } from "~/features/papers/model";
import { SUBMISSION_STATES } from "~/features/reports/model";
import { LANGUAGES } from "~/lib/languages";
import { EXPORT_SOURCES } from "./model";

const text = z.string().max(100).optional();

/**
 * What is asked for, with the filters of the lists by their names in addresses. `names` is the language of all that is no
 * answer; `lang` is a filter, as in every call with these filters. `state` and `officer` narrow the desk's list only.
 */
export const askExportSchema = z.strictObject({
  source: z.enum(EXPORT_SOURCES).default("published"),
  format: z.enum(PAPER_FORMATS),
  names: z.enum(LANGUAGES).optional(),
  only: z.literal("answered").optional(),
  cycle: text,
  kind: text,
  party: text,
  region: text,
  group: text,
  line: text,
  sdg: text,
  category: text,
  unit: text,
  lang: z.enum(LANGUAGES).optional(),
  q: text,
  state: z.enum(SUBMISSION_STATES).optional(),
  officer: text,
});
export type AskExport = z.infer<typeof askExportSchema>;

/** The same as a form gives it, where an empty field asks for nothing. */
export const askExportForm = z.preprocess(
  (given) => (given && typeof given === "object" ? Object.fromEntries(Object.entries(given).filter(([, value]) => value !== "")) : given),
  askExportSchema,
);

/** What is done with an export on its page. */
export const exportActSchema = z.object({ intent: z.literal("cancel") });
