import { Form } from "@remix-run/react";
import { useTranslation } from "~/ui/use-translation";
import type { FormAnswer } from "~/lib/refusal";
import { Button } from "~/ui/button";
import { Field } from "~/ui/field";
import { RefusalSummary, useFieldErrors } from "~/ui/refusal-summary";
import { TextInput } from "~/ui/text-input";
import { MIN_PASSWORD_LENGTH } from "../model";

/** A new password, for whoever knows the present one. */
export function PasswordForm({ answer, email }: { answer: FormAnswer | undefined; email: string }) {
  const { t } = useTranslation("account");
  const errorOf = useFieldErrors(answer);
  return (
    <section aria-labelledby="password">
      <h2 id="password" className="mb-1 text-xl">
        {t("password.title")}
      </h2>
      <p className="mb-4 text-ink-soft">{t("password.lead")}</p>
      <Form method="post" noValidate className="grid gap-5">
        <input type="hidden" name="intent" value="password" />
        {/* Password managers file the new password under this account. */}
        <input type="hidden" name="username" autoComplete="username" defaultValue={email} />
        <RefusalSummary refusal={answer?.refusal} prefix="password" />
        <Field id="password-current" label={t("field.currentPassword")} error={errorOf("current")}>
          {(control) => <TextInput {...control} type="password" name="current" autoComplete="current-password" required />}
        </Field>
        <Field
          id="password-password"
          label={t("field.newPassword")}
          hint={t("field.newPasswordHint", { count: MIN_PASSWORD_LENGTH })}
          error={errorOf("password")}
        >
          {(control) => <TextInput {...control} type="password" name="password" autoComplete="new-password" required minLength={MIN_PASSWORD_LENGTH} />}
        </Field>
        <div>
          <Button type="submit">{t("password.submit")}</Button>
        </div>
      </Form>
    </section>
  );
}
