import { useTranslation } from "~/ui/use-translation";
import type { TrailEvent } from "~/features/review/model";
import { DateTime } from "~/ui/date-time";
import { PlainText } from "~/ui/plain-text";

/** Events the desk has words for; the audit log may know more. */
const TOLD = [
  "report.submitted",
  "submission.acknowledged",
  "submission.under_review",
  "submission.clarification_requested",
  "submission.answered",
  "submission.accepted",
  "submission.in_translation",
  "submission.late_accepted",
  "submission.published",
  "submission.not_published",
  "submission.recalled",
  "submission.superseded",
  "submission.withdrawn",
  "clarification.asked",
  "clarification.answered",
  "clarification.closed",
  "submission.amendment_opened",
  "submission.officer_assigned",
  "submission.cosign_confirmed",
  "submission.cosign_declined",
] as const;
const isTold = (type: string): type is (typeof TOLD)[number] => (TOLD as readonly string[]).includes(type);
const keyOf = <T extends string>(type: T) => type.replace(".", "_") as T extends `${infer A}.${infer B}` ? `${A}_${B}` : never;

/** Who did what with a version, and when. */
export function Trail({ events }: { events: readonly TrailEvent[] }) {
  const { t } = useTranslation("desk");
  return (
    <ol className="grid gap-4">
      {events.map(({ id, at, actor, type, reason, officer }) => (
        <li key={id} className="grid gap-0.5 border-s-4 border-line ps-4">
          <p className="font-semibold">{isTold(type) ? t(`event.${keyOf(type)}`) : <bdi dir="ltr">{type}</bdi>}</p>
          {type === "submission.officer_assigned" && <p>{officer ?? t("queue.nobody")}</p>}
          {reason && <PlainText text={reason} />}
          <p className="text-sm text-ink-soft">
            <bdi>{actor}</bdi> · <DateTime at={at} />
          </p>
        </li>
      ))}
    </ol>
  );
}
