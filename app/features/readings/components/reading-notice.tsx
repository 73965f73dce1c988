import { Link } from "@remix-run/react";
import { links } from "~/lib/links";
import { Notice } from "~/ui/notice";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";
import { newIn, type ReadingCount } from "../model";

/** On the page of a version: how much is new in it to its reader since they last looked, and the way to only that. */
export function ReadingNotice({ id, reading }: { id: string; reading: ReadingCount | null }) {
  const { t } = useTranslation("readings");
  const { t: queue } = useTranslation("queue");
  const language = useLanguage();
  const count = reading ? newIn(reading) : 0;
  if (!reading || count === 0) return null;
  const { seen, answers, comments } = reading;
  return (
    <Notice title={queue("unseen", { count })}>
      <p>{t("notice.text", { from: seen })}</p>
      <p>{t("notice.parts", { answers, comments })}</p>
      <p>
        <Link to={links.deskChanges(language, id)}>{t("notice.open")}</Link>
      </p>
    </Notice>
  );
}
