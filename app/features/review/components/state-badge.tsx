import { useTranslation } from "react-i18next";
import type { SubmissionState } from "~/features/reports/model";
import { Badge, type BadgeTone } from "~/ui/badge";

const TONES: Record<SubmissionState, BadgeTone> = {
  submitted: "accent",
  acknowledged: "accent",
  under_review: "accent",
  accepted: "success",
  published: "success",
  not_published: "warning",
  recalled: "neutral",
  superseded: "neutral",
};

/** Where a version stands with the secretariat. */
export function StateBadge({ state }: { state: SubmissionState }) {
  const { t } = useTranslation("desk");
  return <Badge tone={TONES[state]}>{t(`state.${state}`)}</Badge>;
}
