import { useTranslation } from "~/ui/use-translation";
import { SUBMISSION_TONES } from "~/features/reports/components/tones";
import type { SubmissionState } from "~/features/reports/model";
import { Badge } from "~/ui/badge";

/** Where a version stands with the secretariat. */
export function StateBadge({ state }: { state: SubmissionState }) {
  const { t } = useTranslation("desk");
  return <Badge tone={SUBMISSION_TONES[state]}>{t(`state.${state}`)}</Badge>;
}
