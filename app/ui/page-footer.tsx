import { Link } from "@remix-run/react";
import { useTranslation } from "./use-translation";
import { links } from "~/lib/links";
import { useLanguage } from "./use-language";

/** What every page ends with: about, accessibility, and the disclaimer on designations. */
export function PageFooter() {
  const { t } = useTranslation("common");
  const language = useLanguage();
  return (
    <footer className="mt-10 border-t border-line bg-surface print:hidden">
      <div className="mx-auto grid max-w-page gap-4 px-4 py-8 text-sm text-ink-soft sm:px-6">
        <nav aria-label={t("footer.label")}>
          <ul className="flex flex-wrap gap-x-6 gap-y-2">
            <li>
              <Link to={links.about(language)}>{t("footer.about")}</Link>
            </li>
            <li>
              <Link to={links.accessibility(language)}>{t("footer.accessibility")}</Link>
            </li>
          </ul>
        </nav>
        <p className="max-w-[90ch]">{t("footer.designations")}</p>
      </div>
    </footer>
  );
}
