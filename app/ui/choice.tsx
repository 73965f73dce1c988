import { forwardRef, useId, type InputHTMLAttributes, type ReactNode } from "react";
import { classNames } from "./class-names";

/** `text`: the words of a label that is more than words, for finding it. */
export type ChoiceOption = { value: string; label: ReactNode; text?: string; hint?: ReactNode; disabled?: boolean };

type ChoiceProps = Omit<InputHTMLAttributes<HTMLInputElement>, "type"> & { type: "radio" | "checkbox"; label: ReactNode; hint?: ReactNode };

/** A native radio button or check box with its words; the whole line can be pressed. */
export const Choice = forwardRef<HTMLInputElement, ChoiceProps>(function Choice({ label, hint, className, id, hidden, ...rest }, ref) {
  const ownId = useId();
  const inputId = id ?? ownId;
  const described = [rest["aria-describedby"], hint && `${inputId}-hint`].filter(Boolean).join(" ");
  return (
    <div hidden={hidden} className={classNames("flex items-start gap-3 py-1 has-disabled:text-ink-soft", className)}>
      <input ref={ref} {...rest} id={inputId} aria-describedby={described || undefined} className="mt-[calc((1lh-1.25rem)/2)] size-5 shrink-0" />
      <div>
        <label htmlFor={inputId} className="block">
          {label}
        </label>
        {hint && (
          <div id={`${inputId}-hint`} className="text-sm text-ink-soft">
            {hint}
          </div>
        )}
      </div>
    </div>
  );
});
