import type { ReactNode } from "react";
import { Form } from "@remix-run/react";
import type { FormAnswer } from "~/lib/refusal";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { Field, type ControlProps } from "~/ui/field";
import { LanguageSelect } from "~/ui/language-select";
import { RefusalSummary, useFieldErrors } from "~/ui/refusal-summary";
import { SelectInput } from "~/ui/select-input";
import { TextInput } from "~/ui/text-input";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";
import { FORMATS } from "../model";

type Typed = Partial<Record<"title" | "language" | "format" | "starts" | "ends" | "place" | "link" | "document" | "slot", string>>;
type MeetingFormProps = {
  title: string;
  button: string;
  documents: readonly { id: string; title: string }[];
  /** What stands now; nothing for a meeting that is to be called. */
  values?: Typed;
  /** What the form is for, where its page has several. */
  intent: string;
  answer: FormAnswer | undefined;
};

/** Everything about a meeting but its agenda; times by Geneva's clock. */
export function MeetingForm({ title, button, documents, values, intent, answer }: MeetingFormProps) {
  const { t } = useTranslation("meetings");
  const language = useLanguage();
  const errorOf = useFieldErrors(answer);
  const typed: Typed = answer?.typed ?? values ?? {};
  const field = (name: keyof Typed, label: string, control: (given: ControlProps) => ReactNode, more: { hint?: string; required?: boolean } = {}) => (
    <Field id={`meeting-${name}`} label={label} error={errorOf(name)} {...more}>
      {control}
    </Field>
  );
  return (
    <Card title={title}>
      <Form method="post" noValidate className="grid max-w-narrow gap-5">
        <RefusalSummary refusal={answer?.refusal} prefix="meeting" />
        {field(
          "title",
          t("fact.title"),
          (control) => (
            <TextInput {...control} name="title" defaultValue={typed.title ?? ""} />
          ),
          { required: true },
        )}
        {field(
          "language",
          t("form.language"),
          (control) => (
            <LanguageSelect {...control} name="language" defaultValue={typed.language ?? language} />
          ),
          {
            hint: t("form.languageHint"),
          },
        )}
        {field(
          "starts",
          t("fact.starts"),
          (control) => (
            <TextInput {...control} type="datetime-local" name="starts" defaultValue={typed.starts ?? ""} />
          ),
          {
            hint: t("form.clock"),
            required: true,
          },
        )}
        {field(
          "ends",
          t("fact.ends"),
          (control) => (
            <TextInput {...control} type="datetime-local" name="ends" defaultValue={typed.ends ?? ""} />
          ),
          {
            hint: t("form.clock"),
            required: true,
          },
        )}
        {field("format", t("fact.format"), (control) => (
          <SelectInput
            {...control}
            name="format"
            defaultValue={typed.format ?? "on_site"}
            options={FORMATS.map((format) => ({ value: format, label: t(`format.${format}`) }))}
          />
        ))}
        {field(
          "place",
          t("fact.place"),
          (control) => (
            <TextInput {...control} name="place" defaultValue={typed.place ?? ""} />
          ),
          { hint: t("form.placeHint") },
        )}
        {field(
          "link",
          t("fact.link"),
          (control) => (
            <TextInput {...control} type="url" name="link" defaultValue={typed.link ?? ""} />
          ),
          {
            hint: t("form.linkHint"),
          },
        )}
        {field(
          "document",
          t("fact.document"),
          (control) => (
            <SelectInput
              {...control}
              name="document"
              defaultValue={typed.document ?? ""}
              placeholder={t("form.noDocument")}
              options={documents.map((document) => ({ value: document.id, label: document.title }))}
            />
          ),
          { hint: t("form.documentHint") },
        )}
        {field(
          "slot",
          t("fact.slot"),
          (control) => (
            <TextInput {...control} type="number" name="slot" min={1} defaultValue={typed.slot ?? "3"} className="max-w-32" />
          ),
          {
            hint: t("form.slotHint"),
            required: true,
          },
        )}
        <div>
          <Button type="submit" variant="primary" name="intent" value={intent}>
            {button}
          </Button>
        </div>
      </Form>
    </Card>
  );
}
