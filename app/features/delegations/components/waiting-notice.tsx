import { Link } from "@remix-run/react";
import { links } from "~/lib/links";
import { Notice } from "~/ui/notice";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";
import type { Waiting } from "../model";

/** In *My reports*: how many proposed texts of a report wait for those who write it. */
export function WaitingNotice({ waiting: { reportId, count, page } }: { waiting: Waiting }) {
  const { t } = useTranslation("delegations");
  const language = useLanguage();
  return (
    <Notice>
      <p>{t("waiting.count", { count })}</p>
      <p>
        <Link to={page === null ? links.delegation(language, reportId) : links.section(language, reportId, page)}>{t("waiting.link")}</Link>
      </p>
    </Notice>
  );
}
