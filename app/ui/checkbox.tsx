import { forwardRef, type InputHTMLAttributes, type ReactNode } from "react";
import { Choice } from "./choice";
import { FieldError } from "./field-parts";

type CheckboxProps = Omit<InputHTMLAttributes<HTMLInputElement>, "type"> & { id: string; label: ReactNode; hint?: ReactNode; error?: ReactNode };

/** One yes-or-no. Several that belong together stand in a `CheckboxGroup`. */
export const Checkbox = forwardRef<HTMLInputElement, CheckboxProps>(function Checkbox({ error, ...rest }, ref) {
  if (!error) return <Choice ref={ref} type="checkbox" {...rest} />;
  return (
    <div>
      <FieldError id={`${rest.id}-error`}>{error}</FieldError>
      <Choice ref={ref} type="checkbox" {...rest} aria-invalid aria-describedby={`${rest.id}-error`} />
    </div>
  );
});
