import type { Language } from "~/lib/languages";
import { translator } from "~/platform/i18n/i18n.server";
import type { TemplateWords, Words } from "../model/words";

/** The words of a paper in a language. */
export function wordsIn(language: Language): Words {
  const t = translator(language);
  return { language, say: (key, values) => t(key, { ...values }) };
}

/** The same for a template. */
export function templateWordsIn(language: Language): TemplateWords {
  const t = translator(language);
  return { ...wordsIn(language), explain: (key, values) => t(`public:${key}`, { ...values }), between: t("common:list.names") };
}
