import { useTranslation } from "~/ui/use-translation";
import { Badge, type BadgeTone } from "~/ui/badge";
import type { CycleState } from "../model";

const TONES: Record<CycleState, BadgeTone> = { prepared: "accent", open: "success", closed: "neutral" };

/** Where a cycle stands. */
export function CycleBadge({ state }: { state: CycleState }) {
  const { t } = useTranslation("public");
  return <Badge tone={TONES[state]}>{t(`timeline.state.${state}`)}</Badge>;
}
