import { Form, useNavigation } from "@remix-run/react";
import type { FormAnswer } from "~/lib/refusal";
import { Button } from "~/ui/button";
import { Code } from "~/ui/bdi";
import { CheckboxGroup } from "~/ui/checkbox-group";
import { Field } from "~/ui/field";
import { LanguageSelect } from "~/ui/language-select";
import { RadioGroup } from "~/ui/radio-group";
import { RefusalSummary, useFieldErrors } from "~/ui/refusal-summary";
import { TextArea } from "~/ui/text-area";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";
import { RELEASES, type StatementForm as Given } from "../model";

/** A statement: typed, as a file or both, with the paragraphs it is about and when it becomes public. */
export function StatementForm({ form, answer }: { form: Given; answer: FormAnswer | undefined }) {
  const { t } = useTranslation("meetings");
  const language = useLanguage();
  const errorOf = useFieldErrors(answer);
  const { state } = useNavigation();
  const typed = answer?.typed ?? {};
  return (
    <Form method="post" encType="multipart/form-data" noValidate className="grid max-w-measure gap-6">
      <RefusalSummary refusal={answer?.refusal} prefix="statement" />
      <input type="hidden" name="party" value={form.party.code} />
      <input type="hidden" name="version" value={form.version ?? 0} />
      <Field id="statement-language" label={t("give.language")} error={errorOf("language")}>
        {(control) => <LanguageSelect {...control} name="language" defaultValue={typed.language ?? language} />}
      </Field>
      <Field id="statement-text" label={t("give.text")} hint={t("give.textHint")} error={errorOf("text")}>
        {(control) => <TextArea {...control} name="text" rows={10} defaultValue={typed.text ?? ""} />}
      </Field>
      <Field id="statement-file" label={t("give.file")} hint={t("give.fileHint")} error={errorOf("file")}>
        {(control) => <input {...control} type="file" name="file" accept=".pdf,.docx" className="control" />}
      </Field>
      {form.paragraphs.length > 0 && (
        <CheckboxGroup
          id="statement-paragraph"
          name="paragraph"
          legend={t("give.paragraphs")}
          hint={t("give.paragraphsHint")}
          error={errorOf("paragraph")}
          defaultValue={typed.paragraph?.split("\n") ?? []}
          options={form.paragraphs.map(({ id, number, words }) => ({
            value: id,
            text: `${number} ${words}`,
            label: (
              <>
                <Code>{number}</Code> <bdi lang={form.document?.language}>{words}</bdi>
              </>
            ),
          }))}
        />
      )}
      <RadioGroup
        id="statement-release"
        name="release"
        legend={t("give.release")}
        error={errorOf("release")}
        defaultValue={typed.release ?? "delivered"}
        options={RELEASES.map((release) => ({ value: release, label: t(`release.${release}`) }))}
      />
      <div>
        <Button type="submit" variant="primary" pending={state === "submitting"}>
          {t("give.button")}
        </Button>
      </div>
    </Form>
  );
}
