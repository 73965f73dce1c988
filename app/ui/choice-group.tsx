import { useId, useRef, type ChangeEventHandler, type FocusEventHandler, type ReactNode, type Ref } from "react";
import { Choice, type ChoiceOption } from "./choice";
import { ChoiceSearch, useChoiceSearch } from "./choice-search";
import { Fieldset, type FieldsetProps } from "./fieldset";

export type ChoiceGroupProps = Omit<FieldsetProps, "children"> & {
  name: string;
  options: readonly ChoiceOption[];
  disabled?: boolean;
  /** Side by side where there is room, for short words. */
  inline?: boolean;
  onChange?: ChangeEventHandler<HTMLInputElement>;
  onBlur?: FocusEventHandler<HTMLInputElement>;
  /** Given to every input, for form libraries. */
  inputRef?: Ref<HTMLInputElement>;
  footer?: ReactNode;
};

type Chosen = { checked: (value: string) => boolean | undefined; initially: (value: string) => boolean | undefined };

/** What `CheckboxGroup` and `RadioGroup` share. The first input has the group's id, so that error summaries lead to it. */
export function ChoiceGroup({
  type,
  name,
  options,
  disabled,
  inline,
  onChange,
  onBlur,
  inputRef,
  footer,
  chosen,
  ...fieldset
}: ChoiceGroupProps & { type: "radio" | "checkbox"; chosen: Chosen }) {
  const ownId = useId();
  const id = fieldset.id ?? ownId;
  const boxes = useRef<HTMLDivElement>(null);
  const { isOffered, hidden, search } = useChoiceSearch(options, boxes);
  return (
    <Fieldset {...fieldset} id={`${id}-group`}>
      {isOffered && <ChoiceSearch shown={options.length - hidden.size} total={options.length} onSearch={search} />}
      <div ref={boxes} className={inline ? "flex flex-wrap gap-x-6" : "grid"}>
        {options.map(({ value, label, hint, disabled: optionDisabled }, index) => (
          <Choice
            key={value}
            ref={inputRef}
            type={type}
            id={index === 0 ? id : `${id}-${value}`}
            name={name}
            value={value}
            label={label}
            hint={hint}
            disabled={disabled || optionDisabled}
            hidden={hidden.has(value)}
            checked={chosen.checked(value)}
            defaultChecked={chosen.initially(value)}
            onChange={onChange}
            onBlur={onBlur}
          />
        ))}
      </div>
      {footer}
    </Fieldset>
  );
}
