import { Link } from "@remix-run/react";
import { translateAddress } from "~/features/review/model/translate-address";
import { Notice } from "~/ui/notice";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";
import type { TranslationCounts } from "../model";

/** How far a version is translated, with the way there; nothing where nobody waits for it and nothing is done. */
export function TranslationNotice({ id, counts, awaited }: { id: string; counts: TranslationCounts | null; awaited: boolean }) {
  const { t } = useTranslation("translations");
  const language = useLanguage();
  if (!counts || (counts.answers === 0 && !awaited)) return null;
  return (
    <Notice>
      {t(counts.answers === 0 ? "notice.none" : "notice.counts", counts)} <Link to={translateAddress(language, id)}>{t("notice.open")}</Link>
    </Notice>
  );
}
