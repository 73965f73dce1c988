import { z } from "zod";
import { CHAIN_DAYS, MAX_STEP_NAME, MAX_STEPS, MAX_TEXT, POSTED_ACTS } from "./model";

/** What comes in from the forms. Messages are refusal codes. */

const text = z
  .string()
  .trim()
  .refine((typed) => [...typed].length <= MAX_TEXT, "clearance.text_too_long")
  .default("");

export const clearanceActSchema = z.object({ intent: z.enum(POSTED_ACTS), mark: z.string().max(100), text });
export type ClearanceActInput = z.infer<typeof clearanceActSchema>;

/** A form sends one chosen box as a text and none as nothing. */
const people = z.preprocess((typed) => (typed === undefined ? [] : [typed].flat()), z.array(z.uuid("clearance.person_unknown")).max(50));
const stepName = z
  .string()
  .trim()
  .refine((typed) => [...typed].length <= MAX_STEP_NAME, "clearance.step_name_too_long")
  .default("");
const days = z.coerce
  .number("clearance.days_invalid")
  .int("clearance.days_invalid")
  .min(CHAIN_DAYS.min, "clearance.days_invalid")
  .max(CHAIN_DAYS.max, "clearance.days_invalid");

export const chainSchema = z.object({
  steps: z.coerce.number("clearance.steps_invalid").int("clearance.steps_invalid").min(0, "clearance.steps_invalid").max(MAX_STEPS, "clearance.steps_invalid"),
  days: days.default(CHAIN_DAYS.default),
  name1: stepName,
  people1: people,
  name2: stepName,
  people2: people,
});
export type ChainInput = z.infer<typeof chainSchema>;
