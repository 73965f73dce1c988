import { ChoiceGroup, type ChoiceGroupProps } from "./choice-group";

type CheckboxGroupProps = ChoiceGroupProps & { value?: readonly string[]; defaultValue?: readonly string[] };

/** Any number of several answers. `value` with `onChange`, or `defaultValue`, or neither with a form library. */
export function CheckboxGroup({ value, defaultValue, ...rest }: CheckboxGroupProps) {
  const chosen = {
    checked: (option: string) => value?.includes(option),
    initially: (option: string) => defaultValue?.includes(option),
  };
  return <ChoiceGroup type="checkbox" chosen={chosen} {...rest} />;
}
