import { Form, useNavigation } from "@remix-run/react";
import { useTranslation } from "~/ui/use-translation";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { Checkbox } from "~/ui/checkbox";
import { Field } from "~/ui/field";
import { TextInput } from "~/ui/text-input";

type SignFormProps = {
  contentHash: string;
  party: string;
  signature: { name: string; function: string };
  /** The last attempt said who signs, but not all that is needed. */
  missing: boolean;
};

/** Signs exactly what is shown above it. */
export function SignForm({ contentHash, party, signature, missing }: SignFormProps) {
  const { t } = useTranslation("signing");
  const isBusy = useNavigation().state !== "idle";
  return (
    <Card title={t("sign.title")}>
      <p className="max-w-measure">{t("sign.text")}</p>
      <Form method="post" noValidate className="grid max-w-narrow gap-5">
        <input type="hidden" name="contentHash" value={contentHash} />
        <Field id="sign-name" label={t("sign.name")} required error={missing && !signature.name.trim() && t("sign.nameMissing")}>
          {(control) => <TextInput {...control} name="name" defaultValue={signature.name} autoComplete="name" maxLength={200} />}
        </Field>
        <Field
          id="sign-function"
          label={t("sign.function")}
          hint={t("sign.functionHint")}
          required
          error={missing && !signature.function.trim() && t("sign.functionMissing")}
        >
          {(control) => <TextInput {...control} name="function" defaultValue={signature.function} autoComplete="organization-title" maxLength={200} />}
        </Field>
        <Checkbox id="sign-accepted" name="accepted" label={t("sign.declaration", { party })} error={missing && t("sign.declarationMissing")} />
        <div>
          <Button type="submit" variant="primary" pending={isBusy}>
            {t("sign.submit")}
          </Button>
        </div>
        <p className="text-sm text-ink-soft">{t("sign.after")}</p>
      </Form>
    </Card>
  );
}
