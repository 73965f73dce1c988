import { z } from "zod";

/**
 * The shape of a template definition: what is stored as JSON in a template version and what the seed files hold.
 * It names codes only. Every text a reader sees is found by convention under a key in `strings` (see `textKeys` in
 * model.ts): `section.A.title`, `A2.label`, `A2.guidance`, `A6.option.youth`, `B2.field.title.label`, `H4.row.igf`.
 */

const code = z.string().regex(/^[A-Za-z][A-Za-z0-9_-]*$/);

/** Sets of the reference data a list of options or rows may be taken from; names come from there, never retyped. */
export const REFERENCE_SETS = [
  "action-lines",
  "sdgs",
  "gdc",
  "wsis-targets",
  "indicators",
  "themes",
  "languages",
  "parties",
  "un-entities",
  "wsis-mechanisms",
  "itu-regions",
  "stakeholder-categories",
] as const;
export type ReferenceSet = (typeof REFERENCE_SETS)[number];

/** A list of codes of the template's own, or a set of the reference data; `except` are codes of the set that are not offered. */
const optionsSchema = z.union([z.array(code).min(2), z.object({ reference: z.enum(REFERENCE_SETS), except: z.array(code).min(1).optional() })]);
export type OptionSource = z.infer<typeof optionsSchema>;

export type Condition =
  | { question: string; field?: string; in: string[] }
  | { question: string; field?: string; notIn: string[] }
  | { field: string; in: string[] }
  | { group: string[] }
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition };

/**
 * When something applies. `question` reads another answer (of the same repeat row when both repeat); `field` alone reads
 * a sibling field of the same answer or row; a list answer matches when it contains one of the codes;
 * `group` is true when the party belongs to one of the groups (LDC, LLDC, SIDS, CONFLICT) on the cycle's date.
 */
export const conditionSchema: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ question: code, field: code.optional(), in: z.array(z.string()).min(1) }),
    z.strictObject({ question: code, field: code.optional(), notIn: z.array(z.string()).min(1) }),
    z.strictObject({ field: code, in: z.array(z.string()).min(1) }),
    z.strictObject({ group: z.array(code).min(1) }),
    z.strictObject({ all: z.array(conditionSchema).min(1) }),
    z.strictObject({ any: z.array(conditionSchema).min(1) }),
    z.strictObject({ not: conditionSchema }),
  ]),
);

/**
 * `scale`: na, 0..5 of domain vocabulary; `trend`: up, stable, down; `fixed`: shown, set by the account, never typed.
 * `symbol`: of a document of the United Nations or ITU; `citation`: number or address of an entry in the WSIS Stocktaking
 * database or of a project of the WSIS Prizes. Both are kept as typed; what they name is read from them.
 */
export const FIELD_KINDS = [
  "text",
  "long",
  "one",
  "many",
  "ranked",
  "scale",
  "trend",
  "number",
  "year",
  "date",
  "url",
  "symbol",
  "citation",
  "email",
  "phone",
  "file",
  "tick",
  "fixed",
] as const;
export type FieldKind = (typeof FIELD_KINDS)[number];

/** What an organisation said of itself when it registered. */
export const PROFILE_FACTS = ["name", "acronym", "website", "category", "scope", "countries", "accreditation"] as const;
export type ProfileFact = (typeof PROFILE_FACTS)[number];

/** One input. Limits are flagged, never enforced by cutting: `words` by script-aware count, `characters` by grapheme. */
export const fieldSchema = z.strictObject({
  id: code,
  kind: z.enum(FIELD_KINDS),
  required: z.boolean().default(false),
  showIf: conditionSchema.optional(),
  /** For one, many, ranked. */
  options: optionsSchema.optional(),
  words: z.int().positive().optional(),
  characters: z.int().positive().optional(),
  /** For number and year: smallest and largest value. */
  min: z.number().optional(),
  max: z.number().optional(),
  /** For many, ranked: how many may be chosen; for file: how many files. */
  atMost: z.int().positive().optional(),
  /** For file: size of one file in megabytes. */
  megabytes: z.int().positive().optional(),
  /** For many: which mapping offers a first choice, shown as a suggestion the author may change. */
  suggest: z.enum(["sdgs-of-line", "gdc-of-line"]).optional(),
  /** For date and year: the sibling field it may not lie before. */
  notBefore: code.optional(),
  /** A new report starts with what the party's profile says; the author may change it, the profile stays. */
  profile: z.enum(PROFILE_FACTS).optional(),
  /** For citation: the sibling field, with the options `stocktaking` and `prize`, that says which register is meant. */
  registerIn: code.optional(),
  /** The public is given this field only where this holds, also of an answer that is otherwise never public. */
  publicIf: conditionSchema.optional(),
});
export type Field = z.infer<typeof fieldSchema>;

