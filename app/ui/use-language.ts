import { useTranslation } from "./use-translation";
import { isLanguage, SOURCE_LANGUAGE, type Language } from "~/lib/languages";

/** The language this page is shown in. */
export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return isLanguage(i18n.language) ? i18n.language : SOURCE_LANGUAGE;
}
