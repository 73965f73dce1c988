import { useWatch } from "react-hook-form";
import { fieldName } from "../model/forms";
import { asRow, type FormQuestion, type RowValue } from "../model/values";
import { shownFields } from "../model/visibility";
import type { Field } from "../schema";
import { useAnswerForm } from "./answer-form";
import { isObject } from "../model/values";
import { LabelledField } from "./labelled-field";

type FieldsProps = { question: FormQuestion; fields: readonly Field[]; path: readonly (string | number)[]; initial: unknown };

/** The fields of a row that apply now, by what stands in the others; the rest keep what they hold, out of sight. */
export function useShownFields({ question, fields, path, initial }: FieldsProps): { shown: Field[]; hidden: Field[] } {
  const { env } = useAnswerForm();
  const values: unknown = useWatch({ name: fieldName(question, ...path), defaultValue: initial });
  const shown = shownFields(fields, asRow(values), env());
  return { shown, hidden: fields.filter((field) => !shown.includes(field)) };
}

/** A field out of sight in the posted form: it must be there, or it would read as emptied. */
export function HiddenField({ name, value }: { name: string; value: unknown }) {
  const items = (Array.isArray(value) ? value : [value]).map((item: unknown) =>
    isObject(item) ? JSON.stringify(item) : item === true ? "on" : typeof item === "string" ? item : "",
  );
  return (
    <>
      {items
        .filter((item) => item !== "")
        .map((item) => (
          <input key={item} type="hidden" name={name} value={item} />
        ))}
    </>
  );
}

/** Fields under each other, or two abreast where they are short. */
export function RowFields({ dense = false, ...props }: FieldsProps & { dense?: boolean }) {
  const { question, path } = props;
  const { shown, hidden } = useShownFields(props);
  const row = asRow(props.initial) as RowValue;
  return (
    <div className={dense ? "grid items-start gap-5 sm:grid-cols-2" : "grid gap-5"}>
      {shown.map((field) => (
        <LabelledField key={field.id} question={question} field={field} name={fieldName(question, ...path, field.id)} initial={row[field.id]} />
      ))}
      {hidden.map((field) => (
        <HiddenField key={field.id} name={fieldName(question, ...path, field.id)} value={row[field.id]} />
      ))}
    </div>
  );
}
