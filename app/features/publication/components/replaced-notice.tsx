import { Link } from "@remix-run/react";
import { links } from "~/lib/links";
import { Code } from "~/ui/bdi";
import { DateTime } from "~/ui/date-time";
import { Notice } from "~/ui/notice";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";
import type { PublishedReport } from "../model";

type ReplacedNoticeProps = { symbol: string; by: NonNullable<PublishedReport["replacedBy"]> };

/** Before a version that was replaced: since when, which one stands now, and the way to what has changed. */
export function ReplacedNotice({ symbol, by }: ReplacedNoticeProps) {
  const { t } = useTranslation("public");
  const language = useLanguage();
  return (
    <Notice
      tone="warning"
      title={t("submission.replaced.title")}
      actions={<Link to={links.submissionChanges(language, symbol)}>{t("submission.replaced.changes")}</Link>}
    >
      <p>{t("submission.replaced.text")}</p>
      <p>
        {t("submission.replaced.on")} <DateTime at={by.at} show="day" />
      </p>
      <p>
        {t("submission.replaced.by")}{" "}
        <Link to={links.submission(language, by.symbol)}>
          <Code>{by.symbol}</Code>
        </Link>
      </p>
    </Notice>
  );
}
