import { forwardRef, type SelectHTMLAttributes } from "react";
import { classNames } from "./class-names";

export type SelectOption = { value: string; label: string; disabled?: boolean };
type SelectInputProps = SelectHTMLAttributes<HTMLSelectElement> & {
  options: readonly (SelectOption | { group: string; options: readonly SelectOption[] })[];
  /** First choice, with an empty value. */
  placeholder?: string;
};

/** One choice of many, in the browser's own list. */
export const SelectInput = forwardRef<HTMLSelectElement, SelectInputProps>(function SelectInput({ options, placeholder, className, ...rest }, ref) {
  return (
    <select ref={ref} {...rest} className={classNames("control", className)}>
      {placeholder !== undefined && <option value="">{placeholder}</option>}
      {options.map((option) =>
        "group" in option ? (
          <optgroup key={option.group} label={option.group}>
            {option.options.map(item)}
          </optgroup>
        ) : (
          item(option)
        ),
      )}
    </select>
  );
});

const item = ({ value, label, disabled }: SelectOption) => (
  <option key={value} value={value} disabled={disabled}>
    {label}
  </option>
);
