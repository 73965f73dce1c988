import { Form } from "@remix-run/react";
import { LANGUAGE_NAMES, LANGUAGES, type Language } from "~/lib/languages";
import type { FormAnswer } from "~/lib/refusal";
import { Button } from "~/ui/button";
import { Field } from "~/ui/field";
import { Icon } from "~/ui/icons";
import { RefusalSummary, useFieldErrors } from "~/ui/refusal-summary";
import { SelectInput, type SelectOption } from "~/ui/select-input";
import { TextArea } from "~/ui/text-area";
import { TextInput } from "~/ui/text-input";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";
import { MAX_NAME, type CodeLine } from "../model";
import type { Code } from "../model/codes";

/** Steps of a list that has no levels of its own. */
const INDENT = "\u2003";
/** Codes to choose from, each under the one it belongs to; of those out of use only the one that is chosen. */
export const codeOptions = (lines: readonly CodeLine[], chosen: string | null = null): SelectOption[] =>
  lines.filter(({ id, retired }) => !retired || id === chosen).map(({ id, name, depth }) => ({ value: id, label: INDENT.repeat(depth) + name }));

type CodeFormProps = {
  prefix: string;
  /** The code that is changed; none for a new one. */
  code?: Pick<Code, "names" | "definitions" | "parentId" | "position" | "revision">;
  /** Codes it can stand under. */
  parents: readonly CodeLine[];
  answer: FormAnswer | undefined;
};

/** The words of a code in six languages, the reader's required, and where it stands. A refused one comes back as it was filled in. */
export function CodeForm({ prefix, code, parents, answer }: CodeFormProps) {
  const { t } = useTranslation("coding");
  const language = useLanguage();
  const errorOf = useFieldErrors(answer);
  const typed = answer?.typed;
  const words = (of: Language) => (
    <div key={of} className="grid gap-3">
      <Field id={`${prefix}-name.${of}`} label={t("form.name", { language: LANGUAGE_NAMES[of] })} required={of === language} error={errorOf(`name.${of}`)}>
        {(control) => (
          <TextInput {...control} name={`name.${of}`} lang={of} maxLength={MAX_NAME} defaultValue={typed ? typed[`name.${of}`] : code?.names[of]} />
        )}
      </Field>
      <Field id={`${prefix}-definition.${of}`} label={t("form.definition", { language: LANGUAGE_NAMES[of] })} error={errorOf(`definition.${of}`)}>
        {(control) => (
          <TextArea {...control} name={`definition.${of}`} lang={of} rows={2} defaultValue={typed ? typed[`definition.${of}`] : code?.definitions[of]} />
        )}
      </Field>
    </div>
  );
  return (
    <Form method="post" className="grid gap-4 rounded-md border border-line bg-surface p-5">
      <h2 className="text-lg font-semibold">{t(code ? "form.edit" : "form.add")}</h2>
      <RefusalSummary refusal={answer?.refusal} prefix={prefix} />
      {code && <input type="hidden" name="revision" value={code.revision} />}
      {words(language)}
      <details className="group" open={LANGUAGES.some((of) => of !== language && (errorOf(`name.${of}`) ?? errorOf(`definition.${of}`)) !== undefined)}>
        <summary className="flex min-h-11 w-fit items-center gap-2 font-semibold">
          {t("form.others")}
          <Icon name="down" className="group-open:rotate-180" />
        </summary>
        <div className="grid gap-5 pt-2 sm:grid-cols-2">{LANGUAGES.filter((of) => of !== language).map(words)}</div>
      </details>
      <div className="grid items-end gap-4 sm:grid-cols-2">
        <Field id={`${prefix}-parent`} label={t("form.parent")} error={errorOf("parent")}>
          {(control) => (
            <SelectInput
              {...control}
              name="parent"
              placeholder={t("form.top")}
              options={codeOptions(parents, code?.parentId)}
              defaultValue={typed?.parent ?? code?.parentId ?? ""}
            />
          )}
        </Field>
        <Field id={`${prefix}-position`} label={t("form.position")} hint={t("form.positionHint")}>
          {(control) => <TextInput {...control} type="number" name="position" min={0} max={10_000} defaultValue={typed?.position ?? code?.position ?? 0} />}
        </Field>
      </div>
      <div>
        <Button type="submit" name="intent" value={code ? "edit" : "add"} variant="primary">
          {t(code ? "form.save" : "form.add")}
        </Button>
      </div>
    </Form>
  );
}
