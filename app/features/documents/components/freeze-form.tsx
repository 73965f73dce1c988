import { Form } from "@remix-run/react";
import type { FormAnswer } from "~/lib/refusal";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { CheckboxGroup } from "~/ui/checkbox-group";
import { Field } from "~/ui/field";
import { RefusalSummary, useFieldErrors } from "~/ui/refusal-summary";
import { SelectInput } from "~/ui/select-input";
import { TextArea } from "~/ui/text-area";
import { useTranslation } from "~/ui/use-translation";
import { GAPS } from "../model";
import type { VersionsPage } from "../model/pages";

/** Freezes a version. What stands in the way is named with its number, each to be waived by itself with a reason. */
export function FreezeForm({ page: { stages, counts, unread, worded }, answer }: { page: VersionsPage; answer: FormAnswer | undefined }) {
  const { t } = useTranslation("documents");
  const errorOf = useFieldErrors(answer);
  const typed = answer?.typed ?? {};
  const missing = { unread, bare: counts.neither, worded };
  const gaps = GAPS.flatMap((value) => (missing[value] > 0 ? [{ value, label: t(`freeze.${value}`, { count: missing[value] }) }] : []));
  return (
    <Card title={t("freeze.title")}>
      <p className="max-w-measure">{t("freeze.effect")}</p>
      <Form method="post" noValidate className="grid max-w-narrow gap-5">
        <RefusalSummary refusal={answer?.refusal} prefix="freeze" />
        <Field id="freeze-stage" label={t("freeze.stage")} error={errorOf("stage")} required>
          {(control) => (
            <SelectInput
              {...control}
              name="stage"
              defaultValue={typed.stage}
              options={stages.map((stage) => ({ value: stage, label: stage === "revision" ? t("stage.next") : t(`stage.${stage}`) }))}
            />
          )}
        </Field>
        {gaps.length > 0 && (
          <>
            <CheckboxGroup
              id="freeze-waive"
              name="waive"
              legend={t("freeze.waive")}
              hint={t("freeze.waiveHint")}
              defaultValue={typed.waive?.split("\n") ?? []}
              options={gaps}
              error={errorOf("waive")}
            />
            <Field id="freeze-reason" label={t("freeze.reason")} error={errorOf("reason")}>
              {(control) => <TextArea {...control} name="reason" rows={3} defaultValue={typed.reason ?? ""} />}
            </Field>
          </>
        )}
        {gaps.length === 0 && <input type="hidden" name="reason" value="" />}
        <div>
          <Button type="submit" variant="primary">
            {t("freeze.button")}
          </Button>
        </div>
      </Form>
    </Card>
  );
}
