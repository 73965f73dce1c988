import { Form } from "@remix-run/react";
import type { FormAnswer } from "~/lib/refusal";
import { Badge } from "~/ui/badge";
import { Button } from "~/ui/button";
import { DateTime } from "~/ui/date-time";
import { Field } from "~/ui/field";
import { RefusalSummary, useFieldErrors } from "~/ui/refusal-summary";
import { SelectInput } from "~/ui/select-input";
import { TextArea } from "~/ui/text-area";
import { useTranslation } from "~/ui/use-translation";
import type { BracketParagraph, DeskInput, ParagraphChoice } from "../model/pages";
import type { DecisionInput } from "../schema";
import { InputAnswer, InputText, StateBadge } from "./input-facts";

type DecisionProps = { input: DeskInput; places: readonly ParagraphChoice[]; language: string; mayDecide: boolean; answer: FormAnswer | undefined };

/** A comment or proposal at the desk: what it says, where it stands in the draft, and what can be done with it. */
export function InputDecision({ input, places, language, mayDecide, answer }: DecisionProps) {
  const { t } = useTranslation("negotiations");
  const { id, kind, state, standing, moves, mayTake, mayMark, mayAnchor, at } = input;
  const answerTo = (intent: string): FormAnswer | undefined => (answer?.typed.intent === intent ? answer : undefined);
  const isComment = kind === "comment";
  return (
    <li id={`input-${id}`} className="grid justify-items-start gap-2 border-t border-line pt-3">
      <p className="flex flex-wrap items-center gap-2">
        <strong>{t(`kind.${kind}`)}</strong>
        {(!isComment || state === "withdrawn") && <StateBadge state={state} />}
        {standing === "orphan" && <Badge tone="warning">{t("standing.orphan")}</Badge>}
        {standing === "taken" && <Badge tone="success">{t("standing.taken")}</Badge>}
        <span className="text-sm text-ink-soft">
          <DateTime at={at} />
        </span>
      </p>
      <InputText input={input} documentLanguage={language} />
      <InputAnswer input={input} />
      <RefusalSummary refusal={answer?.refusal} prefix={answerTo("anchor") ? `${id}-anchor` : id} />
      {mayDecide && (moves.length > 0 || mayTake) && (
        <div className="flex flex-wrap gap-3 print:hidden">
          {moves.map((to) => (
            <Form key={to} method="post">
              <input type="hidden" name="input" value={id} />
              <input type="hidden" name="from" value={state} />
              <input type="hidden" name="to" value={to} />
              <Button type="submit" size="sm" name="intent" value="move">
                {t(`move.${to}`)}
              </Button>
            </Form>
          ))}
          {mayTake && (
            <Form method="post">
              <input type="hidden" name="input" value={id} />
              <Button type="submit" size="sm" variant="primary" name="intent" value="take">
                {t("move.take")}
              </Button>
            </Form>
          )}
        </div>
      )}
      {mayDecide && mayMark && (
        <ReasonForm
          prefix={id}
          about={{ name: "input", value: id }}
          intent="mark_taken"
          title={t("move.byHand")}
          button={t("move.byHandButton")}
          hint={t("move.publicReason")}
          answer={answerTo("mark_taken")}
        />
      )}
      {mayDecide && mayAnchor && <AnchorForm input={input} places={places} answer={answerTo("anchor")} />}
    </li>
  );
}

