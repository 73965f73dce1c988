import { useId, useMemo } from "react";
import { useTranslation } from "~/ui/use-translation";
import type { Current } from "~/features/saves/model/queue-states";
import type { FormQuestion } from "~/features/templates/model/values";
import { diffWords } from "~/lib/diff";
import type { Language } from "~/lib/languages";
import { Button } from "~/ui/button";
import { DateTime } from "~/ui/date-time";
import { Icon } from "~/ui/icons";
import { differingPieces, flatAnswer } from "./flat-answer";
import { TextSide } from "./text-side";

type ConflictPanelProps = {
  question: FormQuestion;
  /** What stands in the form. */
  mine: unknown;
  current: Current;
  texts: Readonly<Record<string, string>>;
  language: Language;
  /** With a script; without one the buttons post the form. */
  act?: { keepMine: () => void; takeTheirs: () => void; combine?: () => void };
};

/** Two texts for one answer, side by side, with what differs marked. Both are kept; the author chooses or merges. */
export function ConflictPanel({ question, mine, current, texts, language, act }: ConflictPanelProps) {
  const { t } = useTranslation("reports");
  const id = useId();
  const pieces = useMemo(
    () => differingPieces(flatAnswer(question, mine, texts), flatAnswer(question, current.value, texts)),
    [question, mine, current, texts],
  );
  return (
    <section aria-labelledby={id} className="grid gap-3 rounded-sm border-2 border-warning bg-surface p-4">
      <h3 id={id} className="flex gap-2 font-semibold text-warning">
        <Icon name="warning" className="mt-[0.2em]" />
        {t("conflict.title")}
      </h3>
      <p className="text-sm">{t("conflict.text", { name: current.updatedBy })}</p>
      {pieces.length === 0 && <p className="text-sm">{t("conflict.onlyConfidential")}</p>}
      {pieces.map(({ key, label, mine: own, theirs }) => {
        const changes = diffWords(theirs, own);
        return (
          <div key={key} className="grid gap-1">
            {label && <p className="text-sm font-semibold">{label}</p>}
            <div className="grid gap-3 md:grid-cols-2">
              <TextSide title={t("conflict.mine")} changes={changes} kind="added" language={language} />
              <TextSide title={<OtherAuthor current={current} />} changes={changes} kind="removed" language={language} />
            </div>
          </div>
        );
      })}
      <div className="flex flex-wrap gap-3">
        <Button type={act ? "button" : "submit"} size="sm" name="intent" value="save" onClick={act?.keepMine}>
          {t("conflict.keepMine")}
        </Button>
        <Button type={act ? "button" : "submit"} size="sm" name="intent" value={`theirs:${question.code}`} onClick={act?.takeTheirs}>
          {t("conflict.takeTheirs", { name: current.updatedBy })}
        </Button>
        {act?.combine && (
          <Button type="button" size="sm" variant="quiet" onClick={act.combine}>
            {t("conflict.combine")}
          </Button>
        )}
      </div>
      <p className="text-sm text-ink-soft">{t("conflict.history")}</p>
    </section>
  );
}

function OtherAuthor({ current }: { current: Current }) {
  return (
    <>
      <bdi>{current.updatedBy}</bdi> · <DateTime at={current.updatedAt} />
    </>
  );
}
