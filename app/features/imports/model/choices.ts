import { optionName, showsCode } from "~/features/templates/model/texts";
import { choicesOf, type FormQuestion, type References } from "~/features/templates/model/values";
import type { Field } from "~/features/templates/schema";

/** Choices as a file shows them, and the way back from what stands in it. */

export type Choice = { code: string; label: string };
type Texts = Readonly<Record<string, string>>;

/** What may be chosen in a field, each under a label of its own: the name, with the code where readers are shown both or two names are alike. */
export function labelledChoices(question: FormQuestion, field: Field, references: References, texts: Texts): Choice[] {
  const set = field.options && "reference" in field.options ? field.options.reference : null;
  const named = (choicesOf(field, references) ?? []).map((code) => ({ code, label: optionName(question, field, code, texts) }));
  const times = new Map<string, number>();
  for (const { label } of named) times.set(fold(label), (times.get(fold(label)) ?? 0) + 1);
  return named.map(({ code, label }) => (showsCode(set) || times.get(fold(label))! > 1 ? { code, label: `${code} ${label}` } : { code, label }));
}

/** The code of what stands in a file: a label or a code, however spaced, isolated or cased. Null for anything else; nothing is guessed. */
export function codeOfChoice(choices: readonly Choice[], typed: string): string | null {
  const wanted = fold(typed);
  return (choices.find(({ label }) => fold(label) === wanted) ?? choices.find(({ code }) => fold(code) === wanted))?.code ?? null;
}

/** Without marks of direction, soft hyphens and doubled spaces, in one case and one form of Unicode. */
const fold = (text: string): string =>
  text
    .normalize("NFKC")
    .replace(/[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g, "")
    .replace(/\s+/g, " ")
    .trim()
    .toLowerCase();
