import { LANGUAGE_NAMES, type Language } from "~/lib/languages";
import { PageNav } from "~/ui/page-nav";
import { useTranslation } from "~/ui/use-translation";

/** Into which language: each under its own name. */
export function LanguageChoice({ targets, to, href }: { targets: readonly Language[]; to: Language | null; href: (to: Language) => string }) {
  const { t } = useTranslation("translations");
  return (
    <PageNav
      label={t("to")}
      items={targets.map((language) => ({
        to: href(language),
        label: <span lang={language}>{LANGUAGE_NAMES[language]}</span>,
        current: language === to,
      }))}
    />
  );
}
