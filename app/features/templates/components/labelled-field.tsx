import { useTranslation } from "~/ui/use-translation";
import { controlProps, Field as FieldFrame } from "~/ui/field";
import { Fieldset } from "~/ui/fieldset";
import { FieldError } from "~/ui/field-parts";
import { fieldHintKey, fieldLabelKey } from "../model/texts";
import { choicesOf } from "../model/values";
import type { Field } from "../schema";
import { useAnswerForm, useFieldMessage, type FieldProps } from "./answer-form";
import { Counter } from "./counter";
import { FieldControl } from "./field-control";

/** Kinds of several controls, which a group names instead of a label. */
export const isGrouped = (field: Field, choices: number): boolean =>
  ["many", "ranked", "file"].includes(field.kind) || (["one", "scale", "trend"].includes(field.kind) && choices <= 7);

/** One field of a group or row: label, hint, control, counter, and what is wrong with it. */
export function LabelledField({ label, ...props }: FieldProps & { label?: string }) {
  const { texts, references } = useAnswerForm();
  const { t } = useTranslation("reports");
  const { question, field, name } = props;
  const error = useFieldMessage(name);
  const hint = texts[fieldHintKey(question, field)];
  const words = label ?? texts[fieldLabelKey(question, field)] ?? field.id;
  const choices = choicesOf(field, references)?.length ?? 0;
  if (field.kind === "tick") {
    return (
      <div className="grid gap-1.5">
        {error && <FieldError id={`${name}-error`}>{error}</FieldError>}
        <FieldControl {...props} control={controlProps(name, { hint, error, required: field.required })} />
        {hint && (
          <p id={`${name}-hint`} className="text-sm text-ink-soft">
            {hint}
          </p>
        )}
      </div>
    );
  }
  if (isGrouped(field, choices)) {
    return (
      <Fieldset
        id={`${name}-set`}
        legend={words}
        hint={hint ?? (field.atMost && field.kind !== "file" ? t("form.chooseAtMost", { count: field.atMost }) : undefined)}
        error={error}
        required={field.required}
      >
        <FieldControl {...props} control={{ id: name }} />
      </Fieldset>
    );
  }
  return (
    <FieldFrame
      id={name}
      label={words}
      hint={hint}
      error={error}
      required={field.required}
      footer={<Counter field={field} name={name} initial={props.initial} />}
    >
      {(control) => <FieldControl {...props} control={control} />}
    </FieldFrame>
  );
}
