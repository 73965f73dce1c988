import { Form } from "@remix-run/react";
import { links } from "~/lib/links";
import { Button } from "~/ui/button";
import { Field } from "~/ui/field";
import { Icon } from "~/ui/icons";
import { RadioGroup } from "~/ui/radio-group";
import { SelectInput } from "~/ui/select-input";
import { TextArea } from "~/ui/text-area";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";
import type { Officer } from "../model";
import { BULK_ACTIONS } from "../model/bulk";

/** The form the boxes of rows belong to, wherever they stand; and the list of what it does. */
export const BULK_FORM = "bulk";
export const BULK_ACTION = "bulk-action";

/** What to do with many versions: those chosen in the list, or all that the filters show. Leads to a rehearsal. `query`: the filters as the address carries them. */
export function BulkForm({ officers, query, total }: { officers: readonly Officer[]; query: string; total: number }) {
  const { t } = useTranslation("queue");
  const { t: desk } = useTranslation("desk");
  const language = useLanguage();
  return (
    <details className="group mb-6 mt-6 rounded-md border border-line bg-surface p-5 print:hidden">
      <summary className="flex min-h-11 w-fit items-center gap-2 font-semibold">
        {t("bulk.title")}
        <Icon name="down" className="group-open:rotate-180" />
      </summary>
      <Form id={BULK_FORM} method="post" action={links.deskBulks(language)} className="grid gap-4 pt-3 sm:grid-cols-2">
        <input type="hidden" name="query" value={query} />
        <Field id={BULK_ACTION} label={t("bulk.action")} required>
          {(control) => (
            <SelectInput
              {...control}
              name="action"
              placeholder={t("bulk.choose")}
              options={BULK_ACTIONS.map((value) => ({ value, label: desk(`action.${value}.button`) }))}
            />
          )}
        </Field>
        <Field id="bulk-officer" label={t("bulk.officer")}>
          {(control) => (
            <SelectInput
              {...control}
              name="officer"
              placeholder={desk("queue.nobody")}
              options={officers.map(({ id, name }) => ({ value: id, label: name }))}
            />
          )}
        </Field>
        <RadioGroup
          legend={t("bulk.scope")}
          name="scope"
          defaultValue="chosen"
          options={[
            { value: "chosen", label: t("bulk.chosen") },
            { value: "shown", label: t("bulk.shown", { count: total }) },
          ]}
        />
        <Field id="bulk-reason" label={t("bulk.reason")}>
          {(control) => <TextArea {...control} name="reason" rows={2} />}
        </Field>
        <div className="grid gap-2 sm:col-span-2">
          <p className="text-sm text-ink-soft">{t("bulk.hint")}</p>
          <div>
            <Button type="submit">{t("bulk.rehearse")}</Button>
          </div>
        </div>
      </Form>
    </details>
  );
}
