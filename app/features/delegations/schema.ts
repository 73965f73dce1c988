import { z } from "zod";
import { MAX_NOTE, MAX_PLACES, parsePlaceCode } from "./model";

/** What comes in from the forms. Messages are refusal codes. */

const note = z
  .string()
  .trim()
  .refine((typed) => [...typed].length <= MAX_NOTE, "delegation.note_too_long")
  .default("");

const day = z.iso.date("delegation.due_invalid").refine((given) => given >= "2000" && given < "2101", "delegation.due_invalid");
/** Nothing typed is no date. */
const due = z
  .union([z.literal(""), day], "delegation.due_invalid")
  .transform((given) => given || null)
  .default(null);

/** A form sends one chosen box as a text and none as nothing. */
const places = z.preprocess(
  (given) => (given === undefined ? [] : [given].flat()),
  z.array(z.string().max(120).transform(parsePlaceCode)).min(1, "delegation.place_required").max(MAX_PLACES, "delegation.place_unknown"),
);

const terms = { places, due, note };

export const delegationSchema = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("assigned"), person: z.uuid("delegation.person_required"), ...terms }),
  z.object({ intent: z.literal("changed"), id: z.uuid(), revision: z.coerce.number().int().min(1), ...terms }),
  z.object({ intent: z.literal("ended"), id: z.uuid() }),
]);
type DelegationInput = z.infer<typeof delegationSchema>;
export type AssignInput = Extract<DelegationInput, { intent: "assigned" }>;
export type ChangeInput = Extract<DelegationInput, { intent: "changed" }>;
