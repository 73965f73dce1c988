import { Form, useNavigation } from "@remix-run/react";
import { useTranslation } from "~/ui/use-translation";
import type { FormAnswer } from "~/lib/refusal";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { Checkbox } from "~/ui/checkbox";
import { Field } from "~/ui/field";
import { RefusalSummary, useFieldErrors } from "~/ui/refusal-summary";
import { SelectInput } from "~/ui/select-input";
import { TextInput } from "~/ui/text-input";
import { AUDIENCES, type ReminderPage } from "../model";

/** One more rule; it begins switched off. */
export function RuleForm({ templates, answer }: Pick<ReminderPage, "templates"> & { answer: FormAnswer | undefined }) {
  const { t } = useTranslation("deadlines");
  const { state } = useNavigation();
  const errorOf = useFieldErrors(answer);
  const typed = answer?.typed ?? {};
  return (
    <Card title={t("ruleForm.title")}>
      <Form method="post" noValidate className="grid max-w-narrow gap-5">
        <RefusalSummary refusal={answer?.refusal} prefix="rule" />
        <Field id="rule-days" label={t("ruleForm.days")} hint={t("ruleForm.daysHint")} error={errorOf("days")} required>
          {(control) => <TextInput {...control} code inputMode="numeric" name="days" defaultValue={typed.days ?? ""} className="max-w-28" />}
        </Field>
        <Field id="rule-audience" label={t("rule.audience")} error={errorOf("audience")} required>
          {(control) => (
            <SelectInput
              {...control}
              name="audience"
              defaultValue={typed.audience ?? ""}
              placeholder={t("grant.choose")}
              options={AUDIENCES.map((value) => ({ value, label: t(`audience.${value}`) }))}
            />
          )}
        </Field>
        <Field id="rule-template" label={t("page.template")} error={errorOf("template")}>
          {(control) => (
            <SelectInput
              {...control}
              name="template"
              defaultValue={typed.template ?? ""}
              placeholder={t("rule.everyTemplate")}
              options={templates.map(({ code, name }) => ({ value: code, label: name }))}
            />
          )}
        </Field>
        <Checkbox
          id="rule-required"
          name="required"
          label={t("ruleForm.required")}
          hint={t("ruleForm.requiredHint")}
          defaultChecked={typed.required === "on"}
        />
        <div>
          <Button type="submit" variant="primary" name="intent" value="added" pending={state === "submitting"}>
            {t("ruleForm.button")}
          </Button>
        </div>
      </Form>
    </Card>
  );
}
