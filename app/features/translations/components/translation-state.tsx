import { Badge } from "~/ui/badge";
import { DateTime } from "~/ui/date-time";
import { useTranslation } from "~/ui/use-translation";
import type { Translation } from "../model";

/** How far a translation is, and who brought it there when. */
export function TranslationMark({ translation: { state, complete, written, checked } }: { translation: Translation }) {
  const { t } = useTranslation("translations");
  const { by, at } = checked ?? written;
  return (
    <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1 text-sm">
      <Badge tone={state === "checked" ? "success" : "neutral"} icon={state === "checked" ? "check" : "empty"}>
        {t(state === "draft" && !complete ? "state.part" : `state.${state}`)}
      </Badge>
      <span className="text-ink-soft">
        <bdi>{by}</bdi> · <DateTime at={at} />
      </span>
    </p>
  );
}
