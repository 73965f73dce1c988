import { Form, useNavigation } from "@remix-run/react";
import type { FormAnswer } from "~/lib/refusal";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { Field } from "~/ui/field";
import { useFieldErrors } from "~/ui/refusal-summary";
import { TextArea } from "~/ui/text-area";
import { useTranslation } from "~/ui/use-translation";

/** Withdraws a published report, with a reason. `answer`: why it was refused, with what was typed. */
export function WithdrawForm({ answer }: { answer: FormAnswer | undefined }) {
  const { t } = useTranslation("signing");
  const { formData } = useNavigation();
  const errorOf = useFieldErrors(answer);
  return (
    <Card title={t("withdraw.title")}>
      <p className="max-w-measure">{t("withdraw.text")}</p>
      <Form method="post" className="grid max-w-measure gap-4 print:hidden">
        <Field id="withdraw-reason" label={t("withdraw.reason")} hint={t("withdraw.reasonHint")} error={errorOf("reason")} required>
          {(control) => <TextArea {...control} name="reason" rows={3} dir="auto" defaultValue={answer?.typed.reason} />}
        </Field>
        <div>
          <Button type="submit" name="intent" value="withdraw" variant="danger" pending={formData?.get("intent") === "withdraw"}>
            {t("withdraw.button")}
          </Button>
        </div>
      </Form>
    </Card>
  );
}
