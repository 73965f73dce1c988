import { Form, useNavigation } from "@remix-run/react";
import { useTranslation } from "~/ui/use-translation";
import type { DeskSubmission, Officer } from "~/features/review/model";
import { isDeciding, type ReviewAction } from "~/features/review/policy";
import type { Refusal } from "~/lib/refusal";
import { Button } from "~/ui/button";
import { Field } from "~/ui/field";
import { useRefusalText } from "~/ui/refusal-summary";
import { SelectInput } from "~/ui/select-input";
import { TextArea } from "~/ui/text-area";

/** Names of the fields and values a decision is posted with. */
export const DECISION = { intent: "intent", reason: "reason", officer: "officer" } as const;

type DecisionFormsProps = { submission: Pick<DeskSubmission, "actions" | "officer">; officers: readonly Officer[]; refusal?: Refusal; reason?: string };

/** What may be done with a version now: one form for each, working without a script. */
export function DecisionForms({ submission, officers, refusal, reason }: DecisionFormsProps) {
  const { t } = useTranslation("desk");
  const refused = useRefusalText();
  const { actions } = submission;
  const deciding = actions.filter(isDeciding).filter((action) => action !== "decline");
  return (
    <div className="grid gap-8">
      {deciding.map((action, index) => (
        <Form key={action} method="post" className="grid gap-2">
          <p className="text-sm text-ink-soft">{t(`action.${action}.text`)}</p>
          <Act action={action} primary={index === 0} />
        </Form>
      ))}
      {actions.includes("decline") && <DeclineForm refusal={refusal} reason={reason} />}
      {actions.includes("assign_officer") && (
        <Form method="post" className="grid gap-3">
          <Field id="officer" label={t("action.assign_officer.label")} error={refusal?.fields?.officer && refused({ code: refusal.fields.officer })}>
            {(control) => (
              <SelectInput
                {...control}
                name={DECISION.officer}
                placeholder={t("queue.nobody")}
                defaultValue={submission.officer?.id ?? ""}
                options={officers.map(({ id, name }) => ({ value: id, label: name }))}
              />
            )}
          </Field>
          <Act action="assign_officer" />
        </Form>
      )}
    </div>
  );
}

function DeclineForm({ refusal, reason }: Pick<DecisionFormsProps, "refusal" | "reason">) {
  const { t } = useTranslation("desk");
  const refused = useRefusalText();
  return (
    <Form method="post" className="grid gap-3">
      <Field
        id="reason"
        label={t("action.decline.label")}
        hint={t("action.decline.text")}
        error={refusal?.fields?.reason && refused({ code: refusal.fields.reason })}
        required
      >
        {(control) => <TextArea {...control} name={DECISION.reason} defaultValue={reason} rows={3} />}
      </Field>
      <Act action="decline" />
    </Form>
  );
}

/** The button of an action; while one is under way it says so and cannot be pressed twice. */
function Act({ action, primary = false }: { action: Exclude<ReviewAction, "read">; primary?: boolean }) {
  const { t } = useTranslation("desk");
  const { formData } = useNavigation();
  return (
    <div>
      <Button
        type="submit"
        name={DECISION.intent}
        value={action}
        variant={primary ? "primary" : action === "decline" ? "danger" : "secondary"}
        pending={formData?.get(DECISION.intent) === action}
      >
        {t(`action.${action}.button`)}
      </Button>
    </div>
  );
}
