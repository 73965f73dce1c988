import { Link } from "@remix-run/react";
import { links } from "~/lib/links";
import { DateTime } from "~/ui/date-time";
import { Notice } from "~/ui/notice";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

/** In *My reports*: that a report waits for the reader's own clearance, in which step and until when. */
export function AskedNotice({ reportId, stepName, until }: { reportId: string; stepName: string; until: string }) {
  const { t } = useTranslation("clearances");
  const language = useLanguage();
  return (
    <Notice tone="warning" title={t("asked.text", { step: `\u2068${stepName}\u2069` })}>
      <p>
        {t("panel.until")} <DateTime at={until} />
      </p>
      <p>
        <Link to={links.clearance(language, reportId)}>{t("asked.link")}</Link>
      </p>
    </Notice>
  );
}
