import { Badge } from "~/ui/badge";
import { useTranslation } from "~/ui/use-translation";
import type { Mark } from "../model";

const LOOK = {
  tied: { tone: "success", icon: "check" },
  editorial: { tone: "neutral", icon: "language" },
  neither: { tone: "warning", icon: "warning" },
} as const;

/** What a sentence rests on, in a word. */
export function SentenceMark({ mark }: { mark: Mark }) {
  const { t } = useTranslation("documents");
  return <Badge {...LOOK[mark]}>{t(`mark.${mark}`)}</Badge>;
}

/** Whose words a sentence is in; nothing where they are its editors'. */
export function WordedMark({ provider }: { provider: string }) {
  const { t } = useTranslation("documents");
  if (provider === "") return null;
  return (
    <Badge tone="accent" icon="info">
      {t("mark.worded", { provider })}
    </Badge>
  );
}
