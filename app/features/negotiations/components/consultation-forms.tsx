import { Form, Link } from "@remix-run/react";
import { useVersionName } from "~/features/documents/components/use-version-name";
import { formatNumber } from "~/lib/dates";
import type { FormAnswer } from "~/lib/refusal";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { DataTable } from "~/ui/data-table";
import { DateTime } from "~/ui/date-time";
import { EmptyState } from "~/ui/empty-state";
import { Field } from "~/ui/field";
import { RefusalSummary, useFieldErrors } from "~/ui/refusal-summary";
import { SelectInput } from "~/ui/select-input";
import { TextInput } from "~/ui/text-input";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";
import { draftLinks } from "../model/address";
import type { NegotiationPage } from "../model/pages";
import { DraftBadge } from "./draft-facts";

type FormProps = { page: NegotiationPage; answer: FormAnswer | undefined };

/** The published versions of a document, with what was said to each. */
export function ConsultationTable({ page: { drafts, document } }: { page: NegotiationPage }) {
  const { t } = useTranslation("negotiations");
  const language = useLanguage();
  const nameOf = useVersionName();
  return (
    <DataTable
      caption={t("desk.published")}
      captionHidden
      rows={drafts}
      rowKey={({ number }) => String(number)}
      empty={<EmptyState title={t("desk.none")} />}
      columns={[
        {
          key: "version",
          header: t("draft.one"),
          rowHeader: true,
          cell: (draft) => <Link to={draftLinks.brackets(language, document.id, draft.number)}>{nameOf(draft)}</Link>,
        },
        { key: "state", header: t("draft.state"), cell: (draft) => <DraftBadge draft={draft} /> },
        { key: "until", header: t("draft.until"), cell: ({ closesAt }) => <DateTime at={closesAt} /> },
        { key: "comments", header: t("desk.comments"), align: "end", cell: ({ comments }) => formatNumber(comments, language) },
        { key: "proposals", header: t("proposals.title"), align: "end", cell: ({ proposals }) => formatNumber(proposals, language) },
        { key: "brackets", header: t("count.open"), align: "end", cell: ({ brackets }) => formatNumber(brackets, language) },
        {
          key: "unanswered",
          header: t("desk.unanswered"),
          align: "end",
          cell: ({ number, unanswered }) => <Link to={draftLinks.answers(language, document.id, number)}>{formatNumber(unanswered, language)}</Link>,
        },
      ]}
    />
  );
}

/** Puts a frozen version out for comment until the end of a day. */
export function PublishForm({ page: { versions }, answer }: FormProps) {
  const { t } = useTranslation("negotiations");
  const nameOf = useVersionName();
  const errorOf = useFieldErrors(answer);
  return (
    <Card title={t("publish.title")}>
      <p className="max-w-measure">{t("publish.effect")}</p>
      <Form method="post" noValidate className="grid max-w-narrow gap-5">
        <RefusalSummary refusal={answer?.refusal} prefix="publish" />
        <Field id="publish-number" label={t("draft.one")} required>
          {(control) => (
            <SelectInput
              {...control}
              name="number"
              defaultValue={answer?.typed.number}
              options={versions.map((version) => ({ value: String(version.number), label: nameOf(version) }))}
            />
          )}
        </Field>
        <DayField id="publish-day" label={t("publish.day")} hint={t("publish.dayHint")} error={errorOf("day")} typed={answer?.typed.day} />
        <div>
          <Button type="submit" variant="primary" name="intent" value="open">
            {t("publish.button")}
          </Button>
        </div>
      </Form>
    </Card>
  );
}

type DayFieldProps = { id: string; label: string; hint?: string; error?: string; typed: string | undefined };

const DayField = ({ id, label, hint, error, typed }: DayFieldProps) => (
  <Field id={id} label={label} hint={hint} error={error} required>
    {(control) => <TextInput {...control} type="date" name="day" defaultValue={typed ?? ""} className="max-w-56" />}
  </Field>
);

/** Lets a draft take comments longer, or ends that now. */
export function ClosingForms({ draft, answer }: { draft: NegotiationPage["drafts"][number]; answer: FormAnswer | undefined }) {
  const { t } = useTranslation("negotiations");
  const nameOf = useVersionName();
  const errorOf = useFieldErrors(answer);
  const { number, open } = draft;
  const prefix = `prolong-${number}`;
  return (
    <Card title={t("closing.title", { version: nameOf(draft) })}>
      <RefusalSummary refusal={answer?.refusal} prefix={prefix} />
      <Form method="post" noValidate className="grid max-w-narrow gap-5">
        <input type="hidden" name="number" value={number} />
        <DayField id={`${prefix}-day`} label={t("closing.day")} hint={t("publish.dayHint")} error={errorOf("day")} typed={answer?.typed.day} />
        <div>
          <Button type="submit" name="intent" value="prolong">
            {t("closing.prolong")}
          </Button>
        </div>
      </Form>
      {open && (
        <Form method="post">
          <input type="hidden" name="number" value={number} />
          <Button type="submit" variant="danger" name="intent" value="close">
            {t("closing.close")}
          </Button>
        </Form>
      )}
    </Card>
  );
}
