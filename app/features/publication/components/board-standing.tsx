import { Link } from "@remix-run/react";
import { useTranslation } from "~/ui/use-translation";
import type { BoardStanding } from "~/features/publication/model";
import { links } from "~/lib/links";
import { Badge } from "~/ui/badge";
import { DateTime } from "~/ui/date-time";
import { useLanguage } from "~/ui/use-language";

/** Whether a report has been submitted, since when, and the way to it where it is public. `readLabel` names it for those who listen. */
export function Standing({ submittedAt, symbol, readLabel }: BoardStanding & { readLabel: string }) {
  const { t } = useTranslation("public");
  const language = useLanguage();
  return (
    <span className="flex flex-wrap items-center gap-x-4 gap-y-1">
      {submittedAt ? <Badge tone="success">{t("status.submitted")}</Badge> : <Badge>{t("status.notSubmitted")}</Badge>}
      {submittedAt && <DateTime at={submittedAt} show="day" />}
      {symbol && (
        <Link to={links.submission(language, symbol)} aria-label={readLabel}>
          {t("status.read")}
        </Link>
      )}
    </span>
  );
}
