import { z } from "zod";

/** What comes in from the pages of outreach. */

export const fileSchema = z.object({ file: z.instanceof(File) });
export const confirmSchema = z.object({ intent: z.literal("confirm") });
export const againSchema = z.object({ intent: z.literal("again"), invitation: z.string().max(100) });

/** Formats in which lists of outreach are taken away. */
export const TABLE_FORMATS = ["csv", "xlsx"] as const;
