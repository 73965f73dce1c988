import { useLocation } from "@remix-run/react";
import { useTranslation } from "./use-translation";
import { directionOf, isLanguage, LANGUAGE_NAMES, LANGUAGES, type Language } from "~/lib/languages";
import { inLanguage } from "~/lib/links";
import { useLanguage } from "./use-language";

/** This page in each language, by the language's own name. A new document each time: direction, fonts and texts all change. */
export function LanguageMenu() {
  const { t } = useTranslation("common");
  const current = useLanguage();
  const { pathname, search } = useLocation();
  const inPath = isLanguage(pathname.split("/")[1]);
  const target = (language: Language): string => (inPath ? inLanguage(pathname, language) + search : `${pathname}?lang=${language}`);
  return (
    <nav aria-label={t("language.label")}>
      <ul className="flex flex-wrap gap-x-1">
        {LANGUAGES.map((language) => (
          <li key={language}>
            <a
              href={target(language)}
              lang={language}
              dir={directionOf(language)}
              hrefLang={language}
              aria-current={language === current ? "true" : undefined}
              // One size for all six names: they stand side by side.
              style={{ fontSize: "0.9375rem" }}
              className="flex min-h-9 items-center px-2 no-underline hover:underline aria-[current]:font-semibold aria-[current]:text-ink aria-[current]:underline aria-[current]:decoration-brand aria-[current]:decoration-2"
            >
              {LANGUAGE_NAMES[language]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
