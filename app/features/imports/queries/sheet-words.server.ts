import { templateWordsIn } from "~/features/papers/queries/words.server";
import type { Language } from "~/lib/languages";
import { translator } from "~/platform/i18n/i18n.server";
import type { SheetWords } from "../model/sheet-words";

/** The words of an Excel form in a language. */
export function sheetWordsIn(language: Language): SheetWords {
  const t = translator(language);
  return { ...templateWordsIn(language), say: (key, values) => t(key, { ...values }) };
}
