import { Link } from "@remix-run/react";
import { LANGUAGE_NAMES } from "~/lib/languages";
import { Badge } from "~/ui/badge";
import { Code } from "~/ui/bdi";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";
import type { ShownStatement } from "../model";
import { meetingLinks } from "../model/address";

/** The numbers of paragraphs, each by itself. */
export function ParagraphNumbers({ numbers }: { numbers: readonly string[] }) {
  const { t } = useTranslation("common");
  return numbers.map((number, index) => (
    <span key={number}>
      {index > 0 && t("list.codes")}
      <Code>{number}</Code>
    </span>
  ));
}

/** Statements with the way to each. */
export function StatementList({ meeting, statements }: { meeting: string; statements: readonly ShownStatement[] }) {
  const { t } = useTranslation("meetings");
  const language = useLanguage();
  return (
    <ul className="grid gap-2">
      {statements.map(({ id, party, language: written, paragraphs, public: isPublic }) => (
        <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Link to={meetingLinks.statement(language, meeting, id)}>{t("statement.of", { party: `\u2068${party.name}\u2069` })}</Link>
          <span lang={written} className="text-sm text-ink-soft">
            {LANGUAGE_NAMES[written]}
          </span>
          {paragraphs.length > 0 && (
            <span className="text-sm text-ink-soft">
              {t("statement.paragraphs", { count: paragraphs.length })} <ParagraphNumbers numbers={paragraphs} />
            </span>
          )}
          {!isPublic && <Badge tone="warning">{t("statement.notPublic")}</Badge>}
        </li>
      ))}
    </ul>
  );
}
