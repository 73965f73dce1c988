import type { ComponentProps } from "react";
import { LANGUAGE_NAMES, LANGUAGES } from "~/lib/languages";
import { SelectInput } from "./select-input";

/** A choice of one of the six languages, each in its own name. */
export const LanguageSelect = (props: Omit<ComponentProps<typeof SelectInput>, "options">) => (
  <SelectInput {...props} options={LANGUAGES.map((code) => ({ value: code, label: LANGUAGE_NAMES[code] }))} />
);
