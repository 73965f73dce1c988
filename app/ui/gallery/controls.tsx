import { useTranslation } from "~/ui/use-translation";
import { Button } from "~/ui/button";
import { Checkbox } from "~/ui/checkbox";
import { CheckboxGroup } from "~/ui/checkbox-group";
import { ErrorSummary } from "~/ui/error-summary";
import { Field } from "~/ui/field";
import { LinkButton } from "~/ui/link-button";
import { RadioGroup } from "~/ui/radio-group";
import { SelectInput } from "~/ui/select-input";
import { TextArea } from "~/ui/text-area";
import { TextInput } from "~/ui/text-input";
import { Specimen } from "./specimen";

/** What is pressed, typed in and chosen. */
export function Controls() {
  const { t } = useTranslation("gallery");
  const options = [
    { value: "plan", label: t("choice.plan"), hint: t("choice.planHint") },
    { value: "law", label: t("choice.law") },
    { value: "none", label: t("choice.none"), disabled: true },
  ];
  return (
    <>
      <Specimen name="Button">
        <div className="flex flex-wrap items-center gap-3">
          <Button type="button" variant="primary">
            {t("button.save")}
          </Button>
          <Button type="button">{t("button.preview")}</Button>
          <Button type="button" variant="quiet">
            {t("button.cancel")}
          </Button>
          <Button type="button" variant="danger">
            {t("button.withdraw")}
          </Button>
          <Button type="button" variant="primary" pending>
            {t("button.save")}
          </Button>
          <Button type="button" disabled>
            {t("button.preview")}
          </Button>
          <Button type="button" size="sm" icon="plus">
            {t("button.addRow")}
          </Button>
          <LinkButton to="#specimen-Field" variant="primary" icon="forward">
            {t("button.continue")}
          </LinkButton>
          <LinkButton to="#specimen-Field" size="sm" icon="back">
            {t("button.back")}
          </LinkButton>
        </div>
      </Specimen>
      <Specimen name="ErrorSummary">
        <ErrorSummary
          items={[
            { fieldId: "gallery-email", message: t("field.emailError") },
            { fieldId: "gallery-basis", message: t("choice.error") },
          ]}
        />
      </Specimen>
      <Specimen name="Field">
        <div className="grid max-w-measure gap-6">
          <Field label={t("field.authority")} hint={t("field.authorityHint")} required>
            {(control) => <TextInput {...control} name="authority" defaultValue={t("field.authorityValue")} />}
          </Field>
          <Field id="gallery-email" label={t("field.email")} error={t("field.emailError")} required>
            {(control) => <TextInput {...control} type="email" name="email" autoComplete="off" defaultValue="focal.point@" />}
          </Field>
          <Field label={t("field.symbol")}>{(control) => <TextInput {...control} code readOnly value="A/RES/70/125" />}</Field>
          <Field label={t("field.text")} hint={t("field.textHint")}>
            {(control) => <TextArea {...control} name="text" defaultValue={t("sample.answer")} />}
          </Field>
          <Field label={t("field.language")}>
            {(control) => (
              <SelectInput
                {...control}
                name="language"
                placeholder={t("field.choose")}
                options={[
                  { value: "one", label: t("choice.plan") },
                  { group: t("field.group"), options: [{ value: "two", label: t("choice.law") }] },
                ]}
              />
            )}
          </Field>
          <Field label={t("field.language")}>{(control) => <SelectInput {...control} disabled options={[{ value: "one", label: t("choice.plan") }]} />}</Field>
        </div>
      </Specimen>
      <Specimen name="RadioGroup, CheckboxGroup, Checkbox">
        <div className="grid gap-8 md:grid-cols-2">
          <RadioGroup
            id="gallery-basis"
            legend={t("choice.legend")}
            hint={t("choice.hint")}
            error={t("choice.error")}
            required
            name="basis"
            options={options}
          />
          <CheckboxGroup legend={t("choice.manyLegend")} name="bases" options={options} defaultValue={["plan"]} />
          <RadioGroup
            legend={t("choice.inlineLegend")}
            name="scale"
            inline
            defaultValue="3"
            options={["1", "2", "3", "4", "5"].map((value) => ({ value, label: value }))}
          />
          <div>
            <Checkbox id="gallery-agree" name="agree" label={t("choice.agree")} />
            <Checkbox id="gallery-agree-error" name="agree-error" label={t("choice.agree")} error={t("choice.agreeError")} />
          </div>
        </div>
      </Specimen>
    </>
  );
}
