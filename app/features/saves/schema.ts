import { z } from "zod";
import { LANGUAGES } from "~/lib/languages";
import { normaliseLineCode } from "~/lib/line-code";

/** Any JSON: what may be stored of it, the question decides. */
export const jsonValue = z.json();

/** A repeat row, "" outside of repeats. Sections repeat by action line, whose code is read however it was typed. */
export const rowSchema = z.string().max(40).default("").transform(normaliseLineCode);

/** How a text came where its sender knows more than the portal: `merge` made one of two texts in conflict. */
export const viaSchema = z.enum(["merge"]).optional();

/** One operation of the queue of a page or program. */
export const operationSchema = z.strictObject({
  opId: z.uuid(),
  question: z.string().min(1).max(40),
  row: rowSchema,
  lang: z.enum(LANGUAGES).optional(),
  baseRevision: z.int().min(0).max(2_000_000_000),
  value: jsonValue,
  confidential: z.boolean().optional(),
  via: viaSchema,
});
export type Operation = z.infer<typeof operationSchema>;

/** The most operations one call may carry. */
export const MAX_OPERATIONS = 200;
export const operationsSchema = z.array(operationSchema).min(1).max(MAX_OPERATIONS);
