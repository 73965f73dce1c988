import { Link } from "@remix-run/react";
import { useTranslation } from "~/ui/use-translation";
import { UnitName } from "~/features/reports/components/unit-name";
import type { PublishedItem } from "~/features/publication/model";
import { LANGUAGE_NAMES } from "~/lib/languages";
import { links } from "~/lib/links";
import { Code } from "~/ui/bdi";
import { DateTime } from "~/ui/date-time";
import { useLanguage } from "~/ui/use-language";

/** Published reports, one a line: who, what, in which language, since when. */
export function PublishedList({ items }: { items: readonly PublishedItem[] }) {
  const { t } = useTranslation("public");
  const language = useLanguage();
  return (
    <ul className="grid border-t border-line">
      {items.map(({ symbol, party, title, line, unit, unitName, language: written, publishedAt }) => (
        <li key={symbol} className="grid gap-1 border-b border-line py-4">
          <Link to={links.submission(language, symbol)} className="w-fit text-lg font-semibold">
            <bdi>{party.name}</bdi>
          </Link>
          <p>
            {title}
            {line && (
              <span className="ms-2">
                <Code>{line}</Code>
              </span>
            )}
            {unit && (
              <span className="ms-2">
                <UnitName unit={unit} unitName={unitName} />
              </span>
            )}
          </p>
          <p className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-ink-soft">
            <Code>{symbol}</Code>
            <span>
              {t("submissions.writtenIn")} <span lang={written}>{LANGUAGE_NAMES[written]}</span>
            </span>
            <span>
              {t("submissions.published")} <DateTime at={publishedAt} show="day" />
            </span>
          </p>
        </li>
      ))}
    </ul>
  );
}
