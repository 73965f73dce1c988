import { Button } from "~/ui/button";
import { Field } from "~/ui/field";
import { SelectInput } from "~/ui/select-input";
import { useTranslation } from "~/ui/use-translation";
import { VERSION_FORMATS } from "../model";

/** A frozen version to take away in a format of the reader's choice: a plain form, since a file is no page. */
export function VersionForm({ action }: { action: string }) {
  const { t } = useTranslation("documents");
  return (
    <section aria-labelledby="take" className="grid gap-3 print:hidden">
      <h2 id="take" className="text-xl">
        {t("take.title")}
      </h2>
      <p className="max-w-measure text-ink-soft">{t("take.lead")}</p>
      <form method="get" action={action} className="flex flex-wrap items-end gap-4">
        <Field id="take-format" label={t("take.format")}>
          {(control) => <SelectInput {...control} name="format" options={VERSION_FORMATS.map((format) => ({ value: format, label: t(`take.${format}`) }))} />}
        </Field>
        <Button type="submit" icon="download">
          {t("take.go")}
        </Button>
      </form>
    </section>
  );
}
