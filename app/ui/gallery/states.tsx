import { useState } from "react";
import { useTranslation } from "~/ui/use-translation";
import { Button } from "~/ui/button";
import { CheckboxGroup } from "~/ui/checkbox-group";
import { Choice } from "~/ui/choice";
import { Field } from "~/ui/field";
import { Fieldset } from "~/ui/fieldset";
import { LanguageSelect } from "~/ui/language-select";
import { RadioGroup } from "~/ui/radio-group";
import { RefusalSummary } from "~/ui/refusal-summary";
import { SelectInput } from "~/ui/select-input";
import { TextArea } from "~/ui/text-area";
import { TextInput } from "~/ui/text-input";
import type { Refusal } from "~/lib/refusal";
import { Specimen } from "./specimen";

/** More choices than are shown without a search. */
const YEARS = Array.from({ length: 24 }, (_, index) => String(2002 + index));
const REFUSALS: readonly Refusal[] = [
  { code: "request.invalid", fields: { email: "identity.email_invalid", basis: "registration.category_required" } },
  { code: "report.locked" },
];

/** Controls in the states that are rare: wrong, locked, refused, many. */
export function States() {
  const { t } = useTranslation("gallery");
  const options = [
    { value: "plan", label: t("choice.plan") },
    { value: "law", label: t("choice.law") },
  ];
  return (
    <>
      <Specimen name="RefusalSummary">
        {REFUSALS.map((refusal) => (
          <Refused key={refusal.code} refusal={refusal} />
        ))}
      </Specimen>
      <Specimen name="TextArea, SelectInput, LanguageSelect">
        <div className="grid max-w-measure gap-6">
          <Field label={t("field.text")} error={t("question.threeError")} required>
            {(control) => <TextArea {...control} name="text-error" />}
          </Field>
          <Field label={t("field.text")}>{(control) => <TextArea {...control} readOnly value={t("sample.answer")} />}</Field>
          <Field label={t("field.text")}>{(control) => <TextArea {...control} disabled value={t("sample.answer")} />}</Field>
          <Field label={t("field.authority")}>{(control) => <TextInput {...control} disabled value={t("field.authorityValue")} />}</Field>
          <Field label={t("field.language")} error={t("choice.error")} required>
            {(control) => <SelectInput {...control} name="language-error" placeholder={t("field.choose")} options={options} />}
          </Field>
          <Field label={t("field.reportLanguage")}>{(control) => <LanguageSelect {...control} name="report-language" />}</Field>
        </div>
      </Specimen>
      <Specimen name="Fieldset, Choice, ChoiceSearch">
        <div className="grid gap-8 md:grid-cols-2">
          <Fieldset legend={t("choice.legend")} hint={t("choice.hint")} error={t("choice.error")} required>
            <Field label={t("field.symbol")}>{(control) => <TextInput {...control} code name="fieldset-symbol" />}</Field>
          </Fieldset>
          <div>
            <Choice type="checkbox" name="locked-box" label={t("choice.agree")} disabled defaultChecked />
            <Choice type="checkbox" name="locked-box" label={t("choice.agree")} hint={t("choice.planHint")} disabled />
          </div>
          <RadioGroup legend={t("choice.legend")} name="locked-one" disabled defaultValue="plan" options={options} />
          <CheckboxGroup legend={t("choice.manyLegend")} name="locked-many" disabled defaultValue={["law"]} options={options} />
          <CheckboxGroup
            legend={t("choice.yearsLegend")}
            name="years"
            inline
            defaultValue={["2005"]}
            options={YEARS.map((value) => ({ value, label: value }))}
          />
        </div>
      </Specimen>
    </>
  );
}

/** It takes the focus when it appears, so it appears when it is asked for. */
function Refused({ refusal }: { refusal: Refusal }) {
  const { t } = useTranslation("gallery");
  const [shown, setShown] = useState<Refusal>();
  return (
    <div className="grid justify-items-start gap-3">
      <RefusalSummary refusal={shown} prefix="gallery" />
      <Button type="button" onClick={() => setShown({ ...refusal })}>
        {t("button.save")}
      </Button>
    </div>
  );
}
