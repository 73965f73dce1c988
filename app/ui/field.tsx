import { useId, type ReactNode } from "react";
import { FieldError, FieldHint, RequiredMark } from "./field-parts";

/** What a control needs to belong to its label, guidance and error: spread it on the control. */
export type ControlProps = { id: string; "aria-describedby"?: string; "aria-invalid"?: true; "aria-required"?: true };

type FieldProps = {
  /** The control's id; error summaries link to it. */
  id?: string;
  label: ReactNode;
  /** Guidance, visible all the time. */
  hint?: ReactNode;
  error?: ReactNode;
  required?: boolean;
  /** Under the control: a counter, a state. */
  footer?: ReactNode;
  children: (control: ControlProps) => ReactNode;
};

/** A label, its guidance, its error and one control: `<Field label={…}>{(control) => <TextInput {...control} name="title" />}</Field>`. */
export function Field({ id, label, hint, error, required = false, footer, children }: FieldProps) {
  const ownId = useId();
  const control = controlProps(id ?? ownId, { hint, error, required });
  return (
    <div className="grid gap-1.5">
      <label htmlFor={control.id} className="font-semibold">
        {label}
        {required && <RequiredMark />}
      </label>
      {hint && <FieldHint id={`${control.id}-hint`}>{hint}</FieldHint>}
      {error && <FieldError id={`${control.id}-error`}>{error}</FieldError>}
      {children(control)}
      {footer}
    </div>
  );
}

/** Ids and states that tie a control to its hint (`<id>-hint`) and error (`<id>-error`). */
export function controlProps(id: string, { hint, error, required }: { hint?: ReactNode; error?: ReactNode; required?: boolean }): ControlProps {
  const described = [error ? `${id}-error` : "", hint ? `${id}-hint` : ""].filter(Boolean).join(" ");
  return {
    id,
    ...(described && { "aria-describedby": described }),
    ...(error ? { "aria-invalid": true as const } : {}),
    ...(required ? { "aria-required": true as const } : {}),
  };
}
