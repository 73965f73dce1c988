import { z } from "zod";
import { MAX_REASON } from "./model";

/** What comes in from the forms. Messages are refusal codes. */

const reason = z
  .string()
  .trim()
  .min(1, "extension.reason_required")
  .refine((typed) => [...typed].length <= MAX_REASON, "extension.reason_too_long");
/** The last day, which ends by the clock of Geneva. */
const day = z.iso.date("extension.day_invalid").refine((given) => given >= "2000" && given < "2101", "extension.day_invalid");

export const extensionSchema = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("granted"), party: z.string().trim().max(60), template: z.string().max(60), line: z.string().max(60).default(""), day, reason }),
  z.object({ intent: z.literal("revoked"), id: z.uuid(), reason }),
]);
type ExtensionInput = z.infer<typeof extensionSchema>;
export type GrantInput = Omit<Extract<ExtensionInput, { intent: "granted" }>, "intent">;
export type RevokeInput = Omit<Extract<ExtensionInput, { intent: "revoked" }>, "intent">;
