import { Link } from "@remix-run/react";
import { links } from "~/lib/links";
import { Notice } from "~/ui/notice";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";
import type { TranslationCounts } from "../model";

/** How far a version is translated, with the way there; nothing where nobody waits for it and nothing is done. */
export function TranslationNotice({ id, counts: { answers, languages, checked }, awaited }: { id: string; counts: TranslationCounts; awaited: boolean }) {
  const { t } = useTranslation("translations");
  const language = useLanguage();
  if (answers === 0 && !awaited) return null;
  return (
    <Notice>
      {answers === 0 ? t("notice.none") : t("notice.counts", { answers, languages, checked })} <Link to={links.deskTranslate(language, id)}>{t("notice.open")}</Link>
    </Notice>
  );
}
