import { useFormContext, useWatch } from "react-hook-form";
import type { ControlProps } from "~/ui/field";
import { TextInput } from "~/ui/text-input";
import { useAnswerForm, type FieldProps } from "./answer-form";
import { CodeNote } from "./code-note";

/** A symbol or the entry of a register, with how it was read beside it: help, never a refusal. */
export function CodeField({ field, name, initial, labelledBy, control }: FieldProps & { control: ControlProps }) {
  const { register } = useFormContext();
  const { readOnly } = useAnswerForm();
  const typed: unknown = useWatch({ name, defaultValue: initial });
  const noteId = `${name}-read`;
  return (
    <>
      <TextInput
        {...control}
        {...register(name)}
        code
        aria-labelledby={labelledBy}
        aria-describedby={[control["aria-describedby"], noteId].filter(Boolean).join(" ")}
        defaultValue={typeof initial === "string" ? initial : ""}
        readOnly={readOnly}
      />
      <p id={noteId} className="text-sm text-ink-soft empty:hidden">
        {typeof typed === "string" && <CodeNote kind={field.kind} typed={typed} />}
      </p>
    </>
  );
}
