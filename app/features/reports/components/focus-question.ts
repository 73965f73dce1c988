import type { FormQuestion } from "~/features/templates/model/values";

/** For buttons that are gone once they are pressed. */
export const focusQuestion = ({ code }: Pick<FormQuestion, "code">): void => document.getElementById(code)?.focus();
