import type { ReactNode } from "react";
import { Button } from "~/ui/button";
import { Field } from "~/ui/field";
import { SelectInput } from "~/ui/select-input";
import { useTranslation } from "~/ui/use-translation";
import { PROPOSALS_FORMATS, PROPOSALS_VIEWS, VERSION_FORMATS, type ProposalsView, type VersionFormat } from "../model";

type TakeFormProps = { action: string; title: string; lead: string; formats: readonly VersionFormat[]; children?: ReactNode };

/** Something to take away in a format of the reader's choice: a plain form, since a file is no page. */
function TakeForm({ action, title, lead, formats, children }: TakeFormProps) {
  const { t } = useTranslation("documents");
  return (
    <section aria-labelledby="take" className="grid gap-3 print:hidden">
      <h2 id="take" className="text-xl">
        {title}
      </h2>
      <p className="max-w-measure text-ink-soft">{lead}</p>
      <form method="get" action={action} className="flex flex-wrap items-end gap-4">
        {children}
        <Field id="take-format" label={t("take.format")}>
          {(control) => <SelectInput {...control} name="format" options={formats.map((format) => ({ value: format, label: t(`take.${format}`) }))} />}
        </Field>
        <Button type="submit" icon="download">
          {t("take.go")}
        </Button>
      </form>
    </section>
  );
}

/** A frozen version to take away. */
export function VersionForm({ action }: { action: string }) {
  const { t } = useTranslation("documents");
  return <TakeForm action={action} title={t("take.title")} lead={t("take.lead")} formats={VERSION_FORMATS} />;
}

/** What is proposed for a published draft to take away, with brackets or clean. */
export function ProposalsForm({ action, view }: { action: string; view: ProposalsView }) {
  const { t } = useTranslation("negotiations");
  return (
    <TakeForm action={action} title={t("file.title")} lead={t("file.lead")} formats={PROPOSALS_FORMATS}>
      <Field id="take-view" label={t("file.view")}>
        {(control) => (
          <SelectInput {...control} name="view" defaultValue={view} options={PROPOSALS_VIEWS.map((known) => ({ value: known, label: t(`file.${known}`) }))} />
        )}
      </Field>
    </TakeForm>
  );
}
