import { Form } from "@remix-run/react";
import { useTranslation } from "~/ui/use-translation";
import { Button } from "~/ui/button";
import { Field } from "~/ui/field";
import { SelectInput } from "~/ui/select-input";
import { TextInput } from "~/ui/text-input";
import type { AuditFilters, TypeGroup } from "../model";

/** Narrows the log by what then stands in the address: a plain form. */
export function LogFilters({ values, groups }: { values: AuditFilters; groups: readonly TypeGroup[] }) {
  const { t } = useTranslation("audit");
  const types = groups.map(({ noun, label, types: own }) => ({
    group: label,
    options: [{ value: noun, label: `${label}: ${t("filter.any")}` }, ...own.map(({ type, label: words }) => ({ value: type, label: words }))],
  }));
  return (
    <Form method="get" role="search" aria-label={t("filter.label")} className="mb-8 grid gap-4 rounded-md border border-line bg-surface p-5 print:hidden">
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        <Field id="audit-who" label={t("filter.who")} hint={t("filter.whoHint")}>
          {(control) => <TextInput {...control} type="search" name="who" defaultValue={values.who ?? ""} />}
        </Field>
        <Field id="audit-subject" label={t("filter.subject")} hint={t("filter.subjectHint")}>
          {(control) => <TextInput {...control} type="search" code name="subject" defaultValue={values.subject ?? ""} />}
        </Field>
        <Field id="audit-type" label={t("filter.type")}>
          {(control) => <SelectInput {...control} name="type" placeholder={t("filter.any")} options={types} defaultValue={values.type ?? ""} />}
        </Field>
        <Field id="audit-from" label={t("filter.from")}>
          {(control) => <TextInput {...control} type="date" name="from" defaultValue={values.from ?? ""} />}
        </Field>
        <Field id="audit-until" label={t("filter.until")}>
          {(control) => <TextInput {...control} type="date" name="until" defaultValue={values.until ?? ""} />}
        </Field>
      </div>
      <div>
        <Button type="submit" variant="primary" icon="search">
          {t("filter.submit")}
        </Button>
      </div>
    </Form>
  );
}
