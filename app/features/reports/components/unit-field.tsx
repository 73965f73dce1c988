import { useTranslation } from "~/ui/use-translation";
import { Field } from "~/ui/field";
import { SelectInput } from "~/ui/select-input";
import type { UnitChoice } from "../model";

/** Chooses the organisational unit a report is made for; none is the party as a whole. */
export function UnitField({ id, units, chosen = "" }: { id: string; units: readonly UnitChoice[]; chosen?: string }) {
  const { t } = useTranslation("reports");
  return (
    <Field id={id} label={t("orgUnit.label")} hint={t("orgUnit.hint")}>
      {(control) => (
        <SelectInput
          {...control}
          name="unit"
          defaultValue={chosen}
          placeholder={t("orgUnit.whole")}
          // Codes stay left to right among names in any script.
          options={units.map(({ code, name }) => ({ value: code, label: `\u2066${code}\u2069 ${name}` }))}
          className="max-w-96"
        />
      )}
    </Field>
  );
}
