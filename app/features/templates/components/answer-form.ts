import { createContext, useContext } from "react";
import { get, useFormState } from "react-hook-form";
import type { Language } from "~/lib/languages";
import type { Field } from "../schema";
import { optionKey, showsCode } from "../model/texts";
import type { FileRef, FormQuestion, References } from "../model/values";
import type { Env } from "../model/visibility";

/** What the fields of a form share. The form's values themselves are with react-hook-form. */
export type AnswerForm = {
  texts: Readonly<Record<string, string>>;
  references: References;
  /** The engine's view of the form as it is now, on this page's row. */
  env: () => Env;
  /** Language the answers are written in: it decides how words are counted. */
  language: Language;
  /** A script runs: what needs one may be shown. */
  alive: boolean;
  /** Nothing may be written now. */
  readOnly: boolean;
  /** What the account fixes, for fields of kind `fixed`. */
  fixedText: string;
  /** What is wrong by field name, as the server found it; used until the form is alive. */
  messages: Readonly<Record<string, string>>;
  /** Ids for rows that stand ready to be filled in. */
  blankRows: Readonly<Record<string, readonly string[]>>;
  fileHref: (sha256: string) => string;
  /** Keeps a file and adds it to the answer; rejects with a message for the reader. */
  attach: (question: FormQuestion, field: Field, file: File) => Promise<FileRef>;
};

export const AnswerFormContext = createContext<AnswerForm | null>(null);

export function useAnswerForm(): AnswerForm {
  const form = useContext(AnswerFormContext);
  if (!form) throw new Error("a field stands outside of an answer form");
  return form;
}

/** What is wrong under one name of the form, in words; nothing when nothing is. */
export function useFieldMessage(name: string): string | undefined {
  const { alive, messages } = useAnswerForm();
  const { errors } = useFormState({ name });
  const found: unknown = get(errors, `${name}.message`);
  return alive ? (typeof found === "string" ? found : undefined) : messages[name];
}

/** The name of a choice, and its code where it helps. */
export function useOption(question: FormQuestion, field: Field): (code: string) => { name: string; code: string | null } {
  const { texts } = useAnswerForm();
  const set = field.options && "reference" in field.options ? field.options.reference : null;
  return (code) => ({
    name: texts[(set ? `reference.${set}.${code}` : optionKey(question, field, code)) ?? ""] ?? code,
    code: showsCode(set) ? code : null,
  });
}

/** Row `namePrefix` names the way from the question to the field. */
export type FieldProps = {
  question: FormQuestion;
  field: Field;
  name: string;
  /** What the form starts with there. */
  initial: unknown;
  /** In a cell of a table: no room for more than the control. */
  compact?: boolean;
  /** Ids of what names and explains the control, where no label of its own does. */
  labelledBy?: string;
  describedBy?: string;
};
