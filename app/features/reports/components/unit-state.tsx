import { Link } from "@remix-run/react";
import { useTranslation } from "~/ui/use-translation";
import type { UnitView } from "~/features/saves/model/queue-states";
import { links } from "~/lib/links";
import { formatDay, formatTime } from "~/lib/dates";
import { useReaderZone } from "~/ui/reader-zone";
import { SaveState } from "~/ui/save-state";
import { useLanguage } from "~/ui/use-language";
import { shownRevision } from "../model/proposals";
import { useUnit } from "./autosave";
import { unitId } from "./save-transport";
import { useSection } from "./section-data";
import { SAVE_TONES } from "./tones";

/** What is true of one answer: where it is kept now, and the way to its history. */
export function UnitState({ code }: { code: string }) {
  const { t } = useTranslation("reports");
  const language = useLanguage();
  const { page } = useSection();
  const { row } = page.page;
  const view = useUnit(unitId(code, row));
  // Saves before the page was opened were made on another day or page.
  const words = useWords(view, page.openedAt);
  return (
    words && (
      <SaveState tone={SAVE_TONES[view.status]}>
        {words}
        {view.revision > 0 && (
          <>
            {" · "}
            <Link to={links.history(language, page.id, code, row)}>{t("unit.history")}</Link>
          </>
        )}
      </SaveState>
    )
  );
}

function useWords({ status, savedAt, savedBy, revision: saved, refusal }: UnitView, openedAt: string): string | null {
  const revision = shownRevision(saved);
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
