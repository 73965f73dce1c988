import { Form, Link, useNavigation } from "@remix-run/react";
import { useTranslation } from "~/ui/use-translation";
import { links } from "~/lib/links";
import type { FormAnswer } from "~/lib/refusal";
import { Button } from "~/ui/button";
import { Field } from "~/ui/field";
import { RefusalSummary, useFieldErrors } from "~/ui/refusal-summary";
import { TextInput } from "~/ui/text-input";
import { useLanguage } from "~/ui/use-language";

type SignInFormProps = { answer: FormAnswer | undefined; email: string; password: string };

/** Address and password. The page's own address says where to go on to, so the form posts to it. */
export function SignInForm({ answer, email, password }: SignInFormProps) {
  const { t } = useTranslation("account");
  const language = useLanguage();
  const { state } = useNavigation();
  const errorOf = useFieldErrors(answer);
  return (
    <Form method="post" noValidate className="grid gap-5">
      <RefusalSummary refusal={answer?.refusal} prefix="sign-in" />
      <Field id="sign-in-email" label={t("field.email")} error={errorOf("email")}>
        {(control) => <TextInput {...control} type="email" name="email" autoComplete="username" required defaultValue={answer?.typed.email ?? email} />}
      </Field>
      <Field id="sign-in-password" label={t("field.password")} error={errorOf("password")}>
        {(control) => <TextInput {...control} type="password" name="password" autoComplete="current-password" required defaultValue={password} />}
      </Field>
      <div>
        <Button type="submit" variant="primary" pending={state === "submitting"}>
          {t("signIn.submit")}
        </Button>
      </div>
      <p className="text-sm text-ink-soft">{t("signIn.noAccount")}</p>
      <p>
        <Link to={links.register(language)}>{t("signIn.register")}</Link>
      </p>
    </Form>
  );
}
