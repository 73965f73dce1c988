import { z } from "zod";
import { LANGUAGES } from "~/lib/languages";
import { MAX_NOTE } from "./model";

/** What the form of a handover sends. `to`: a member of the party, or nothing where somebody is invited by `email`. */
export const handoverSchema = z.object({
  leaving: z.uuid("handover.leaving_unknown"),
  to: z.union([z.literal(""), z.uuid("handover.successor_required")]).default(""),
  email: z
    .string()
    .trim()
    .toLowerCase()
    .pipe(z.union([z.literal(""), z.email("identity.email_invalid").max(254, "identity.email_invalid")], "identity.email_invalid"))
    .default(""),
  language: z.enum(LANGUAGES, "identity.language_unknown"),
  day: z.iso.date("handover.date_unreadable"),
  note: z.string().trim().max(MAX_NOTE, "handover.note_too_long").default(""),
  file: z.instanceof(File).optional(),
});
export type HandoverInput = Omit<z.infer<typeof handoverSchema>, "file"> & { file: { name: string; content: Uint8Array } | null };
