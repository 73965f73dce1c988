import { z } from "zod";
import { MAX_TICK_NOTE } from "./model/checklist";

/** What comes in from the checklist. `last`: the id of the tick the item was shown with, "" without any. */
export const tickSchema = z.object({
  intent: z.enum(["tick", "untick"]).transform((act) => act === "tick"),
  item: z.string().max(60),
  last: z.string().max(40).default(""),
  note: z
    .string()
    .trim()
    .refine((typed) => [...typed].length <= MAX_TICK_NOTE, "checklist.note_too_long")
    .default(""),
});
export type TickInput = { item: string; done: boolean; note: string; last: string };
