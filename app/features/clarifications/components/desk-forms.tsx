import { Form, useNavigation } from "@remix-run/react";
import type { FormAnswer } from "~/lib/refusal";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { Field } from "~/ui/field";
import { useRefusalText } from "~/ui/refusal-summary";
import { SelectInput } from "~/ui/select-input";
import { TextArea } from "~/ui/text-area";
import { TextInput } from "~/ui/text-input";
import { useTranslation } from "~/ui/use-translation";
import type { Askable, Point } from "../model";

/** What was typed in a form that was refused, and why. */
type Answer = FormAnswer | undefined;

/** A question about one more answer. */
export function AskForm({ choices, answer }: { choices: readonly Askable[]; answer: Answer }) {
  const { t } = useTranslation("clarifications");
  const refused = useRefusalText();
  const fault = answer?.refusal.fields?.unit;
  return (
    <Card title={t("ask.title")}>
      <Form method="post" className="grid gap-4">
        <Field id="unit" label={t("ask.place")} error={fault && refused({ code: fault })} required>
          {(control) => (
            <SelectInput
              {...control}
              name="unit"
              placeholder={t("ask.choose")}
              defaultValue={answer?.typed.unit ?? ""}
              options={choices.map(({ unit, label }) => ({ value: unit, label }))}
            />
          )}
        </Field>
        <Asking id="ask" answer={answer} />
        <Send intent="ask" id="" label={t("ask.button")} />
      </Form>
    </Card>
  );
}

/** What the desk does with a point: asks again once it is answered, and closes it. */
export function PointActs({ point: { id, revision, state }, mayAsk, answer }: { point: Point; mayAsk: boolean; answer: Answer }) {
  const { t } = useTranslation("clarifications");
  const own = answer?.typed.point === id ? answer : undefined;
  return (
    <div className="grid gap-6 border-t border-line pt-4">
      {mayAsk && state === "answered" && (
        <details open={own?.typed.intent === "again"}>
          <summary className="w-fit text-accent underline">{t("again.title")}</summary>
          <Form method="post" className="mt-3 grid gap-4">
            <Which id={id} revision={revision} />
            <Asking id={id} answer={own} />
            <Send intent="again" id={id} label={t("ask.button")} />
          </Form>
        </details>
      )}
      <Form method="post" className="grid gap-2">
        <Which id={id} revision={revision} />
        {state === "open" && <p className="text-sm text-ink-soft">{t("close.text")}</p>}
        <Send intent="close" id={id} label={t("close.button")} />
      </Form>
    </div>
  );
}

/** The words and the day of a question. */
function Asking({ id, answer }: { id: string; answer: Answer }) {
  const { t } = useTranslation("clarifications");
  const refused = useRefusalText();
  const faultOf = (field: string) => {
    const code = answer?.refusal.fields?.[field];
    return code && refused({ code });
  };
  return (
    <>
      <Field id={`${id}-text`} label={t("ask.text")} hint={t("ask.textHint")} error={faultOf("text")} required>
        {(control) => <TextArea {...control} name="text" rows={4} defaultValue={answer?.typed.text} />}
      </Field>
      <Field id={`${id}-due`} label={t("ask.due")} hint={t("ask.dueHint")} error={faultOf("due")} required>
        {(control) => <TextInput {...control} type="date" name="due" defaultValue={answer?.typed.due} className="max-w-56" />}
      </Field>
    </>
  );
}

/** Of which point, as it was shown. */
export function Which({ id, revision }: { id: string; revision: number }) {
  return (
    <>
      <input type="hidden" name="point" value={id} />
      <input type="hidden" name="revision" value={revision} />
    </>
  );
}

/** The button of a form; while it is under way it says so and cannot be pressed twice. */
export function Send({ intent, id, label }: { intent: string; id: string; label: string }) {
  const { formData } = useNavigation();
  const pending = formData?.get("intent") === intent && (formData.get("point") ?? "") === id;
  return (
    <div>
      <Button type="submit" name="intent" value={intent} variant={intent === "ask" || intent === "again" ? "primary" : "secondary"} pending={pending}>
        {label}
      </Button>
    </div>
  );
}
