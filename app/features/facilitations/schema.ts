import { z } from "zod";
import { FACILITATION_ROLES } from "~/lib/actor";

/** What comes in from the forms. Messages are refusal codes; an empty day is an open end. */

const day = z.iso.date("facilitation.day_invalid").refine((given) => given >= "1900" && given < "2101", "facilitation.day_invalid");
const openDay = z.union([z.literal(""), day], "facilitation.day_invalid").transform((given) => given || null);

const terms = { role: z.enum(FACILITATION_ROLES, "facilitation.role_unknown"), from: openDay, until: openDay };

export const newFacilitationSchema = z.object({ entity: z.string().max(60), line: z.string().max(60), ...terms });
export type NewFacilitation = z.infer<typeof newFacilitationSchema>;

export const facilitationChangeSchema = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("corrected"), ...terms }),
  z.object({ intent: z.literal("ended"), until: z.string().min(1, "facilitation.day_required").pipe(day) }),
]);
export type FacilitationTerms = Pick<NewFacilitation, "role" | "from" | "until">;
