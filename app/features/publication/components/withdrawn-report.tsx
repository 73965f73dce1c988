import type { Refusal } from "~/lib/refusal";
import { links } from "~/lib/links";
import { Code } from "~/ui/bdi";
import { PageHeader } from "~/ui/page-header";
import { useRefusalText } from "~/ui/refusal-summary";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

/** In the place of a report that its party has withdrawn: that it did, and when. */
export function WithdrawnReport({ symbol, refusal }: { symbol: string; refusal: Pick<Refusal, "code" | "params"> }) {
  const { t } = useTranslation("public");
  const refused = useRefusalText();
  const language = useLanguage();
  return (
    <PageHeader
      title={t("submission.withdrawn")}
      lead={refused(refusal)}
      breadcrumbs={[{ label: t("submissions.title"), to: links.submissions(language) }, { label: <Code>{symbol}</Code> }]}
    />
  );
}
