import { useTranslation } from "~/ui/use-translation";
import type { Refusal } from "~/lib/refusal";
import { Notice } from "~/ui/notice";
import { useRefusalText } from "~/ui/refusal-summary";
import type { SectionOutcome } from "./section-data";

type SectionNoticesProps = {
  isSaved: boolean;
  isClosed: boolean;
  isReopened: boolean;
  hold: string | null;
  outcome: SectionOutcome | null;
  refusal: Refusal | null;
};

/** On top of a page: that it is only read, and what became of it when it was posted without a script. */
export function SectionNotices({ isSaved, isClosed, isReopened, hold, outcome, refusal }: SectionNoticesProps) {
  const { t } = useTranslation("reports");
  const refusalText = useRefusalText();
  const whole = refusal ?? outcome?.whole ?? null;
  const needing = outcome ? [...new Set([...Object.keys(outcome.conflicts), ...Object.keys(outcome.refusals)])] : [];
  if (!isSaved && !isClosed && !isReopened && !hold && !whole && needing.length === 0) return null;
  return (
    <div className="mb-6 grid gap-4">
      {isClosed && <Notice>{t("show.cycleClosed")}</Notice>}
      {isReopened && <Notice tone="warning">{t("reopened.notice")}</Notice>}
      {hold && <Notice>{hold}</Notice>}
      {whole && <Notice tone="error">{refusalText(whole)}</Notice>}
      {!whole && needing.length > 0 && (
        <Notice tone="warning" title={t("section.notAll")}>
          <ul className="grid list-disc gap-1 ps-5">
            {needing.map((code) => (
              <li key={code}>
                <a href={`#${code}`}>
                  {t(outcome?.conflicts[code] ? "section.inConflict" : "section.refused", {
                    code,
                    why: outcome?.refusals[code] ? refusalText(outcome.refusals[code]) : "",
                  })}
                </a>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {isSaved && <Notice tone="success">{t("section.saved")}</Notice>}
    </div>
  );
}
