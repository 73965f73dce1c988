import { Fragment, useMemo } from "react";
import { useTranslation } from "~/ui/use-translation";
import { useAnswerForm } from "~/features/templates/components/answer-form";
import type { AnswerValue, FormQuestion } from "~/features/templates/model/values";
import type { Current } from "~/features/saves/model/queue-states";
import type { Merged, MergePiece } from "~/lib/merge";
import { VisuallyHidden } from "~/ui/visually-hidden";
import { mergedPieces } from "../model/merge-answer";

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
          <div lang={language} dir="auto" className="whitespace-pre-wrap">
            {pieces.map((piece, index) =>
              piece.from === "both" ? <span key={index}>{piece.text}</span> : <Owned key={index} piece={piece} name={current.updatedBy} />,
            )}
          </div>
        </Fragment>
      ))}
    </div>
  );
}

/** A run that is from one of the two: whose it is stands before it. */
function Owned({ piece: { from, text }, name }: { piece: MergePiece; name: string }) {
  const { t, i18n } = useTranslation("history");
  return (
    <mark
      className={
        from === "mine"
          ? "bg-accent-soft underline decoration-accent decoration-2"
          : "bg-warning-soft underline decoration-warning decoration-dotted decoration-2"
      }
    >
      <bdi lang={i18n.language} className="me-1 text-xs font-semibold">
        {t("conflict.from", { name: from === "mine" ? t("conflict.fromMine") : `\u2068${name}\u2069` })}
      </bdi>
      {text}
      <bdi lang={i18n.language}>
        <VisuallyHidden> {t("diff.end")} </VisuallyHidden>
      </bdi>
    </mark>
  );
}
