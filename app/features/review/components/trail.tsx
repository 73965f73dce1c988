import { useTranslation } from "~/ui/use-translation";
import { TRAIL_TYPES, type TrailEvent, type TrailType } from "~/features/review/model";
import { DateTime } from "~/ui/date-time";
import { PlainText } from "~/ui/plain-text";

const isTold = (type: string): type is TrailType => (TRAIL_TYPES as readonly string[]).includes(type);
const keyOf = <T extends string>(type: T) => type.replace(".", "_") as T extends `${infer A}.${infer B}` ? `${A}_${B}` : never;

/** Who did what with a version, and when. */
export function Trail({ events }: { events: readonly TrailEvent[] }) {
  const { t } = useTranslation("desk");
  const { t: queue } = useTranslation("queue");
  const wordOf = (type: string) => (isTold(type) ? t(`event.${keyOf(type)}`) : <bdi dir="ltr">{type}</bdi>);
  return (
    <ol className="grid gap-4">
      {events.map(({ id, at, actor, type, reason, officer, undone }) => (
        <li key={id} className="grid gap-0.5 border-s-4 border-line ps-4">
          <p className="font-semibold">{undone ? queue("undone.line") : wordOf(type)}</p>
          {undone?.map((event) => (
            <p key={event.id} className="text-sm text-ink-soft">
              <s>{wordOf(event.type)}</s> · <bdi>{event.actor}</bdi> · <DateTime at={event.at} />
            </p>
          ))}
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
