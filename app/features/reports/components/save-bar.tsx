import { useEffect, useState } from "react";
import { useTranslation } from "~/ui/use-translation";
import type { QueueView } from "~/features/saves/model/queue-states";
import { formatTime } from "~/lib/dates";
import { links } from "~/lib/links";
import { useReaderZone } from "~/ui/reader-zone";
import { SaveState } from "~/ui/save-state";
import { useLanguage } from "~/ui/use-language";
import { useKept, useSaving } from "./autosave";
import { SAVE_TONES } from "./tones";

/** The state of saving the whole page, always in the same place. Only what needs the author is read out. */
export function SavingState({ alive, openedAt }: { alive: boolean; openedAt: string }) {
  const { t } = useTranslation("reports");
  const language = useLanguage();
  const saving = useSaving();
  const words = useWords(saving, openedAt);
  const needsAuthor = saving.halt !== null || ["waiting", "conflict", "refused"].includes(saving.status);
  const spoken = useSettled(needsAuthor ? words : "");
  if (!alive) return <SaveState tone="quiet">{t("saving.byButton")}</SaveState>;
  return (
    <>
      <div className="min-w-0 grow basis-64">
        <SaveState tone={saving.halt ? "stopped" : SAVE_TONES[saving.status]}>
          {words}{" "}
          {saving.halt?.kind === "signed_out" && (
            <a href={links.signIn(language)} target="_blank" rel="noopener">
              {t("saving.signIn")}
            </a>
          )}
        </SaveState>
      </div>
      <p role="status" className="sr-only">
        {spoken}
      </p>
    </>
  );
}

/** A text that has stood for a moment: a short break in the line is not worth a word to those who listen. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), 1_500);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

/** Locks that are not a signature, by the code of the refusal. */
const LOCKED_BY: Readonly<Record<string, "cycleClosed" | "inClearance" | undefined>> = {
  "report.cycle_closed": "cycleClosed",
  "report.in_clearance": "inClearance",
};

function useWords({ halt, status, savedAt, counts }: QueueView, openedAt: string): string {
  const kept = useKept();
  const { t } = useTranslation("reports");
  const language = useLanguage();
  const zone = useReaderZone();
  if (halt) return t(`saving.${(halt.kind === "locked" && LOCKED_BY[halt.code]) || halt.kind}`);
  if (status === "waiting")
    return t("saving.both", { waiting: t("saving.waiting", { count: counts.waiting }), advice: t(kept.works ? "saving.kept" : "saving.keepOpen") });
  if (status === "conflict" || status === "refused") return t(`saving.${status}`, { count: counts[status] });
  if (status === "saved") return savedAt && savedAt >= openedAt ? t("saving.saved", { time: formatTime(savedAt, language, zone) }) : t("saving.savedBefore");
  return t(`saving.${status}`);
}
