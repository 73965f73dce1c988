import { Form, useNavigation } from "@remix-run/react";
import type { FormAnswer } from "~/lib/refusal";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { Field } from "~/ui/field";
import { LanguageSelect } from "~/ui/language-select";
import { useFieldErrors } from "~/ui/refusal-summary";
import { SelectInput } from "~/ui/select-input";
import { TextArea } from "~/ui/text-area";
import { TextInput } from "~/ui/text-input";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";
import type { HandoverPage, Leaving } from "../model";

type Given = NonNullable<HandoverPage["form"]>;

/** Hands over from one focal point to a member, or to somebody who is invited; works without a script. */
export function HandoverForm({ form, answer }: { form: Given; answer: FormAnswer | undefined }) {
  const { t } = useTranslation("account");
  const language = useLanguage();
  const errorOf = useFieldErrors(answer);
  const { state } = useNavigation();
  const typed = answer?.typed ?? {};
  const own = form.leaving.find(({ isSelf }) => isSelf) ?? form.leaving[0];
  return (
    <Card title={t("handover.formTitle")} className="max-w-narrow">
      <Form method="post" encType="multipart/form-data" noValidate className="grid gap-5">
        <Field id="handover-leaving" label={t("handover.leaving")} error={errorOf("leaving")}>
          {(control) => (
            <SelectInput
              {...control}
              name="leaving"
              defaultValue={typed.leaving ?? own?.membershipId}
              options={form.leaving.map(({ membershipId, name }) => ({ value: membershipId, label: name }))}
            />
          )}
        </Field>
        <Field id="handover-to" label={t("handover.to")} error={errorOf("to")}>
          {(control) => (
            <SelectInput
              {...control}
              name="to"
              defaultValue={typed.to ?? ""}
              options={[{ value: "", label: t("handover.toOther") }, ...form.members.map(({ id, name }) => ({ value: id, label: name }))]}
            />
          )}
        </Field>
        <Field id="handover-email" label={t("handover.email")} hint={t("handover.emailHint")} error={errorOf("email")}>
          {(control) => <TextInput {...control} type="email" name="email" autoComplete="off" defaultValue={typed.email ?? ""} />}
        </Field>
        <Field id="handover-language" label={t("handover.language")} error={errorOf("language")}>
          {(control) => <LanguageSelect {...control} name="language" defaultValue={typed.language ?? language} />}
        </Field>
        <Field id="handover-day" label={t("handover.day")} hint={t("handover.dayHint")} error={errorOf("day")} required>
          {(control) => <TextInput {...control} type="date" name="day" min={form.today} defaultValue={typed.day ?? form.today} className="max-w-56" />}
        </Field>
        <Field id="handover-file" label={t("handover.file")} hint={t("handover.fileHint")} error={errorOf("file")} required={form.needsFile}>
          {(control) => <input {...control} type="file" name="file" accept=".pdf,.docx,.png,.jpg,.jpeg" className="control" />}
        </Field>
        <Field id="handover-note" label={t("handover.note")} hint={t("handover.noteHint")} error={errorOf("note")}>
          {(control) => <TextArea {...control} name="note" rows={3} defaultValue={typed.note} />}
        </Field>
        <div>
          <Button type="submit" variant="primary" pending={state === "submitting"}>
            {t("handover.submit")}
          </Button>
        </div>
      </Form>
    </Card>
  );
}

/** What stays with the party, and what will need somebody once one of its focal points has left. */
export function WhatStays({ form }: { form: Given }) {
  const { t } = useTranslation("account");
  return (
    <div className="grid gap-6 md:grid-cols-2">
      <Card title={t("handover.draftsTitle")}>
        {form.drafts.length === 0 ? (
          <p>{t("handover.draftsNone")}</p>
        ) : (
          <>
            <ul className="grid list-disc gap-1 ps-5">
              {form.drafts.map((name) => (
                <li key={name}>{name}</li>
              ))}
            </ul>
            <p className="text-sm text-ink-soft">{t("handover.draftsText")}</p>
          </>
        )}
      </Card>
      <Card title={t("handover.needsTitle")}>
        <ul className="grid list-disc gap-1 ps-5">
          {form.leaving.map((leaving) => (
            <Needs key={leaving.membershipId} leaving={leaving} />
          ))}
        </ul>
      </Card>
    </div>
  );
}

function Needs({ leaving: { name: plain, steps, asked, assigned } }: { leaving: Leaving }) {
  const { t } = useTranslation("account");
  const name = `\u2068${plain}\u2069`;
  if (steps.length === 0 && asked === 0 && assigned === 0) return <li>{t("handover.needsNone", { name })}</li>;
  return (
    <>
      {steps.map(({ name: step, alone }) => (
        <li key={step}>{t(alone ? "handover.stepAlone" : "handover.step", { name, step: `\u2068${step}\u2069` })}</li>
      ))}
      {assigned > 0 && <li>{t("handover.assigned", { name, count: assigned })}</li>}
      {asked > 0 && <li>{t("handover.asked", { name, count: asked })}</li>}
    </>
  );
}
