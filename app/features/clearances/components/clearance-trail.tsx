import { Card } from "~/ui/card";
import { DateTime } from "~/ui/date-time";
import { PlainText } from "~/ui/plain-text";
import { useTranslation } from "~/ui/use-translation";
import type { ClearanceAct, TrailEntry } from "../model";

const TOLD = ["ask", "clear", "return", "cancel", "withdraw", "lapse"] as const;
const toldOf = (action: ClearanceAct): (typeof TOLD)[number] | undefined => TOLD.find((act) => act === action);

/** Who did what with a clearance, when and why. */
export function TrailLine({ entry: { action, stepName, text, by, at }, as: Element = "li" }: { entry: TrailEntry; as?: "li" | "div" }) {
  const { t } = useTranslation("clearances");
  const told = toldOf(action);
  return (
    <Element className="grid gap-0.5 border-s-4 border-line ps-4">
      <p className="font-semibold">
        {told && t(`event.${told}`)} · <bdi>{stepName}</bdi>
      </p>
      {text && <PlainText text={text} />}
      <p className="text-sm text-ink-soft">
        {by && (
          <>
            <bdi>{by}</bdi> ·{" "}
          </>
        )}
        <DateTime at={at} />
      </p>
    </Element>
  );
}

/** The record of a report's clearances, newest first. */
export function ClearanceTrail({ entries }: { entries: readonly TrailEntry[] }) {
  const { t } = useTranslation("clearances");
  return (
    <Card title={t("trail.title")}>
      {entries.length === 0 ? (
        <p>{t("trail.none")}</p>
      ) : (
        <ol className="grid gap-4">
          {entries.map((entry) => (
            <TrailLine key={entry.id} entry={entry} />
          ))}
        </ol>
      )}
    </Card>
  );
}
