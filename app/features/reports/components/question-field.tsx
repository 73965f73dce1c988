import { useRevalidator } from "@remix-run/react";
import { memo, Suspense, useEffect, useMemo, useRef } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import { useTranslation } from "~/ui/use-translation";
import { AnswerFormContext, useAnswerForm, useFieldMessage } from "~/features/templates/components/answer-form";
import { Counter } from "~/features/templates/components/counter";
import { fromForm, markOf, toForm } from "~/features/templates/model/form-values";
import { isGroupQuestion, isWideQuestion, messageName, QuestionAnswer } from "~/features/templates/components/question-answer";
import { isOpenToWrite } from "../model";
import { isRequired } from "~/features/templates/model/progress";
import { questionKey } from "~/features/templates/model/texts";
import { isChoice, isFixed, normaliseValue, type FormQuestion } from "~/features/templates/model/values";
import { Badge } from "~/ui/badge";
import { Button } from "~/ui/button";
import { Choice } from "~/ui/choice";
import { lazyPart } from "~/ui/lazy-part";
import { Notice } from "~/ui/notice";
import { Question } from "~/ui/question";
import { useQueue, useUnit } from "./autosave";
import { focusQuestion } from "./focus-question";
import { LastAnswer } from "./last-answer";
import { ProposalPanel } from "./proposal-panel";
import { unitId } from "./save-transport";
import { confidentialName, useSection } from "./section-data";
import { UnitState } from "./unit-state";

/** Two texts side by side are a rare sight, and much to fetch. */
const ConflictPanel = lazyPart(async () => ({ default: (await import("./conflict-panel")).ConflictPanel }));

/** One question of the page with everything around it: guidance, answer, confidentiality, state of saving, conflict. */
export const QuestionField = memo(function QuestionField({
  question,
}: {
  question: FormQuestion;
  /** Changes when its fields may apply differently. */ turn: number;
}) {
  const { t } = useTranslation("reports");
  const form = useAnswerForm();
  const { texts, references } = form;
  const { page, starts } = useSection();
  const { code } = question;
  const isReopened = page.reopened.length > 0;
  const isClosed = isReopened && !isOpenToWrite(page.reopened, { question: code, row: page.page.row });
  const readOnly = form.readOnly || isClosed;
  const error = useFieldMessage(messageName(question));
  const start = starts[code]!;
  const answerForm = useMemo(() => ({ ...form, language: start.language, readOnly }), [form, start.language, readOnly]);
  const unit = unitId(code, page.page.row);
  const draft = toForm(question, start.value, references, page.blankRows[code]);
  const mayBeConfidential = question.confidential === "allowed" && !isChoice(question);
  return (
    <Question
      id={code}
      code={code}
      level={2}
      label={texts[questionKey(question, "label")]}
      guidance={texts[questionKey(question, "guidance")]}
      required={isRequired(question)}
      error={error}
      group={isGroupQuestion(question, references)}
      wide={isWideQuestion(question, references)}
      badge={
        <>
          {question.confidential === "always" && <Badge icon="lock">{t("confidential.always")}</Badge>}
          {isReopened && !isFixed(question) && (
            <Badge icon={isClosed ? "lock" : undefined} tone={isClosed ? "neutral" : "warning"}>
              {t(isClosed ? "reopened.closed" : "reopened.open")}
            </Badge>
          )}
        </>
      }
      footer={
        !isFixed(question) && (
          <AnswerFormContext.Provider value={answerForm}>
            <div>{question.kind === "single" && <Counter field={question.field} name={code} initial={draft} />}</div>
            <UnitState code={code} />
          </AnswerFormContext.Provider>
        )
      }
    >
      {(control) => (
        <AnswerFormContext.Provider value={answerForm}>
          {!isFixed(question) && !readOnly && <Hidden question={question} />}
          {start.isSuggested && !isClosed && <Suggestion question={question} unit={unit} />}
          {!isClosed && <LastAnswer code={code} />}
          {!isClosed && <ProposalPanel code={code} />}
          <QuestionAnswer question={question} initial={draft} control={control} />
          {mayBeConfidential && <Confidential code={code} initial={start.confidential} />}
          {!isFixed(question) && <Conflict question={question} unit={unit} />}
          {!isFixed(question) && !readOnly && <Autosaved question={question} unit={unit} />}
        </AnswerFormContext.Provider>
      )}
    </Question>
  );
});

