import { Form, useNavigation } from "@remix-run/react";
import { useTranslation } from "~/ui/use-translation";
import { MIN_PASSWORD_LENGTH } from "~/features/identity/model";
import type { FormAnswer } from "~/lib/refusal";
import { Button } from "~/ui/button";
import { CheckboxGroup } from "~/ui/checkbox-group";
import { Field } from "~/ui/field";
import { Icon } from "~/ui/icons";
import { LanguageSelect } from "~/ui/language-select";
import { RadioGroup } from "~/ui/radio-group";
import { RefusalSummary, useFieldErrors } from "~/ui/refusal-summary";
import { SelectInput } from "~/ui/select-input";
import { TextArea } from "~/ui/text-area";
import { TextInput } from "~/ui/text-input";
import { useLanguage } from "~/ui/use-language";
import { ACCREDITATIONS, MAX_ACRONYM, SCOPES, type RegistrationOptions } from "../model";

type Part = { typed: Record<string, string>; errorOf: (field: string) => string | undefined };

const linesOf = (text: string | undefined): string[] => (text ?? "").split("\n").filter(Boolean);

/** An organisation and its focal point, in one form that needs no script. */
export function RegisterForm({ answer, options }: { answer: FormAnswer | undefined; options: RegistrationOptions }) {
  const { t } = useTranslation("registration");
  const { state } = useNavigation();
  const part: Part = { typed: answer?.typed ?? {}, errorOf: useFieldErrors(answer) };
  return (
    <Form method="post" noValidate className="grid max-w-narrow gap-10">
      <RefusalSummary refusal={answer?.refusal} prefix="register" />
      <section aria-labelledby="register-organisation-title" className="grid gap-5">
        <h2 id="register-organisation-title" className="text-xl">
          {t("form.organisation")}
        </h2>
        <NameFields {...part} />
        <ProfileFields {...part} options={options} />
      </section>
      <section aria-labelledby="register-person-title" className="grid gap-5">
        <h2 id="register-person-title" className="text-xl">
          {t("form.person")}
        </h2>
        <p className="text-ink-soft">{t("form.personHint")}</p>
        <PersonFields {...part} />
      </section>
      <div>
        <Button type="submit" variant="primary" pending={state === "submitting"}>
          {t("form.submit")}
        </Button>
      </div>
    </Form>
  );
}

function NameFields({ typed, errorOf }: Part) {
  const { t } = useTranslation("registration");
  return (
    <>
      <Field id="register-organisation" label={t("field.organisation")} error={errorOf("organisation")} required>
        {(control) => <TextInput {...control} name="organisation" autoComplete="organization" maxLength={200} defaultValue={typed.organisation} />}
      </Field>
      <Field id="register-acronym" label={t("field.acronym")} error={errorOf("acronym")}>
        {(control) => <TextInput {...control} name="acronym" maxLength={MAX_ACRONYM} defaultValue={typed.acronym} className="max-w-56" />}
      </Field>
      <Field id="register-website" label={t("field.website")} error={errorOf("website")}>
        {(control) => <TextInput {...control} type="url" name="website" autoComplete="url" defaultValue={typed.website} />}
      </Field>
    </>
  );
}

function ProfileFields({ typed, errorOf, options }: Part & { options: RegistrationOptions }) {
  const { t } = useTranslation("registration");
  const chosen = linesOf(typed.countries);
  return (
    <>
      <Field id="register-category" label={t("field.category")} error={errorOf("category")} required>
        {(control) => (
          <SelectInput
            {...control}
            name="category"
            placeholder={t("field.choose")}
            defaultValue={typed.category ?? ""}
            options={options.categories.map(({ code, name }) => ({ value: code, label: name }))}
          />
        )}
      </Field>
      <RadioGroup
        id="register-scope"
        name="scope"
        legend={t("field.scope")}
        error={errorOf("scope")}
        required
        defaultValue={typed.scope ?? ""}
        options={SCOPES.map((scope) => ({ value: scope, label: t(`scope.${scope}`) }))}
      />
      <details open={chosen.length > 0} className="group rounded-sm border border-line px-4 py-2">
        <summary className="flex min-h-11 items-center justify-between gap-3 font-semibold">
          {t("field.countries")}
          <Icon name="down" className="group-open:rotate-180" />
        </summary>
        <CheckboxGroup
          id="register-countries"
          name="countries"
          legend={t("field.countries")}
          legendHidden
          hint={t("field.countriesHint")}
          error={errorOf("countries")}
          defaultValue={chosen}
          options={options.countries.map(({ code, name }) => ({ value: code, label: name }))}
        />
      </details>
      <CheckboxGroup
        id="register-accreditation"
        name="accreditation"
        legend={t("field.accreditation")}
        hint={t("field.accreditationHint")}
        error={errorOf("accreditation")}
        defaultValue={linesOf(typed.accreditation)}
        options={ACCREDITATIONS.map((status) => ({ value: status, label: t(`accreditation.${status}`) }))}
      />
      <Field id="register-about" label={t("field.about")} hint={t("field.aboutHint")} error={errorOf("about")} required>
        {(control) => <TextArea {...control} name="about" rows={3} defaultValue={typed.about} />}
      </Field>
    </>
  );
}

function PersonFields({ typed, errorOf }: Part) {
  const { t } = useTranslation("account");
  const language = useLanguage();
  return (
    <>
      <Field id="register-name" label={t("field.name")} hint={t("field.nameHint")} error={errorOf("name")} required>
        {(control) => <TextInput {...control} name="name" autoComplete="name" maxLength={200} defaultValue={typed.name} />}
      </Field>
      <Field id="register-email" label={t("field.email")} error={errorOf("email")} required>
        {(control) => <TextInput {...control} type="email" name="email" autoComplete="username" defaultValue={typed.email} />}
      </Field>
      <Field
        id="register-password"
        label={t("field.password")}
        hint={t("field.newPasswordHint", { count: MIN_PASSWORD_LENGTH })}
        error={errorOf("password")}
        required
      >
        {(control) => <TextInput {...control} type="password" name="password" autoComplete="new-password" minLength={MIN_PASSWORD_LENGTH} />}
      </Field>
      <Field id="register-language" label={t("field.language")} hint={t("settings.languageHint")} error={errorOf("language")}>
        {(control) => <LanguageSelect {...control} name="language" defaultValue={typed.language ?? language} />}
      </Field>
    </>
  );
}
