import { Link } from "@remix-run/react";
import { links } from "~/lib/links";
import { Notice } from "~/ui/notice";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";
import type { OpenPoints } from "../model";

/** On a report's overview: that the secretariat waits for answers, how many, and whether their day has passed. */
export function OpenNotice({ reportId, open: { count, overdue } }: { reportId: string; open: OpenPoints }) {
  const { t } = useTranslation("clarifications");
  const language = useLanguage();
  return (
    <Notice tone="warning" title={t("notice.title")}>
      <p>{t("notice.text", { count })}</p>
      {overdue > 0 && <p>{t("notice.overdue")}</p>}
      <p>
        <Link to={links.clarifications(language, reportId)}>{t("notice.link")}</Link>
      </p>
    </Notice>
  );
}