/** Puts an orphan in the draft anew, on a paragraph or words of it, folded until it is asked for. */
function AnchorForm({ input: { id, words }, places, answer }: Pick<DecisionProps, "input" | "places" | "answer">) {
  const { t } = useTranslation("negotiations");
  const errorOf = useFieldErrors(answer);
  const prefix = `${id}-anchor`;
  return (
    <details open={answer !== undefined} className="max-w-full print:hidden">
      <summary className="min-h-6 w-fit text-accent underline">{t("move.anchor")}</summary>
      <Form method="post" noValidate className="grid max-w-narrow gap-3">
        <input type="hidden" name="input" value={id} />
        <Field id={`${prefix}-place`} label={t("column.paragraph")} error={errorOf("place")} required>
          {(control) => (
            <SelectInput
              {...control}
              name="place"
              className="max-w-full"
              defaultValue={answer?.typed.place}
              options={places.map(({ id: value, number, beginning }) => ({ value, label: `${number} ${beginning}` }))}
            />
          )}
        </Field>
        {words !== "" && (
          <Field id={`${prefix}-words`} label={t("move.words")} hint={t("move.wordsHint")} error={errorOf("words")} required>
            {(control) => <TextArea {...control} name="words" rows={2} defaultValue={answer?.typed.words ?? ""} />}
          </Field>
        )}
        <Field id={`${prefix}-reason`} label={t("lock.reason")} hint={t("move.publicReason")} error={errorOf("reason")} required>
          {(control) => <TextArea {...control} name="reason" rows={2} defaultValue={answer?.typed.reason ?? ""} />}
        </Field>
        <div>
          <Button type="submit" size="sm" name="intent" value="anchor">
            {t("move.anchorButton")}
          </Button>
        </div>
      </Form>
    </details>
  );
}

type ReasonProps = {
  /** Prefix of the ids in it, and of its refusals. */
  prefix: string;
  about: { name: "input" | "paragraph"; value: string };
  intent: DecisionInput["intent"];
  title: string;
  button: string;
  hint?: string;
  answer: FormAnswer | undefined;
};

/** An act that needs a reason, folded until it is asked for. */
function ReasonForm({ prefix, about, intent, title, button, hint, answer }: ReasonProps) {
  const { t } = useTranslation("negotiations");
  const errorOf = useFieldErrors(answer);
  return (
    <details open={answer !== undefined} className="print:hidden">
      <summary className="min-h-6 w-fit text-accent underline">{title}</summary>
      <Form method="post" noValidate className="grid max-w-narrow gap-3">
        <input type="hidden" name={about.name} value={about.value} />
        <Field id={`${prefix}-reason`} label={t("lock.reason")} hint={hint} error={errorOf("reason")} required>
          {(control) => <TextArea {...control} name="reason" rows={2} defaultValue={answer?.typed.reason ?? ""} />}
        </Field>
        <div>
          <Button type="submit" size="sm" name="intent" value={intent}>
            {button}
          </Button>
        </div>
      </Form>
    </details>
  );
}

type LockProps = { paragraph: BracketParagraph; language: string; mayDecide: boolean; answer: FormAnswer | undefined };

/** What a paragraph says in the draft now, where it is something else; whether it is agreed, and the act that agrees it or, with a reason, opens it again. */
export function ParagraphLock({ paragraph: { id, number, now }, language, mayDecide, answer }: LockProps) {
  const { t } = useTranslation("negotiations");
  if (!now) return <Badge>{t("lock.gone")}</Badge>;
  const { revision, agreed, text } = now;
  return (
    <div className="grid justify-items-start gap-2">
      {text !== null && (
        <div className="grid max-w-measure gap-1">
          <p className="text-sm text-ink-soft">{t("lock.now")}</p>
          <p lang={language} dir="auto" className="whitespace-pre-line">
            {text}
          </p>
        </div>
      )}
      {agreed && <Badge tone="success">{t("lock.agreed")}</Badge>}
      <RefusalSummary refusal={answer?.refusal} prefix={`reopen-${id}`} />
      {mayDecide && !agreed && (
        <Form method="post" className="print:hidden">
          <input type="hidden" name="paragraph" value={id} />
          <input type="hidden" name="revision" value={revision} />
          <Button type="submit" size="sm" name="intent" value="agree">
            {t("lock.agree", { number })}
          </Button>
        </Form>
      )}
      {mayDecide && agreed && (
        <ReasonForm
          prefix={`reopen-${id}`}
          about={{ name: "paragraph", value: id }}
          intent="reopen"
          title={t("lock.reopen", { number })}
          button={t("lock.reopenButton")}
          answer={answer}
        />
      )}
    </div>
  );
}
