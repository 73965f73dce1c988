import { z } from "zod";
import { namesSchema } from "../schema";

/** What programs are given of the reference data: codes that stay, and every name in the six languages. */

const named = { code: z.string(), names: namesSchema };

/** `from` is the first day, `to` the first day it no longer holds; a missing end is open. */
const membershipSchema = z.object({ group: z.string(), from: z.iso.date().nullable(), to: z.iso.date().nullable() });

export const partyItemSchema = z.object({
  ...named,
  kind: z.enum(["state", "un_entity"]),
  iso2: z.string().nullable(),
  m49: z.string().nullable(),
  unGroup: z.string().nullable(),
  ituRegion: z.string().nullable(),
  groups: z.array(membershipSchema).describe("Memberships in special groups (LDC, LLDC, SIDS, CONFLICT), with the days they hold."),
  units: z
    .array(z.object({ ...named, from: z.iso.date().nullable(), to: z.iso.date().nullable() }))
    .describe("Organizational units a report may be made for, in their order."),
});
export const actionLineItemSchema = z.object({
  ...named,
  parent: z.string().nullable(),
  reportable: z.boolean().describe("Whether reports are made on it: true for the 18 reportable units, false for C7 itself."),
});
export const sdgItemSchema = z.object(named);
export const gdcItemSchema = z.object({ ...named, shortNames: namesSchema });
export const indicatorItemSchema = z.object({
  ...named,
  area: z.string(),
  unit: z.string(),
  sdgIndicator: z.string().nullable(),
  requiredInNationalReport: z.boolean(),
});
export const themeItemSchema = z.object(named);

export const matrixSchema = z.object({
  asOf: z.iso.date().describe("The day of this state of the matrix. It suggests, it never forces."),
  source: z.string(),
  entries: z.array(
    z.object({
      line: z.string(),
      sdg: z.int(),
      wholeGoal: z.boolean(),
      targets: z.array(z.string()),
      certainty: z.enum(["high", "medium"]),
      listed: z.enum(["both", "forward", "reverse"]),
    }),
  ),
  gdc: z.array(z.object({ line: z.string(), objectives: z.array(z.string()), status: z.string() })),
});

/** The lists by the name they have in addresses, each with the shape of one entry. */
export const REFERENCE_LISTS = {
  parties: partyItemSchema,
  "action-lines": actionLineItemSchema,
  sdgs: sdgItemSchema,
  gdc: gdcItemSchema,
  indicators: indicatorItemSchema,
  themes: themeItemSchema,
} as const;
export type ReferenceListName = keyof typeof REFERENCE_LISTS;
export type ReferenceItem<N extends ReferenceListName> = z.infer<(typeof REFERENCE_LISTS)[N]>;
export type Matrix = z.infer<typeof matrixSchema>;