const questionBase = {
  code,
  required: z.boolean().default(false),
  showIf: conditionSchema.optional(),
  /** `always`: contact data, never public, left out of every export; `allowed`: the author may mark the answer confidential. */
  confidential: z.enum(["never", "allowed", "always"]).default("allowed"),
};

/** `single`: value is the field's own value. */
const singleSchema = z.strictObject({ ...questionBase, kind: z.literal("single"), field: fieldSchema });
/** `group`: value is an object by field id. */
const groupSchema = z.strictObject({ ...questionBase, kind: z.literal("group"), fields: z.array(fieldSchema).min(2) });
/** `table`: value is a list of objects by field id, each with an `id` of its own. */
const tableSchema = z.strictObject({
  ...questionBase,
  kind: z.literal("table"),
  fields: z.array(fieldSchema).min(1),
  minRows: z.int().min(0).default(0),
  maxRows: z.int().positive(),
  /** The first rows come from this reference data, and what the author adds or removes is proposed as a change of it. */
  feeds: z.enum(["sdg-matrix"]).optional(),
  /** `proposal` rows are text proposals: paragraph, ADD / MOD / DEL / NOC, text, reason. */
  layout: z.enum(["rows", "cards", "proposal"]).default("cards"),
  /** Each row is a co-signatory (fields organisation, name, email, perhaps country): asked by mail, public only once it has confirmed. */
  cosign: z.literal(true).optional(),
});
/** `matrix`: value is an object by row code, each an object by field id. */
const matrixSchema = z.strictObject({
  ...questionBase,
  kind: z.literal("matrix"),
  rows: optionsSchema,
  fields: z.array(fieldSchema).min(1),
  /** Rows that must be complete when the question is required; all rows when absent. */
  requiredRows: z.array(code).optional(),
});

export const questionSchema = z.discriminatedUnion("kind", [singleSchema, groupSchema, tableSchema, matrixSchema]);
export type Question = z.infer<typeof questionSchema>;
export type TableQuestion = z.infer<typeof tableSchema>;
export type MatrixQuestion = z.infer<typeof matrixSchema>;

/**
 * Questions answered once per chosen row (for example once per action line reported in depth). The author chooses the
 * rows on the section's own page; that choice is stored like any answer: question `choice`, row "", value a list of codes.
 * Answers to the repeated questions are stored with row = the code. An unchosen row keeps its answers, out of sight.
 */
export const repeatSchema = z.strictObject({
  /** Code of the first repeated question: its answer with row "" holds the choice. */
  choice: code,
  rows: optionsSchema,
  atLeast: z.int().min(0),
  questions: z.array(questionSchema).min(1),
});

/** A section is one page (`D`); a section that repeats has one more page per chosen row (`D-C5`, `D-C7-GOV`). */
export const sectionSchema = z.strictObject({
  code,
  showIf: conditionSchema.optional(),
  questions: z.array(questionSchema),
  repeat: repeatSchema.optional(),
});
export type Section = z.infer<typeof sectionSchema>;

export const definitionSchema = z.strictObject({
  template: z.string().regex(/^[a-z][a-z-]*$/),
  format: z.literal(1),
  partyKind: z.enum(["state", "un_entity", "organisation"]),
  sections: z.array(sectionSchema).min(1),
});
export type Definition = z.infer<typeof definitionSchema>;

/** Is there one report for each action line an entity leads? So it is for all that entities report on. */
export const reportsByLine = ({ partyKind }: Pick<Definition, "partyKind">): boolean => partyKind === "un_entity";

/** A text in six languages. A translation carries the hash of the English it was made from, so a changed source shows. */
export type LocalizedText = { en: string } & Record<"ar" | "zh" | "fr" | "ru" | "es", { text: string; of: string }>;
