import { useFormContext } from "react-hook-form";
import { useTranslation } from "~/ui/use-translation";
import { CheckboxGroup } from "~/ui/checkbox-group";
import { Choice } from "~/ui/choice";
import { Code } from "~/ui/bdi";
import type { ControlProps } from "~/ui/field";
import { RadioGroup } from "~/ui/radio-group";
import { SelectInput } from "~/ui/select-input";
import { TextInput } from "~/ui/text-input";
import { isCalendarDate } from "../model/problems";
import { asCodes, choicesOf } from "../model/values";
import { useAnswerForm, useOption, type FieldProps } from "./answer-form";
import { CodeField } from "./code-field";
import { FileField } from "./file-field";
import { LongField } from "./long-field";
import { RankedField } from "./ranked-field";

/** More choices than this are a list that opens. */
const MOST_RADIOS = 7;

/** The control of one field of any kind, with its value. Labels stand around it: see `LabelledField`. */
export function FieldControl({ control, ...props }: FieldProps & { control: ControlProps }) {
  const { register } = useFormContext();
  const { readOnly, fixedText } = useAnswerForm();
  const { field, name, initial, compact, labelledBy } = props;
  const text = typeof initial === "string" ? initial : "";
  const own = { ...control, "aria-labelledby": labelledBy, ...register(name), readOnly };
  switch (field.kind) {
    case "fixed":
      return (
        <p id={control.id} className="font-semibold">
          {fixedText}
        </p>
      );
    case "long":
      return <LongField {...props} control={control} />;
    case "one":
    case "scale":
    case "trend":
      return <OneField {...props} control={control} />;
    case "many":
      return <ManyField {...props} control={control} />;
    case "ranked":
      return <RankedField {...props} control={control} />;
    case "file":
      return <FileField {...props} control={control} />;
    case "tick":
      return <TickField {...props} control={control} />;
    case "number":
    case "year":
      return (
        <TextInput {...own} code inputMode={field.kind === "year" ? "numeric" : "decimal"} defaultValue={text} className={compact ? "min-w-20" : "max-w-48"} />
      );
    case "date":
      // A native date field would drop what is not a date.
      return <TextInput {...own} type={text === "" || isCalendarDate(text) ? "date" : "text"} defaultValue={text} className="max-w-56" />;
    case "email":
      return <TextInput {...own} type="email" defaultValue={text} />;
    case "phone":
      return <TextInput {...own} type="tel" defaultValue={text} className="max-w-80" />;
    case "symbol":
    case "citation":
      return <CodeField {...props} control={control} />;
    case "url":
      return <TextInput {...own} type="url" defaultValue={text} />;
    case "text":
      return <TextInput {...own} defaultValue={text} className={compact ? "min-w-24" : undefined} />;
  }
}

type ControlledField = FieldProps & { control: ControlProps };

/** One of several: radio buttons, or a list where there are many or little room. What is not demanded can be taken back. */
function OneField({ question, field, name, initial, compact, labelledBy, control }: ControlledField) {
  const { t } = useTranslation("reports");
  const { register, getValues } = useFormContext();
  const { references, readOnly, alive } = useAnswerForm();
  const option = useOption(question, field);
  const codes = choicesOf(field, references) ?? [];
  const chosen = typeof initial === "string" ? initial : "";
  const unknown = chosen !== "" && !codes.includes(chosen) ? [chosen] : [];
  if (compact || codes.length > MOST_RADIOS) {
    const options = [...codes, ...unknown].map((code) => ({ value: code, label: [option(code).code, option(code).name].filter(Boolean).join(" ") }));
    return (
      <SelectInput
        {...control}
        aria-labelledby={labelledBy}
        {...register(name)}
        disabled={readOnly}
        defaultValue={chosen}
        placeholder={t("form.choose")}
        options={options}
        className={compact ? "min-w-full md:w-max" : undefined}
      />
    );
  }
  const { ref, onChange, onBlur } = register(name);
  const options = [...codes, ...unknown].map((code) => ({ value: code, label: <OptionName {...option(code)} /> }));
  const none = field.required ? [] : [{ value: "", label: <span className="text-ink-soft">{t("form.noAnswer")}</span> }];
  return (
    <RadioGroup
      // In a row that has moved it is made anew: renamed where they stand, the buttons of two rows are for a moment of one
      // group, in which the browser lets only one be chosen.
      key={name}
      {...groupOf(control)}
      legend={t("form.chooseOne")}
      legendHidden
      name={name}
      options={[...options, ...none]}
      defaultValue={alive ? String(getValues(name) ?? "") : chosen}
      inputRef={ref}
      onChange={(event) => void onChange(event)}
      onBlur={(event) => void onBlur(event)}
      disabled={readOnly}
    />
  );
}

const groupOf = ({ id }: ControlProps): { id: string } => ({ id });

/** A choice by name, with its code in front where readers know it. */
export function OptionName({ name, code }: { name: string; code: string | null }) {
  return (
    <>
      {code && (
        <span className="me-2 text-ink-soft">
          <Code>{code}</Code>
        </span>
      )}
      {name}
    </>
  );
}

function ManyField({ question, field, name, initial, control }: ControlledField) {
  const { t } = useTranslation("reports");
  const { register } = useFormContext();
  const { references, readOnly } = useAnswerForm();
  const option = useOption(question, field);
  const chosen = asCodes(initial);
  const codes = [...new Set([...(choicesOf(field, references) ?? []), ...chosen])];
  const { ref, onChange, onBlur } = register(name);
  return (
    <CheckboxGroup
      {...groupOf(control)}
      legend={field.atMost ? t("form.chooseAtMost", { count: field.atMost }) : t("form.chooseMany")}
      legendHidden
      name={name}
      options={codes.map((code) => ({ value: code, label: <OptionName {...option(code)} />, text: `${code} ${option(code).name}` }))}
      defaultValue={chosen}
      inputRef={ref}
      onChange={(event) => void onChange(event)}
      onBlur={(event) => void onBlur(event)}
      disabled={readOnly}
    />
  );
}

/** A yes-or-no. It has no value of its own, so that the form holds true or false. */
function TickField({ question, field, name, initial, compact, labelledBy, control }: ControlledField) {
  const { register } = useFormContext();
  const { texts, readOnly } = useAnswerForm();
  const own = { ...control, ...register(name), defaultChecked: initial === true, disabled: readOnly };
  if (compact) return <input type="checkbox" {...own} aria-labelledby={labelledBy} className="size-6" />;
  return <Choice type="checkbox" {...own} label={texts[`${question.code}.field.${field.id}.label`] ?? ""} />;
}
