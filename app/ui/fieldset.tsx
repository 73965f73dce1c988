import { useId, type ReactNode } from "react";
import { classNames } from "./class-names";
import { FieldError, FieldHint, RequiredMark } from "./field-parts";

export type FieldsetProps = {
  id?: string;
  legend: ReactNode;
  /** The legend is already on the page as a heading: only those who listen get it again. */
  legendHidden?: boolean;
  hint?: ReactNode;
  error?: ReactNode;
  required?: boolean;
  children: ReactNode;
};

/** Fields that belong together, under one legend. */
export function Fieldset({ id, legend, legendHidden = false, hint, error, required = false, children }: FieldsetProps) {
  const ownId = useId();
  const base = id ?? ownId;
  const described = [error && `${base}-error`, hint && `${base}-hint`].filter(Boolean).join(" ");
  return (
    <fieldset id={base} aria-describedby={described || undefined} className="min-w-0">
      <legend className={classNames(legendHidden ? "sr-only" : "mb-1.5 font-semibold")}>
        {legend}
        {required && <RequiredMark />}
      </legend>
      <div className="grid gap-1.5">
        {hint && <FieldHint id={`${base}-hint`}>{hint}</FieldHint>}
        {error && <FieldError id={`${base}-error`}>{error}</FieldError>}
        {children}
      </div>
    </fieldset>
  );
}
