import { Form } from "@remix-run/react";
import { useTranslation } from "~/ui/use-translation";
import type { FormAnswer } from "~/lib/refusal";
import { Button } from "~/ui/button";
import { Field } from "~/ui/field";
import { LanguageSelect } from "~/ui/language-select";
import { RefusalSummary, useFieldErrors } from "~/ui/refusal-summary";
import { SelectInput } from "~/ui/select-input";
import type { AccountDto } from "../model";

type SettingsFormProps = { account: AccountDto; zones: readonly string[]; answer: FormAnswer | undefined };

/** In which language and time zone somebody is spoken to. */
export function SettingsForm({ account, zones, answer }: SettingsFormProps) {
  const { t } = useTranslation("account");
  const errorOf = useFieldErrors(answer);
  return (
    <section aria-labelledby="preferences">
      <h2 id="preferences" className="mb-4 text-xl">
        {t("settings.preferences")}
      </h2>
      <Form method="post" className="grid gap-5">
        <input type="hidden" name="intent" value="settings" />
        <RefusalSummary refusal={answer?.refusal} prefix="settings" />
        <Field id="settings-language" label={t("field.language")} hint={t("settings.languageHint")} error={errorOf("language")}>
          {(control) => (
            <LanguageSelect {...control} name="language" defaultValue={answer?.typed.language ?? account.language ?? ""} placeholder={t("settings.browser")} />
          )}
        </Field>
        <Field id="settings-timeZone" label={t("field.timeZone")} hint={t("settings.timeZoneHint")} error={errorOf("timeZone")}>
          {(control) => (
            <SelectInput
              {...control}
              name="timeZone"
              defaultValue={answer?.typed.timeZone ?? account.timeZone ?? ""}
              placeholder={t("settings.browser")}
              options={zones.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }))}
            />
          )}
        </Field>
        <div>
          <Button type="submit" variant="primary">
            {t("settings.save")}
          </Button>
        </div>
      </Form>
    </section>
  );
}
