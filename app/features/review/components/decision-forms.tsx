import { Form, useNavigation } from "@remix-run/react";
import { useTranslation } from "~/ui/use-translation";
import type { DeskSubmission } from "~/features/review/model";
import type { ReviewAction } from "~/features/review/policy";
import type { Refusal } from "~/lib/refusal";
import { Button } from "~/ui/button";
import { Field } from "~/ui/field";
import { useRefusalText } from "~/ui/refusal-summary";
import { SelectInput } from "~/ui/select-input";
import { TextArea } from "~/ui/text-area";

/** Names of the fields and values a decision is posted with; `withdrawn` and `amended` are reasons of their own, so that a message stands at its field. */
export const DECISION = { intent: "intent", reason: "reason", withdrawn: "withdrawn", amended: "amended", officer: "officer" } as const;

/** What is decided by a button alone. */
const PLAIN = ["acknowledge", "start_review", "accept_late", "accept", "translate", "publish"] as const satisfies readonly ReviewAction[];
/** What needs a reason, with the name of its field. */
const REASONED = [
  ["decline", DECISION.reason],
  ["open_amendment", DECISION.amended],
  ["withdraw", DECISION.withdrawn],
] as const;
type Reasoned = (typeof REASONED)[number][0];
type Posted = (typeof PLAIN)[number] | Reasoned | "assign_officer";

type DecisionFormsProps = { submission: Pick<DeskSubmission, "actions" | "officer" | "officers">; refusal?: Refusal };

/** What may be done with a version now: one form for each, working without a script. */
export function DecisionForms({ submission, refusal }: DecisionFormsProps) {
  const { t } = useTranslation("desk");
  const refused = useRefusalText();
  const { actions } = submission;
  return (
    <div className="grid gap-8">
      {PLAIN.filter((action) => actions.includes(action)).map((action, index) => (
        <Form key={action} method="post" className="grid gap-2">
          <p className="text-sm text-ink-soft">{t(`action.${action}.text`)}</p>
          <Act action={action} primary={index === 0} />
        </Form>
      ))}
      {REASONED.filter(([action]) => actions.includes(action)).map(([action, field]) => (
        <ReasonForm key={action} action={action} field={field} refusal={refusal} />
      ))}
      {actions.includes("assign_officer") && (
        <Form method="post" className="grid gap-3">
          <Field id="officer" label={t("action.assign_officer.label")} error={refusal?.fields?.officer && refused({ code: refusal.fields.officer })}>
            {(control) => (
              <SelectInput
                {...control}
                name={DECISION.officer}
                placeholder={t("queue.nobody")}
                defaultValue={submission.officer?.id ?? ""}
                options={submission.officers.map(({ id, name }) => ({ value: id, label: name }))}
              />
            )}
          </Field>
          <Act action="assign_officer" />
        </Form>
      )}
    </div>
  );
}

function ReasonForm({ action, field, refusal }: { action: Reasoned; field: string; refusal?: Refusal }) {
  const { t } = useTranslation("desk");
  const refused = useRefusalText();
  const fault = refusal?.fields?.[field];
  return (
    <Form method="post" className="grid gap-3">
      <Field id={field} label={t(`action.${action}.label`)} hint={t(`action.${action}.text`)} error={fault && refused({ code: fault })} required>
        {(control) => <TextArea {...control} name={field} rows={3} />}
      </Field>
      <Act action={action} />
    </Form>
  );
}

/** The button of an action; while one is under way it says so and cannot be pressed twice. */
function Act({ action, primary = false }: { action: Posted; primary?: boolean }) {
  const { t } = useTranslation("desk");
  const { formData } = useNavigation();
  return (
    <div>
      <Button
        type="submit"
        name={DECISION.intent}
        value={action}
        variant={primary ? "primary" : action === "decline" || action === "withdraw" ? "danger" : "secondary"}
        pending={formData?.get(DECISION.intent) === action}
      >
        {t(`action.${action}.button`)}
      </Button>
    </div>
  );
}
