import { Fragment, useMemo } from "react";
import { useTranslation } from "~/ui/use-translation";
import { useAnswerForm } from "~/features/templates/components/answer-form";
import type { AnswerValue, FormQuestion } from "~/features/templates/model/values";
import type { Current } from "~/features/saves/model/queue-states";
import type { Merged } from "~/lib/merge";
import { mergedPieces } from "../model/merge-answer";
import { MergedText } from "./merged-text";

type ProposedMergeProps = { question: FormQuestion; base: unknown; mine: unknown; current: Current; merge: Merged<AnswerValue> };

/** The answer as it would stand with the changes of both, with what is from whom. */
export function ProposedMerge({ question, base, mine, current, merge }: ProposedMergeProps) {
  const { t } = useTranslation("history");
  const { texts, language } = useAnswerForm();
  const parts = useMemo(
    () => mergedPieces(question, texts, { base, mine, theirs: current.value, merged: merge.value }),
    [question, texts, base, mine, current, merge],
  );
  return (
    <div className="grid grid-cols-1 gap-1 rounded-sm border border-line p-3">
      <p className="text-sm font-semibold">{t("conflict.merge")}</p>
      <p className="text-sm">{t("conflict.mergeText")}</p>
      {merge.clashes > 0 && <p className="text-sm font-semibold">{t("conflict.clash", { count: merge.clashes })}</p>}
      {merge.choices > 0 && <p className="text-sm font-semibold">{t("conflict.choice", { count: merge.choices })}</p>}
      {parts.map(({ key, label, pieces }) => (
        <Fragment key={key}>
          {label && <p className="text-sm font-semibold">{label}</p>}
          <MergedText pieces={pieces} name={current.updatedBy} language={language} />
        </Fragment>
      ))}
    </div>
  );
}
