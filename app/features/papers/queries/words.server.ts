import type { Language } from "~/lib/languages";
import { translator } from "~/platform/i18n/i18n.server";
import type { Words } from "../model/words";

/** The words of a paper in a language. */
export function wordsIn(language: Language): Words {
  const t = translator(language);
  return { language, say: (key, values) => t(key, { ...values }) };
}
