import { useTranslation } from "~/ui/use-translation";
import { Button } from "~/ui/button";
import { Field } from "~/ui/field";
import { SelectInput } from "~/ui/select-input";

type Choice = { name: string; label: string; value: string; options: readonly { value: string; label: string }[]; any?: string };

/** Arranges and narrows a part of the board by what stands in the address: a plain form that keeps whose part it is. */
export function BoardFilter({ who, label, choices }: { who: string; label: string; choices: readonly Choice[] }) {
  const { t } = useTranslation("public");
  return (
    <form method="get" role="search" aria-label={label} className="mb-10 flex flex-wrap items-end gap-4 print:hidden">
      <input type="hidden" name="who" value={who} />
      {choices.map(({ name, label: choiceLabel, value, options, any }) => (
        <Field key={`${who}-${name}`} label={choiceLabel}>
          {(control) => <SelectInput {...control} name={name} defaultValue={value} placeholder={any} options={options} />}
        </Field>
      ))}
      <Button type="submit">{t("status.apply")}</Button>
    </form>
  );
}
