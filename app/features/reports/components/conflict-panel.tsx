import { useId, useMemo } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import { useTranslation } from "~/ui/use-translation";
import { useAnswerForm } from "~/features/templates/components/answer-form";
import { fromForm, toForm } from "~/features/templates/model/form-values";
import type { AnswerValue, FormQuestion } from "~/features/templates/model/values";
import type { Current } from "~/features/saves/model/queue-states";
import { Button } from "~/ui/button";
import { DateTime } from "~/ui/date-time";
import { Icon } from "~/ui/icons";
import { flatAnswer } from "../model/flat-answer";
import { mergeAnswers } from "../model/merge-answer";
import { useQueue } from "./autosave";
import { focusQuestion } from "./focus-question";
import { ProposedMerge } from "./proposed-merge";
import { confidentialName } from "./section-data";
import { TwoTexts } from "./two-texts";

type ConflictPanelProps = { question: FormQuestion; unit: string; current: Current };

/** Two texts for one answer, side by side, with what differs marked. Both are kept; the author chooses or merges. */
export function ConflictPanel({ question, unit, current }: ConflictPanelProps) {
  const { t } = useTranslation("history");
  const { alive, texts, language } = useAnswerForm();
  const id = useId();
  const { code } = question;
  const draft: unknown = useWatch({ name: code });
  const mine = useMemo(() => fromForm(question, draft), [question, draft]);
  const ownPieces = useMemo(() => flatAnswer(question, mine, texts), [question, mine, texts]);
  const theirPieces = useMemo(() => flatAnswer(question, current.value, texts), [question, current, texts]);
  const { base } = current;
  const merge = useMemo(() => base && mergeAnswers(question, base.value, mine, current.value), [question, base, mine, current]);
  const { keepMine, takeTheirs, takeMerge } = useChoices({ question, unit });
  const press = (act: () => void) => (alive ? { type: "button" as const, onClick: act } : { type: "submit" as const });
  return (
    <section aria-labelledby={id} className="grid grid-cols-1 gap-3 rounded-sm border-2 border-warning bg-surface p-4">
      <h3 id={id} className="flex gap-2 font-semibold text-warning">
        <Icon name="warning" className="mt-[0.2em]" />
        {t("conflict.title")}
      </h3>
      <p className="text-sm">{t("conflict.text", { name: current.updatedBy })}</p>
      <TwoTexts
        start={{ title: <OtherAuthor current={current} />, pieces: theirPieces, language }}
        end={{ title: `${t("conflict.mine")} · ${t("conflict.unsaved")}`, pieces: ownPieces, language }}
        same={t("conflict.onlyConfidential")}
      />
      {base && merge && <ProposedMerge question={question} base={base.value} mine={mine} current={current} merge={merge} />}
      <div className="flex flex-wrap gap-3">
        <Button size="sm" name="intent" value="save" {...press(keepMine)}>
          {t("conflict.keepMine")}
        </Button>
        <Button size="sm" name="intent" value={`theirs:${code}`} {...press(() => void takeTheirs())}>
          {t("conflict.takeTheirs", { name: current.updatedBy })}
        </Button>
        {merge && (
          <>
            {!alive && <input type="hidden" name={`merge.${code}`} value={JSON.stringify(merge.value)} />}
            <Button size="sm" name="intent" value={`merge:${code}`} {...press(() => takeMerge(merge.value))}>
              {t("conflict.takeMerge")}
            </Button>
          </>
        )}
      </div>
      <p className="text-sm text-ink-soft">{t("conflict.history")}</p>
    </section>
  );
}

/** What the buttons do where a script runs; without one they post the form. */
function useChoices({ question, unit }: Pick<ConflictPanelProps, "question" | "unit">) {
  const { references } = useAnswerForm();
  const { setValue, getValues } = useFormContext();
  const queue = useQueue();
  const { code } = question;
  const show = (value: unknown, confidential: boolean): void => {
    setValue(confidentialName(code), confidential);
    setValue(code, toForm(question, value, references), { shouldDirty: true });
    focusQuestion(question);
  };
  return {
    keepMine: (): void => {
      void queue.keepMine(unit);
      focusQuestion(question);
    },
    takeTheirs: async (): Promise<void> => {
      const theirs = await queue.takeTheirs(unit);
      if (theirs) show(theirs.value, theirs.confidential);
    },
    takeMerge: (value: AnswerValue): void => {
      const confidential = getValues(confidentialName(code)) === true;
      queue.change(unit, { value, confidential, via: "merge" });
      void queue.keepMine(unit);
      show(value, confidential);
    },
  };
}

function OtherAuthor({ current }: { current: Current }) {
  return (
    <>
      <bdi>{current.updatedBy}</bdi> · <DateTime at={current.updatedAt} />
    </>
  );
}
