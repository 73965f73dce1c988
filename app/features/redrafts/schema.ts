import { z } from "zod";
import { MAX_TEXT } from "~/features/documents/model";
import type { SentAdded, SentItem } from "./model";

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
/** Of any length: one that is too long comes back as it was written. */
const texts = z.preprocess((given) => [given].flat().filter((one) => one !== undefined), z.array(z.string()).max(MAX_ITEMS));
const seen = z.object({ paragraph: z.uuid(), number: z.string().max(40), revision: z.int().min(1), standing: z.enum(["changed", "conflict"]) });
const begun = z.object({ id: z.uuid(), chapter: z.uuid(), title: z.string().max(MAX_TEXT) });
const cleaned = (typed = ""): string => typed.replace(/\r\n?/g, "\n").trim();

/** A file brought back, to be compared. */
const comparedSchema = z.object({ intent: z.literal("compare"), file: z.instanceof(File) });

/** The page agreed to: every paragraph it showed with the text that stands there now, and which are ticked. */
const agreedSchema = z
  .object({
    intent: z.literal("take"),
    items: json.pipe(z.array(seen).max(MAX_ITEMS)),
    text: texts,
    unit: numbers,
    begun: json.pipe(z.array(begun).max(MAX_ITEMS)),
    new: texts,
    add: numbers,
  })
  .transform(({ intent, items, text: typed, unit, begun: known, new: added, add }) => ({
    intent,
    items: items.map((item, at): SentItem => ({ ...item, text: cleaned(typed[at]), ticked: unit.includes(at) })),
    added: known.map((one, at): SentAdded => ({ ...one, text: cleaned(added[at]), ticked: add.includes(at) })),
  }));

export const redraftSchema = z.union([comparedSchema, agreedSchema]);
