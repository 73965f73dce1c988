import { Form } from "@remix-run/react";
import type { FormAnswer } from "~/lib/refusal";
import { Badge } from "~/ui/badge";
import { Button } from "~/ui/button";
import { DateTime } from "~/ui/date-time";
import { Field } from "~/ui/field";
import { RefusalSummary, useFieldErrors } from "~/ui/refusal-summary";
import { TextArea } from "~/ui/text-area";
import { useTranslation } from "~/ui/use-translation";
import type { BracketParagraph, DeskInput } from "../model/pages";
import { InputText, StateBadge } from "./input-facts";

type DecisionProps = { input: DeskInput; language: string; mayDecide: boolean; answer: FormAnswer | undefined };

/** A comment or proposal at the desk: what it says, where it stands in the draft, and what can be done with it. */
export function InputDecision({ input, language, mayDecide, answer }: DecisionProps) {
  const { t } = useTranslation("negotiations");
  const { id, kind, state, standing, moves, mayTake, at } = input;
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
      <RefusalSummary refusal={answer?.refusal} prefix={id} />
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
    </li>
  );
}

type LockProps = { paragraph: BracketParagraph; mayDecide: boolean; answer: FormAnswer | undefined };

/** Whether a paragraph is agreed, and the act that agrees it or, with a reason, opens it again. */
export function ParagraphLock({ paragraph: { id, number, present, agreed }, mayDecide, answer }: LockProps) {
  const { t } = useTranslation("negotiations");
  const errorOf = useFieldErrors(answer);
  if (!present) return <Badge>{t("lock.gone")}</Badge>;
  return (
    <div className="grid justify-items-start gap-2 print:hidden">
      {agreed && <Badge tone="success">{t("lock.agreed")}</Badge>}
      <RefusalSummary refusal={answer?.refusal} prefix={`reopen-${id}`} />
      {mayDecide && !agreed && (
        <Form method="post">
          <input type="hidden" name="paragraph" value={id} />
          <Button type="submit" size="sm" name="intent" value="agree">
            {t("lock.agree", { number })}
          </Button>
        </Form>
      )}
      {mayDecide && agreed && (
        <details open={answer !== undefined}>
          <summary className="min-h-6 w-fit text-accent underline">{t("lock.reopen", { number })}</summary>
          <Form method="post" noValidate className="grid max-w-narrow gap-3">
            <input type="hidden" name="paragraph" value={id} />
            <Field id={`reopen-${id}-reason`} label={t("lock.reason")} error={errorOf("reason")} required>
              {(control) => <TextArea {...control} name="reason" rows={2} defaultValue={answer?.typed.reason ?? ""} />}
            </Field>
            <div>
              <Button type="submit" size="sm" name="intent" value="reopen">
                {t("lock.reopenButton")}
              </Button>
            </div>
          </Form>
        </details>
      )}
    </div>
  );
}
