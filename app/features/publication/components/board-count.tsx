import { useTranslation } from "~/ui/use-translation";
import type { BoardSummary } from "~/features/publication/model";
import { Progress } from "~/ui/progress";

/** How many of an audience have reported: of how many, where that is known. */
export function BoardCount({ audience, submitted, total }: BoardSummary["kinds"][number]) {
  const { t } = useTranslation("public");
  if (total === null) return <p className="text-sm text-ink-soft">{t("status.contributions", { count: submitted })}</p>;
  const words = audience === "state" ? t("status.count", { count: total, submitted }) : t("status.reports", { count: total, submitted });
  return <Progress label={t(`templates.kind.${audience}`)} labelHidden value={submitted} max={total} valueText={words} />;
}
