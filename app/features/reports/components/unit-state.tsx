import { useTranslation } from "~/ui/use-translation";
import type { UnitView } from "~/features/saves/model/queue-states";
import { formatDay, formatTime } from "~/lib/dates";
import { useReaderZone } from "~/ui/reader-zone";
import { SaveState } from "~/ui/save-state";
import { useLanguage } from "~/ui/use-language";
import { useUnit } from "./autosave";
import { SAVE_TONES } from "./tones";

/** What is true of one answer: where it is kept now. `openedAt`: saves before that were made on another day or page. */
export function UnitState({ unit, openedAt }: { unit: string; openedAt: string }) {
  const view = useUnit(unit);
  const words = useWords(view, openedAt);
  return words ? <SaveState tone={SAVE_TONES[view.status]}>{words}</SaveState> : null;
}

function useWords({ status, savedAt, savedBy, revision, refusal }: UnitView, openedAt: string): string | null {
  const { t } = useTranslation("reports");
  const language = useLanguage();
  const zone = useReaderZone();
  if (status === "untouched") return null;
  if (status === "refused") return t("unit.refused", { why: refusal?.message ?? "" });
  if (status !== "saved") return t(`unit.${status}`);
  if (!savedAt) return null;
  return savedAt >= openedAt
    ? t(savedBy === null ? "unit.saved" : "unit.savedBy", { name: savedBy, time: formatTime(savedAt, language, zone), revision })
    : t("unit.savedOn", { day: formatDay(savedAt, language, zone), revision });
}
