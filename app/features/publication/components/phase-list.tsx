import { useTranslation } from "~/ui/use-translation";
import type { TimelineStep } from "~/features/publication/model";
import { Badge } from "~/ui/badge";
import { classNames } from "~/ui/class-names";
import { DateTime, DateTimeInZones } from "~/ui/date-time";

/** Steps of the consultation in order; the current ones stand out, past ones step back. */
export function PhaseList({ steps, detailed = false }: { steps: readonly TimelineStep[]; detailed?: boolean }) {
  const { t } = useTranslation("public");
  return (
    <ol className="grid">
      {steps.map(({ code, kind, name, at, until, zone, stands }) => (
        <li
          key={code}
          aria-current={stands === "current" ? "step" : undefined}
          className={classNames(
            "relative grid gap-1 border-s-4 py-3 ps-5",
            stands === "current" ? "border-accent bg-accent-soft" : stands === "past" ? "border-line" : "border-accent-line",
          )}
        >
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className={classNames("font-semibold", stands === "past" && "text-ink-soft")}>{name}</span>
            {stands === "current" && <Badge tone="accent">{t("timeline.current")}</Badge>}
            {detailed && <Badge>{t(`timeline.kind.${kind}`)}</Badge>}
          </p>
          {kind === "deadline" ? (
            <DateTimeInZones at={at} />
          ) : (
            <p className="text-sm text-ink-soft">
              <DateTime at={at} show="day" timeZone={zone} />
              {until && (
                <>
                  {" – "}
                  <DateTime at={until} show="day" timeZone={zone} />
                </>
              )}
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}
