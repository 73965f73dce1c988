import { ChoiceGroup, type ChoiceGroupProps } from "./choice-group";

type RadioGroupProps = ChoiceGroupProps & { value?: string; defaultValue?: string };

/** One of several answers, as native radio buttons. `value` with `onChange`, or `defaultValue`, or neither with a form library. */
export function RadioGroup({ value, defaultValue, ...rest }: RadioGroupProps) {
  const chosen = {
    checked: (option: string) => (value === undefined ? undefined : value === option),
    initially: (option: string) => (defaultValue === undefined ? undefined : defaultValue === option),
  };
  return <ChoiceGroup type="radio" chosen={chosen} {...rest} />;
}
