import { z } from "zod";
import { keyOfUnit } from "~/features/reports/model";
import { isLanguage, LANGUAGES, type Language } from "~/lib/languages";
import { SHOWN, type Shown } from "./model";

/** What stands before the place in the name of a field of the form. */
const TEXT = "text:";
/** The name of the field in which the text of a place is typed. */
export const fieldName = (place: string): string => TEXT + place;

/** What the form of an answer sends: what to do, the answer, the language, the revision it was typed on, and the text of each place. */
export const translationForm = z
  .object({
    intent: z.enum(["saved", "checked", "unchecked"]),
    unit: z.string().max(80),
    to: z.enum(LANGUAGES, "translation.language"),
    revision: z.coerce.number().int().min(0).max(2_000_000_000),
  })
  .catchall(z.string())
  .transform(({ intent, unit, to, revision, ...rest }) => ({
    intent,
    unit,
    ...keyOfUnit(unit),
    to,
    revision,
    texts: Object.fromEntries(Object.entries(rest).flatMap(([name, text]) => (name.startsWith(TEXT) ? [[name.slice(TEXT.length), text]] : []))),
  }));
export type TranslationForm = z.infer<typeof translationForm>;
export type TranslationInput = Pick<TranslationForm, "question" | "row" | "to" | "revision" | "texts">;

/** What was typed into a form, shown again where it is refused. */
export const typedIn = ({ unit, texts }: TranslationForm): Record<string, string> => ({
  unit,
  ...Object.fromEntries(Object.entries(texts).map(([place, text]) => [fieldName(place), text])),
});

/** What an address asks for; what it does not know it leaves out. */
export function readAsked(search: URLSearchParams): { to: Language | null; shown: Shown; kept: string | null } {
  const to = search.get("to");
  return { to: isLanguage(to) ? to : null, shown: SHOWN.find((one) => one === search.get("show")) ?? "all", kept: search.get("keep") };
}
