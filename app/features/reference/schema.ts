import { z } from "zod";
import { LANGUAGES, type Language } from "~/lib/languages";

/**
 * The shape of the reference data files under `prisma/seed/reference/`. They are data: loaded into the database by the
 * seed, checked by `tests/reference`, never imported by pages. Codes are stable keys in Latin letters; every name a
 * reader sees is there in the six languages.
 */

const code = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]*$/);
const text = z.string().trim().min(1);

const inSixLanguages = <T extends z.ZodType>(value: T) =>
  z.strictObject(Object.fromEntries(LANGUAGES.map((language) => [language, value])) as Record<Language, T>);

/** A name in the six languages. */
export const namesSchema = inSixLanguages(text);

/** `from` is the first day, `to` the first day it no longer holds; a missing end is open. */
const period = { from: z.iso.date().optional(), to: z.iso.date().optional() };

/** A flag that holds for a time: `{}` from before the first cycle, `null` not at all. */
const datedFlagSchema = z.strictObject(period).nullable();

/** Regional groups of Member States at the United Nations (elections). */
export const UN_GROUPS = ["african", "asia-pacific", "eastern-european", "grulac", "weog"] as const;
/** The six ITU regions. They do not nest with the UN groups. */
export const ITU_REGIONS = ["africa", "americas", "arab-states", "asia-pacific", "cis", "europe"] as const;
/** Groups of countries in special situations; which party belongs to one depends on the date. */
export const SPECIAL_GROUPS = ["LDC", "LLDC", "SIDS", "CONFLICT"] as const;

const m49 = z.string().regex(/^\d{3}$/);

const stateSchema = z.strictObject({
  code: z.string().regex(/^[A-Z]{3}$/),
  kind: z.literal("state"),
  names: namesSchema,
  iso2: z.string().regex(/^[A-Z]{2}$/),
  iso3: z.string().regex(/^[A-Z]{3}$/),
  m49,
  unGroup: z.enum(UN_GROUPS).nullable(),
  ituRegion: z.enum(ITU_REGIONS).nullable(),
  m49Region: m49,
  m49Subregion: m49,
  m49Intermediate: m49.nullable(),
  unMember: datedFlagSchema,
  unObserver: datedFlagSchema,
  ituMember: datedFlagSchema,
});

const unEntitySchema = z.strictObject({
  code,
  kind: z.literal("un_entity"),
  names: namesSchema,
  acronym: namesSchema,
  iso2: z.null(),
  iso3: z.null(),
  m49: z.null(),
  unGroup: z.null(),
  ituRegion: z.null(),
  m49Region: z.null(),
  m49Subregion: z.null(),
  m49Intermediate: z.null(),
  unMember: z.null(),
  unObserver: z.null(),
  ituMember: z.null(),
  ungisMember: z.boolean(),
});

const partySchema = z.discriminatedUnion("kind", [stateSchema, unEntitySchema]);

const membershipSchema = z.strictObject({ group: z.enum(SPECIAL_GROUPS), party: code, ...period });

/** A part of a party that reports under its own name; its code is a stable key, as filters carry it. */
const unitSchema = z.strictObject({ party: code, code, position: z.int().positive(), names: namesSchema, ...period });

const named = z.strictObject({ code, names: namesSchema });
const listed = z.strictObject({ code, position: z.int().positive(), names: namesSchema });

const regionNamesSchema = z.strictObject({
  unGroups: z.array(z.strictObject({ code: z.enum(UN_GROUPS), names: namesSchema })),
  ituRegions: z.array(z.strictObject({ code: z.enum(ITU_REGIONS), names: namesSchema })),
  m49: z.array(z.strictObject({ code: m49, parent: m49.nullable(), names: namesSchema })),
  specialGroups: z.array(z.strictObject({ code: z.enum(SPECIAL_GROUPS), names: namesSchema })),
});

const actionLineSchema = z.strictObject({
  code: z.string().regex(/^C([1-9]|1[01])(-[A-Z]{3})?$/),
  parent: code.nullable(),
  position: z.int().positive(),
  reportable: z.boolean(),
  names: namesSchema,
  /** Other titles in use, accepted in search and import; `names` is the one shown. */
  variants: z.partialRecord(z.enum(LANGUAGES), z.array(text).min(1)),
  /** Hints beside the picker. */
  keywords: inSixLanguages(z.array(text).min(4).max(8)),
});

