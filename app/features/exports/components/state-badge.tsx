import { Badge } from "~/ui/badge";
import { useTranslation } from "~/ui/use-translation";
import type { ExportState } from "../model";

const TONE = { waiting: "neutral", running: "accent", done: "success", failed: "danger", cancelled: "neutral", expired: "neutral" } as const;

/** Where an export stands, in a word. */
export function StateBadge({ state }: { state: ExportState }) {
  const { t } = useTranslation("exports");
  return <Badge tone={TONE[state]}>{t(`state.${state}`)}</Badge>;
}
