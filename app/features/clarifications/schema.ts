import { z } from "zod";
import { MAX_TEXT } from "./model";

/** What comes in from the forms. Messages are refusal codes. */

const optional = z
  .string()
  .trim()
  .refine((typed) => [...typed].length <= MAX_TEXT, "clarification.text_too_long");
const text = optional.refine((typed) => typed !== "", "clarification.text_required");
const due = z.iso.date("clarification.due_invalid").refine((given) => given >= "2000" && given < "2101", "clarification.due_invalid");
const point = { point: z.uuid(), revision: z.coerce.number().int().min(1).max(2_000_000_000) };

/** What the desk does: asks about an answer, asks again on a point, closes one. */
export const deskSchema = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("ask"), unit: z.string().max(120).min(1, "clarification.place_unknown"), text, due }),
  z.object({ intent: z.literal("again"), ...point, text, due }),
  z.object({ intent: z.literal("close"), ...point }),
]);

/** What the party does: writes what goes with a changed answer, or says that the answer stays. */
export const partySchema = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("reply"), ...point, text: optional }),
  z.object({ intent: z.literal("stays"), ...point, text }),
]);

type DeskInput = z.infer<typeof deskSchema>;
export type AskInput = Extract<DeskInput, { intent: "ask" }>;
export type AgainInput = Extract<DeskInput, { intent: "again" }>;
export type CloseInput = Extract<DeskInput, { intent: "close" }>;
type PartyInput = z.infer<typeof partySchema>;
export type ReplyInput = Extract<PartyInput, { intent: "reply" }>;
export type StaysInput = Extract<PartyInput, { intent: "stays" }>;
