import type { Refusal } from "~/lib/refusal";
import { links } from "~/lib/links";
import { LinkButton } from "~/ui/link-button";
import { PageHeader } from "~/ui/page-header";
import { useRefusalText } from "~/ui/refusal-summary";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

/** In the place of a report that its party has withdrawn: that it did, and when. */
export function WithdrawnReport({ refusal }: { refusal: Pick<Refusal, "code" | "params"> }) {
  const { t } = useTranslation("public");
  const refused = useRefusalText();
  const language = useLanguage();
  return (
    <>
      <PageHeader title={t("submission.withdrawn")} lead={refused(refusal)} />
      <LinkButton to={links.submissions(language)}>{t("submissions.title")}</LinkButton>
    </>
  );
}
