import { z } from "zod";
import { AUDIENCES, DAYS } from "./model";

/** What comes in from the forms. Messages are refusal codes. */

const days = z
  .string()
  .trim()
  .regex(/^-?\d{1,3}$/, "reminder.days_invalid")
  .transform(Number)
  .refine((given) => given >= DAYS.least && given <= DAYS.most, "reminder.days_invalid");
const tick = z.literal("on").optional();

export const reminderSchema = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("added"),
    template: z.string().max(60).default(""),
    days,
    audience: z.enum(AUDIENCES, "reminder.audience_unknown"),
    required: tick.transform((given) => given === "on"),
  }),
  z.object({ intent: z.enum(["switched_on", "switched_off"]), id: z.uuid() }),
]);
type ReminderInput = z.infer<typeof reminderSchema>;
export type AddRuleInput = Omit<Extract<ReminderInput, { intent: "added" }>, "intent">;

export const letterChoiceSchema = z.object({ intent: z.enum(["stop", "resume"]).default("stop") });
