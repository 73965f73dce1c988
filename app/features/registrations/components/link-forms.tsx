import { Form, useNavigation } from "@remix-run/react";
import { useTranslation } from "~/ui/use-translation";
import type { FormAnswer } from "~/lib/refusal";
import { Button } from "~/ui/button";
import { Field } from "~/ui/field";
import { Notice } from "~/ui/notice";
import { PlainText } from "~/ui/plain-text";
import { RefusalSummary, useFieldErrors } from "~/ui/refusal-summary";
import { TextArea } from "~/ui/text-area";
import { TextInput } from "~/ui/text-input";
import type { ConfirmationDto, QuestionDto } from "../model";

/** The end of the link in the first mail: the password once more, and the registration goes to the secretariat. */
export function ConfirmForm({ confirmation, answer }: { confirmation: ConfirmationDto; answer: FormAnswer | undefined }) {
  const { t } = useTranslation("registration");
  const { t: account } = useTranslation("account");
  const errorOf = useFieldErrors(answer);
  const { state } = useNavigation();
  if (confirmation.confirmed)
    return (
      <Notice tone="success" live title={t("confirm.done")}>
        {t("confirm.doneText")}
      </Notice>
    );
  return (
    <Form method="post" noValidate className="grid gap-5">
      <p>{t("confirm.text")}</p>
      <RefusalSummary refusal={answer?.refusal} prefix="confirm" />
      <input type="hidden" name="username" autoComplete="username" defaultValue={confirmation.email} />
      <Field id="confirm-password" label={account("field.password")} error={errorOf("password")} required>
        {(control) => <TextInput {...control} type="password" name="password" autoComplete="current-password" />}
      </Field>
      <div>
        <Button type="submit" variant="primary" pending={state === "submitting"}>
          {t("confirm.button")}
        </Button>
      </div>
    </Form>
  );
}

/** A question of the secretariat and the applicant's answer to it. */
export function AnswerForm({ question, answer }: { question: QuestionDto; answer: FormAnswer | undefined }) {
  const { t } = useTranslation("registration");
  const errorOf = useFieldErrors(answer);
  const { state } = useNavigation();
  return (
    <div className="grid gap-6">
      <blockquote className="border-s-4 border-line ps-4">
        <PlainText text={question.question} />
      </blockquote>
      {question.answered ? (
        <Notice tone="success" live>
          {t("answer.done")}
        </Notice>
      ) : (
        <Form method="post" noValidate className="grid gap-5">
          <RefusalSummary refusal={answer?.refusal} prefix="answer" />
          <Field id="answer-answer" label={t("answer.label")} error={errorOf("answer")} required>
            {(control) => <TextArea {...control} name="answer" rows={6} defaultValue={answer?.typed.answer} />}
          </Field>
          <div>
            <Button type="submit" variant="primary" pending={state === "submitting"}>
              {t("answer.button")}
            </Button>
          </div>
        </Form>
      )}
    </div>
  );
}
