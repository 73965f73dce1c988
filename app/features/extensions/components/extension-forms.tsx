import { Form, useNavigation } from "@remix-run/react";
import { useTranslation } from "~/ui/use-translation";
import type { FormAnswer } from "~/lib/refusal";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { DateTimeInZones } from "~/ui/date-time";
import { Field } from "~/ui/field";
import { RefusalSummary, useFieldErrors } from "~/ui/refusal-summary";
import { SelectInput } from "~/ui/select-input";
import { TextArea } from "~/ui/text-area";
import { TextInput } from "~/ui/text-input";
import type { DeadlinePage, ExtensionItem } from "../model";

type GrantFormProps = Pick<DeadlinePage, "templates" | "lines"> & { answer: FormAnswer | undefined };

/** A later deadline for one party. */
export function GrantForm({ templates, lines, answer }: GrantFormProps) {
  const { t } = useTranslation("deadlines");
  const { state } = useNavigation();
  const errorOf = useFieldErrors(answer);
  const typed = answer?.typed ?? {};
  const options = (choices: GrantFormProps["lines"]) => choices.map(({ code, name }) => ({ value: code, label: name }));
  return (
    <Card title={t("grant.title")}>
      <Form method="post" noValidate className="grid max-w-narrow gap-5">
        <RefusalSummary refusal={answer?.refusal} prefix="grant" />
        <Field id="grant-party" label={t("grant.party")} hint={t("grant.partyHint")} error={errorOf("party")} required>
          {(control) => <TextInput {...control} name="party" code defaultValue={typed.party ?? ""} className="max-w-56" />}
        </Field>
        <Field id="grant-template" label={t("page.template")} error={errorOf("template")} required>
          {(control) => (
            <SelectInput {...control} name="template" defaultValue={typed.template ?? ""} placeholder={t("grant.choose")} options={options(templates)} />
          )}
        </Field>
        <Field id="grant-line" label={t("grant.line")} hint={t("grant.lineHint")} error={errorOf("line")}>
          {(control) => <SelectInput {...control} name="line" defaultValue={typed.line ?? ""} placeholder={t("grant.noLine")} options={options(lines)} />}
        </Field>
        <Field id="grant-day" label={t("grant.day")} hint={t("grant.dayHint")} error={errorOf("day")} required>
          {(control) => <TextInput {...control} type="date" name="day" defaultValue={typed.day ?? ""} className="max-w-56" />}
        </Field>
        <Field id="grant-reason" label={t("extension.reason")} hint={t("grant.reasonHint")} error={errorOf("reason")} required>
          {(control) => <TextArea {...control} name="reason" rows={3} defaultValue={typed.reason ?? ""} />}
        </Field>
        <div>
          <Button type="submit" variant="primary" name="intent" value="granted" pending={state === "submitting"}>
            {t("grant.button")}
          </Button>
        </div>
      </Form>
    </Card>
  );
}

/** The end of an extension, with the reason the party is given. */
export function RevokeForm({ extension, answer }: { extension: ExtensionItem; answer: FormAnswer | undefined }) {
  const { t } = useTranslation("deadlines");
  const errorOf = useFieldErrors(answer);
  return (
    <div id="revoke">
      <Card title={t("revoke.title", { party: extension.party.name })}>
        <p className="max-w-measure">{t("revoke.effect")}</p>
        <DateTimeInZones at={extension.dueAt} />
        <Form method="post" noValidate className="grid max-w-narrow gap-5">
          <RefusalSummary refusal={answer?.refusal} prefix="revoke" />
          <input type="hidden" name="id" value={extension.id} />
          <Field id="revoke-reason" label={t("extension.reason")} hint={t("grant.reasonHint")} error={errorOf("reason")} required>
            {(control) => <TextArea {...control} name="reason" rows={3} defaultValue={answer?.typed.reason ?? ""} />}
          </Field>
          <div>
            <Button type="submit" variant="danger" name="intent" value="revoked">
              {t("revoke.button")}
            </Button>
          </div>
        </Form>
      </Card>
    </div>
  );
}
