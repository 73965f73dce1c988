import { Link } from "@remix-run/react";
import { links } from "~/lib/links";
import { Notice } from "~/ui/notice";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";
import type { ReadingCount } from "../model";

/** On the page of a version: how much of it differs from what its reader read last, and the way to only that. */
export function ReadingNotice({ id, reading }: { id: string; reading: ReadingCount | null }) {
  const { t } = useTranslation("readings");
  const language = useLanguage();
  if (!reading || reading.count === 0) return null;
  return (
    <Notice title={t("notice.title", { count: reading.count })}>
      <p>{t("notice.text", { from: reading.seen })}</p>
      <p>
        <Link to={links.deskChanges(language, id)}>{t("notice.open")}</Link>
      </p>
    </Notice>
  );
}