/** What a form posted without a script needs: the revision typed on, an id for the save, a mark of what was shown. */
function Hidden({ question }: { question: FormQuestion }) {
  const { page, outcome } = useSection();
  const { code } = question;
  const answer = page.answers.find((candidate) => candidate.question === code && candidate.row === page.page.row);
  return (
    <>
      <input type="hidden" name={`rev.${code}`} value={outcome?.conflicts[code]?.revision ?? outcome?.kept[code]?.revision ?? answer?.revision ?? 0} />
      <input type="hidden" name={`op.${code}`} value={page.opIds[code]} />
      <input type="hidden" name={`was.${code}`} value={markOf(normaliseValue(question, answer?.value ?? null), answer?.confidential ?? false)} />
    </>
  );
}

/** A first choice the matrix offers: it is ticked, and it is only saved when the author keeps or changes it. */
function Suggestion({ question, unit }: { question: FormQuestion; unit: string }) {
  const { t } = useTranslation("reports");
  const { alive } = useAnswerForm();
  const { getValues } = useFormContext();
  const queue = useQueue();
  const view = useUnit(unit);
  if (view.revision > 0 || view.status !== "untouched") return null;
  const keep = (): void => {
    void queue.keep(unit, { value: fromForm(question, getValues(question.code)), confidential: Boolean(getValues(confidentialName(question.code))) });
    focusQuestion(question);
  };
  return (
    <Notice
      title={t("suggestion.title")}
      actions={
        alive && (
          <Button type="button" size="sm" icon="check" onClick={keep}>
            {t("suggestion.keep")}
          </Button>
        )
      }
    >
      {t("suggestion.text")}
    </Notice>
  );
}

function Confidential({ code, initial }: { code: string; initial: boolean }) {
  const { t } = useTranslation("reports");
  const { register } = useFormContext();
  const { readOnly } = useAnswerForm();
  return (
    <Choice
      type="checkbox"
      {...register(confidentialName(code))}
      id={confidentialName(code)}
      defaultChecked={initial}
      disabled={readOnly}
      label={t("confidential.label")}
      className="text-sm text-ink-soft"
    />
  );
}

/** Follows the answer in the form and hands every change to the queue. Shows nothing. */
function Autosaved({ question, unit }: { question: FormQuestion; unit: string }) {
  const queue = useQueue();
  const { review, isReviewed } = useSection();
  const { code } = question;
  const draft: unknown = useWatch({ name: code });
  const isConfidential: unknown = useWatch({ name: confidentialName(code) });
  useEffect(() => {
    queue.change(unit, { value: fromForm(question, draft), confidential: isConfidential === true });
    if (isReviewed(code)) review(code);
  }, [queue, question, unit, code, draft, isConfidential, review, isReviewed]);
  return isChoice(question) ? <PagesFollow unit={unit} /> : null;
}

/** The choice of rows makes pages: once it is saved, the navigator is asked for anew. */
function PagesFollow({ unit }: { unit: string }) {
  const { revision } = useUnit(unit);
  const { revalidate } = useRevalidator();
  const seen = useRef(revision);
  useEffect(() => {
    if (seen.current !== revision) revalidate();
    seen.current = revision;
  }, [revision, revalidate]);
  return null;
}

function Conflict({ question, unit }: { question: FormQuestion; unit: string }) {
  const { alive } = useAnswerForm();
  const { outcome } = useSection();
  const { conflict } = useUnit(unit);
  const current = alive ? conflict : outcome?.conflicts[question.code];
  return (
    current && (
      <Suspense>
        <ConflictPanel question={question} unit={unit} current={current} />
      </Suspense>
    )
  );
}
