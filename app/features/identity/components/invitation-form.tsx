import { Form, useNavigation } from "@remix-run/react";
import { useTranslation } from "~/ui/use-translation";
import { PARTY_ROLES } from "~/lib/actor";
import type { FormAnswer } from "~/lib/refusal";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { Field } from "~/ui/field";
import { LanguageSelect } from "~/ui/language-select";
import { RefusalSummary, useFieldErrors } from "~/ui/refusal-summary";
import { SelectInput } from "~/ui/select-input";
import { TextInput } from "~/ui/text-input";
import { useLanguage } from "~/ui/use-language";
import { INVITATION_DAYS } from "../model";

/** Invites somebody to a role in a party, in their language. */
export function InvitationForm({ answer }: { answer: FormAnswer | undefined }) {
  const { t } = useTranslation("account");
  const language = useLanguage();
  const { state } = useNavigation();
  const errorOf = useFieldErrors(answer);
  const typed = answer?.typed ?? {};
  return (
    <Card title={t("invite.title")} className="max-w-narrow">
      <p className="text-ink-soft">{t("invite.lead", { count: INVITATION_DAYS })}</p>
      <Form method="post" noValidate className="grid gap-5">
        <input type="hidden" name="intent" value="invited" />
        <RefusalSummary refusal={answer?.refusal} prefix="invite" />
        <Field id="invite-email" label={t("field.email")} error={errorOf("email")}>
          {(control) => <TextInput {...control} type="email" name="email" autoComplete="off" required defaultValue={typed.email ?? ""} />}
        </Field>
        <Field
          id="invite-role"
          label={t("field.role")}
          error={errorOf("role")}
          hint={
            <ul>
              {PARTY_ROLES.map((role) => (
                <li key={role}>
                  {t(`roles.${role}`)}: {t(`roleHints.${role}`)}
                </li>
              ))}
            </ul>
          }
        >
          {(control) => (
            <SelectInput
              {...control}
              name="role"
              defaultValue={typed.role ?? "contributor"}
              options={PARTY_ROLES.map((role) => ({ value: role, label: t(`roles.${role}`) }))}
            />
          )}
        </Field>
        <Field id="invite-language" label={t("invite.language")} error={errorOf("language")}>
          {(control) => <LanguageSelect {...control} name="language" defaultValue={typed.language ?? language} />}
        </Field>
        <div>
          <Button type="submit" variant="primary" pending={state === "submitting"}>
            {t("invite.submit")}
          </Button>
        </div>
      </Form>
    </Card>
  );
}
