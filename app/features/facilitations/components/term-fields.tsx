import { useTranslation } from "~/ui/use-translation";
import { FACILITATION_ROLES } from "~/lib/actor";
import type { FormAnswer } from "~/lib/refusal";
import { Field } from "~/ui/field";
import { useFieldErrors } from "~/ui/refusal-summary";
import { SelectInput } from "~/ui/select-input";
import { TextInput } from "~/ui/text-input";

type DayFieldProps = { prefix: string; name: "from" | "until"; answer: FormAnswer | undefined; value?: string | null; required?: boolean };

/** A first or a last day; what was typed stays over what is recorded. */
export function DayField({ prefix, name, answer, value, required = false }: DayFieldProps) {
  const { t } = useTranslation("desk");
  const errorOf = useFieldErrors(answer);
  return (
    <Field
      id={`${prefix}-${name}`}
      label={t(`facilitators.${name}`)}
      hint={required ? undefined : t(`facilitators.${name}Hint`)}
      error={errorOf(name)}
      required={required}
    >
      {(control) => <TextInput {...control} type="date" name={name} defaultValue={answer?.typed[name] ?? value ?? ""} className="max-w-56" />}
    </Field>
  );
}

/** In which role, from when to when. */
export function TermFields({
  prefix,
  answer,
  terms,
}: {
  prefix: string;
  answer: FormAnswer | undefined;
  terms?: { role: string; from: string | null; until: string | null };
}) {
  const { t } = useTranslation("desk");
  const { t: shared } = useTranslation("public");
  const errorOf = useFieldErrors(answer);
  return (
    <>
      <Field id={`${prefix}-role`} label={t("facilitators.role")} error={errorOf("role")} required>
        {(control) => (
          <SelectInput
            {...control}
            name="role"
            defaultValue={answer?.typed.role ?? terms?.role ?? ""}
            placeholder={terms ? undefined : t("facilitators.choose")}
            options={FACILITATION_ROLES.map((value) => ({ value, label: shared(`status.role.${value}`) }))}
          />
        )}
      </Field>
      <DayField prefix={prefix} name="from" answer={answer} value={terms?.from} />
      <DayField prefix={prefix} name="until" answer={answer} value={terms?.until} />
    </>
  );
}
