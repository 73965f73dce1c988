import { z } from "zod";
import { MAX_TEXT } from "~/features/documents/model";

/** What comes in from the page on which a file is held against a document. */

/** The most paragraphs of one file. */
const MAX_ITEMS = 20_000;

const json = z.string().transform((text, issue) => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    issue.addIssue({ code: "custom" });
    return z.NEVER;
  }
});
const numbers = z.preprocess(
  (given) => [given].flat().filter((one) => one !== undefined),
  z.array(z.coerce.number().int().min(0).max(MAX_ITEMS)).max(MAX_ITEMS),
);
const texts = z.preprocess((given) => [given].flat().filter((one) => one !== undefined), z.array(z.string().max(4 * MAX_TEXT)).max(MAX_ITEMS));
const seen = z.object({ paragraph: z.uuid(), revision: z.int().min(1) });
const text = z
  .string()
  .transform((typed) => typed.replace(/\r\n?/g, "\n").trim())
  .pipe(
    z
      .string()
      .min(1, "document.text_required")
      .refine((typed) => [...typed].length <= MAX_TEXT, "document.text_too_long"),
  );

/** A file brought back, to be compared. */
const comparedSchema = z.object({ intent: z.literal("compare"), file: z.instanceof(File) });

/** The page agreed to: of the paragraphs it showed those that are ticked, each with the text that stands there now, and new ones. */
const agreedSchema = z
  .object({
    intent: z.literal("take"),
    items: json.pipe(z.array(seen).max(MAX_ITEMS)),
    text: texts,
    unit: numbers,
    chapters: json.pipe(z.array(z.uuid()).max(MAX_ITEMS)),
    new: texts,
    add: numbers,
  })
  .transform(({ intent, items, text: typed, unit, chapters, new: added, add }) => ({
    intent,
    texts: unit.flatMap((at) => (items[at] ? [{ ...items[at], text: typed[at] ?? "" }] : [])),
    added: add.flatMap((at) => (chapters[at] ? [{ chapter: chapters[at], text: added[at] ?? "" }] : [])),
  }))
  .pipe(z.object({ intent: z.literal("take"), texts: z.array(seen.extend({ text })), added: z.array(z.object({ chapter: z.uuid(), text })) }));

export const redraftSchema = z.union([comparedSchema, agreedSchema]);