const facilitatorSchema = z.strictObject({
  line: code,
  party: code,
  role: z.enum(["lead", "sole", "co", "partner"]),
  ...period,
  /** Where the role is known from; `unverified` and `general-knowledge` wait for the entity's own word. */
  source: z.enum(["council-2023", "wsis-forum", "unesco", "road-maps", "tunis-annex", "general-knowledge", "unverified"]),
});

const sdgNumber = z.int().min(1).max(17);
const sdgTarget = z.string().regex(/^([1-9]|1[0-7])\.(\d{1,2}|[a-d])$/);
const gdcObjective = z.string().regex(/^O[1-5]$/);

const sdgSchema = z.strictObject({ number: sdgNumber, names: namesSchema });
const sdgTargetSchema = z.strictObject({ code: sdgTarget, sdg: sdgNumber, names: namesSchema });
const gdcSchema = z.strictObject({
  code: gdcObjective,
  position: z.int().positive(),
  names: namesSchema,
  shortNames: namesSchema,
});

const matrixSchema = z.strictObject({
  asOf: z.iso.date(),
  source: text,
  entries: z.array(
    z.strictObject({
      line: code,
      sdg: sdgNumber,
      /** The line is linked with the Goal as a whole, whether or not targets are named too. */
      wholeGoal: z.boolean(),
      targets: z.array(sdgTarget),
      certainty: z.enum(["high", "medium"]),
      /** In which direction of the source the link was found: line to Goals, Goal to lines, or both. */
      listed: z.enum(["both", "forward", "reverse"]),
    }),
  ),
  gdc: z.array(z.strictObject({ line: code, objectives: z.array(gdcObjective), status: z.literal("proposal") })),
});

const indicatorsSchema = z.strictObject({
  areas: z.array(named),
  units: z.array(named),
  indicators: z.array(
    z.strictObject({
      code,
      position: z.int().positive(),
      area: code,
      unit: code,
      sdgIndicator: z
        .string()
        .regex(/^\d{1,2}\.(\d{1,2}|[a-d])\.\d$/)
        .nullable(),
      requiredInNationalReport: z.boolean(),
      names: namesSchema,
    }),
  ),
});

const mandateSchema = z.strictObject({
  code,
  position: z.int().positive(),
  /** As printed on the document; null where it has none. */
  symbol: text.nullable(),
  /** Other forms of the symbol met in texts. */
  alsoCitedAs: z.array(text),
  kind: z.enum(["resolution", "outcome", "report"]),
  body: code,
  bodyNames: namesSchema,
  /** A day, a month or a year: as far as it is known. */
  date: z
    .string()
    .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/)
    .nullable(),
  names: namesSchema,
  /** How ITU texts cite a resolution whose number alone says too little. */
  citation: namesSchema.nullable(),
  url: z.url().nullable(),
});

/** An item of the desk's checklist: for which templates, and whether a version waits for it before it is accepted. */
const checklistItemSchema = z.strictObject({
  code: z.string().regex(/^[a-z]+(-[a-z]+)*$/),
  templates: z.array(code).min(1),
  blocks: z.boolean(),
  names: namesSchema,
});

/** Every reference data file and its schema; the file is `prisma/seed/reference/<key>.json`. */
export const REFERENCE_FILES = {
  parties: z.array(partySchema),
  groups: z.array(membershipSchema),
  units: z.array(unitSchema),
  "region-names": regionNamesSchema,
  "action-lines": z.array(actionLineSchema),
  facilitators: z.array(facilitatorSchema),
  sdgs: z.array(sdgSchema),
  "sdg-targets": z.array(sdgTargetSchema),
  gdc: z.array(gdcSchema),
  matrix: matrixSchema,
  "wsis-targets": z.array(listed),
  indicators: indicatorsSchema,
  themes: z.array(listed),
  "stakeholder-categories": z.array(listed),
  "wsis-mechanisms": z.array(listed),
  mandates: z.array(mandateSchema),
  checklists: z.array(checklistItemSchema),
} as const;
export type ReferenceFile = keyof typeof REFERENCE_FILES;
/** What a parsed reference data file holds. */
export type ReferenceData<F extends ReferenceFile> = z.infer<(typeof REFERENCE_FILES)[F]>;
