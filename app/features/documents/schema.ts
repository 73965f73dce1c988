import { z } from "zod";
import { viaSchema } from "~/features/saves/schema";
import { LANGUAGES } from "~/lib/languages";
import { GAPS, MAX_REASON, MAX_TEXT, MAX_TITLE, STAGES } from "./model";

/** What comes in from the forms. Messages are refusal codes. */

const atMost = (most: number) => (typed: string) => [...typed].length <= most;
const title = z.string().trim().min(1, "document.title_required").refine(atMost(MAX_TITLE), "document.title_too_long");
const text = z
  .string()
  .transform((typed) => typed.replace(/\r\n?/g, "\n").trim())
  .pipe(z.string().min(1, "document.text_required").refine(atMost(MAX_TEXT), "document.text_too_long"));
const reason = z.string().trim().min(1, "document.reason_required").refine(atMost(MAX_REASON), "document.reason_too_long");
const count = z.coerce.number().int().min(0).max(2_000_000_000);
/** One of a name, or several. */
const several = <T extends z.ZodType>(item: T) => z.union([z.array(item), item.transform((one) => [one])]);

/** A version in an address. */
export const versionParams = z.object({
  document: z.string(),
  number: z
    .string()
    .regex(/^[1-9]\d{0,3}$/)
    .transform(Number),
});

export const documentSchema = z.object({ title, language: z.enum(LANGUAGES), chapters: z.enum(["map", "none"]) });
export type DocumentInput = z.infer<typeof documentSchema>;

/** A place among paragraphs: a chapter, and the paragraph it comes after, "" for its beginning. */
const place = z
  .string()
  .regex(/^[0-9a-f-]{36}(?:\/[0-9a-f-]{36})?$/, "document.changed")
  .transform((typed) => {
    const [chapter = "", after = ""] = typed.split("/");
    return { chapter, after };
  });
export type ParagraphPlace = z.infer<typeof place>;

export const outlineSchema = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("chapter"), title }),
  z.object({ intent: z.literal("chapter_rename"), chapter: z.uuid(), seen: z.string(), title }),
  z.object({ intent: z.literal("chapter_move"), chapter: z.uuid(), after: z.uuid().or(z.literal("")) }),
  z.object({ intent: z.literal("paragraph"), place, text }),
]);
export type OutlineInput = z.infer<typeof outlineSchema>;

/** The words of a sentence with its place, so that what was meant is what is changed. */
const sentence = { at: count, sentence: z.string() };

export const paragraphSchema = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("save"), opId: z.uuid(), revision: count, text, via: viaSchema }),
  z.object({ intent: z.literal("move"), place }),
  z.object({ intent: z.literal("split"), revision: count, at: count }),
  z.object({ intent: z.literal("merge"), revision: count, next: z.uuid(), nextRevision: count }),
  z.object({ intent: z.literal("delete"), revision: count }),
  z.object({ intent: z.literal("editorial"), ...sentence }),
  z.object({ intent: z.literal("untie"), tie: z.uuid() }),
  z.object({ intent: z.literal("retie"), tie: z.uuid(), ...sentence }),
  z.object({
    intent: z.literal("cite"),
    ...sentence,
    symbol: z.string().trim().max(80),
    question: z.string().trim().max(40),
    row: z.string().trim().max(40).default(""),
    quote: several(z.string().max(MAX_TEXT)).default([""]),
  }),
]);
export type ParagraphInput = z.infer<typeof paragraphSchema>;
export type CiteInput = Omit<Extract<ParagraphInput, { intent: "cite" }>, "intent">;

export const standingSchema = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("aside"), submission: z.uuid(), question: z.string().max(40), row: z.string().max(40).default(""), reason }),
  z.object({ intent: z.literal("undo"), hash: z.string().regex(/^[0-9a-f]{64}$/) }),
]);
export type AsideInput = Omit<Extract<z.infer<typeof standingSchema>, { intent: "aside" }>, "intent">;

export const freezeSchema = z
  .object({ stage: z.enum(STAGES), waive: several(z.enum(GAPS)).default([]), reason: z.string().trim().refine(atMost(MAX_REASON), "document.reason_too_long") })
  .refine(({ waive, reason: why }) => waive.length === 0 || why !== "", { path: ["reason"], message: "document.reason_required" });
export type FreezeInput = z.infer<typeof freezeSchema>;
