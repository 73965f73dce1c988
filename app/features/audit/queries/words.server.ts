import type { Language } from "~/lib/languages";
import { textsOf, translator } from "~/platform/i18n/i18n.server";
import type { TypeGroup } from "../model";

type Tree = Record<string, Record<string, string>>;
const treeOf = (language: Language): Tree => textsOf(language, "audit").event as Tree;

/** What an event is in words; the type itself for one of a later version of the portal. */
export function eventWords(type: string, language: Language): string {
  const [noun = "", verb = ""] = type.split(".");
  return treeOf(language)[noun]?.[verb] ?? type;
}

/** What events of a type are about, in words; the type itself for one of a later version of the portal. */
export function nounWords(type: string, language: Language): string {
  const [noun = ""] = type.split(".");
  return noun in treeOf(language) ? translator(language)(`audit:noun.${noun as "audit"}`) : type;
}

/** Every type of event there are words for, by what it is about, in the order of the texts. */
export function typeGroups(language: Language): TypeGroup[] {
  const t = translator(language);
  return Object.entries(treeOf(language)).map(([noun, verbs]) => ({
    noun,
    label: t(`audit:noun.${noun as "audit"}`),
    types: Object.entries(verbs).map(([verb, label]) => ({ type: `${noun}.${verb}`, label })),
  }));
}
