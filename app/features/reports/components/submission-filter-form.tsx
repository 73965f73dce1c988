import { useId, type ReactNode } from "react";
import { Button } from "~/ui/button";
import { Field } from "~/ui/field";
import { Icon } from "~/ui/icons";
import { SelectInput } from "~/ui/select-input";
import { TextInput } from "~/ui/text-input";

export type FilterOption = { value: string; label: string } | { group: string; options: { value: string; label: string }[] };
export type Filter = { name: string; label: string; any: string; options: readonly FilterOption[] };

type SubmissionFilterFormProps = {
  /** Names the search for those who listen. */
  label: string;
  search: { label: string; hint: string };
  filters: readonly Filter[];
  /** Words that open the filters on narrow screens, where they would stand between the reader and the list. */
  more: string;
  values: Readonly<Record<string, string | undefined>>;
  submit: string;
  children?: ReactNode;
};

/** Narrows a list of submissions by what stands in the address. A plain form: the page it leads to always shows what it was asked for. */
export function SubmissionFilterForm({ label, search, filters, more, values, submit, children }: SubmissionFilterFormProps) {
  const id = useId();
  return (
    <form method="get" role="search" aria-label={label} className="mb-8 grid gap-4 rounded-md border border-line bg-surface p-5 print:hidden">
      <Field id={`${id}-q`} label={search.label} hint={search.hint}>
        {(control) => <TextInput {...control} type="search" name="q" defaultValue={values.q ?? ""} />}
      </Field>
      <details open={filters.some(({ name }) => values[name])} className="group open-on-wide">
        <summary className="flex min-h-11 w-fit items-center gap-2 font-semibold">
          {more}
          <Icon name="down" className="group-open:rotate-180" />
        </summary>
        <div className="grid gap-4 pt-3 sm:grid-cols-2 lg:grid-cols-3 lg:pt-0">
          {filters.map(({ name, label: filterLabel, any, options }) => (
            <Field key={name} id={`${id}-${name}`} label={filterLabel}>
              {(control) => <SelectInput {...control} name={name} placeholder={any} options={options} defaultValue={values[name] ?? ""} />}
            </Field>
          ))}
        </div>
      </details>
      {children}
      <div>
        <Button type="submit" variant="primary" icon="search">
          {submit}
        </Button>
      </div>
    </form>
  );
}
