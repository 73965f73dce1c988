import { z } from "zod";
import { LANGUAGES } from "~/lib/languages";
import { MAX_DEFINITION, MAX_NAME } from "./model";
import type { Words } from "./model/codes";

/** Words in six languages as a form carries them: `name.fr`. */
const words = (name: string, most: number) =>
  Object.fromEntries(
    LANGUAGES.map((language) => [
      `${name}.${language}`,
      z
        .string()
        .trim()
        .refine((typed) => [...typed].length <= most, "coding.too_long")
        .default(""),
    ]),
  );

const listed = z.preprocess((given) => (given === undefined ? [] : [given].flat()), z.array(z.string().max(300)).max(1_000));
const position = z.coerce.number().int().min(0).max(10_000).catch(0);

/** A code as a form gives it: its words, where it stands, and the revision it was shown with. */
export const codeSchema = z.looseObject({
  parent: z.string().max(40).default(""),
  position,
  revision: z.coerce.number().int().catch(0),
  ...words("name", MAX_NAME),
  ...words("definition", MAX_DEFINITION),
});

/** The words of one kind, those that are empty left out. */
export const wordsOf = (form: Readonly<Record<string, unknown>>, name: "name" | "definition"): Words =>
  Object.fromEntries(LANGUAGES.flatMap((language) => (form[`${name}.${language}`] ? [[language, form[`${name}.${language}`]]] : [])));

/** What is done with one code. */
export const codeActSchema = z.discriminatedUnion("intent", [
  codeSchema.extend({ intent: z.literal("edit") }),
  z.object({ intent: z.enum(["retire", "restore"]), revision: z.coerce.number().int().catch(0) }),
  z.object({ intent: z.literal("merge"), revision: z.coerce.number().int().catch(0), into: z.string().max(40).default("") }),
  z.object({ intent: z.literal("split"), names: z.string().max(5_000).default("") }),
  z.object({ intent: z.literal("share"), into: z.string().max(40).default(""), marks: listed }),
]);

/** What is done with one answer. */
export const codingSchema = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("mark"), hash: z.string().max(100), parts: listed, selected: listed, codes: listed }),
  z.object({ intent: z.literal("take"), hash: z.string().max(100), parts: listed, codes: listed, resembles: z.string().max(40) }),
  z.object({ intent: z.literal("remove"), id: z.string().max(40) }),
  z.object({ intent: z.enum(["done", "pass"]), hash: z.string().max(100) }),
]);

export const decisionSchema = z.object({
  intent: z.enum(["keep", "drop"]),
  hash: z.string().max(100),
  part: z.string().max(300),
  code: z.string().max(40),
});

/** What was sent, as a form shows it again: of what is listed each on a line. */
export const typedAct = (form: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(Object.entries(form).map(([name, value]) => [name, Array.isArray(value) ? value.join("\n") : String(value)]));
