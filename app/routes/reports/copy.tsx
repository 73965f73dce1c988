import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "~/ui/use-translation";
import { z } from "zod";
import { copyAnswers } from "~/features/reports/commands/copy-answers.server";
import { CopyForm } from "~/features/reports/components/copy-form";
import { reportName } from "~/features/reports/components/report-name";
import { getCopyPage } from "~/features/reports/queries/copying.server";
import { getReport } from "~/features/reports/queries/pages.server";
import { formRefusal, securedAction, securedLoader, valueOr404 } from "~/http/secured.server";
import { links } from "~/lib/links";
import { Button } from "~/ui/button";
import { EmptyState } from "~/ui/empty-state";
import { Field } from "~/ui/field";
import { LinkButton } from "~/ui/link-button";
import { Notice } from "~/ui/notice";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { useRefusalText } from "~/ui/refusal-summary";
import { SelectInput } from "~/ui/select-input";
import { useLanguage } from "~/ui/use-language";

export const handle = { texts: ["reports", "carry", "history"], title: (t) => t("carry:copy.title") } satisfies PageHandle;

const params = z.object({ id: z.string() });
/** `B1@3`, `D2/C5@0`: an answer and the revision that was shown of it. */
const unit = z
  .string()
  .regex(/^[^@\s]{1,90}@\d{1,9}$/)
  .transform((text): [string, number] => [text.slice(0, text.lastIndexOf("@")), Number(text.slice(text.lastIndexOf("@") + 1))]);
const form = z.object({ from: z.uuid(), unit: z.preprocess((given) => [given].flat().filter((one) => one !== undefined), z.array(unit).max(500)) });

export const loader = securedLoader({ params, can: "reports.write" }, async ({ params: { id }, ctx, request }) => {
  const from = new URL(request.url).searchParams.get("from");
  return {
    report: valueOr404(await getReport(ctx, id), request, ctx),
    page: valueOr404(await getCopyPage(ctx, id, from), request, ctx),
  };
});

export const action = securedAction({ params, can: "reports.write", form }, async ({ params: { id }, ctx, input }) => {
  const copied = await copyAnswers(ctx, { reportId: id, from: input.from, units: new Map(input.unit) });
  return copied.ok ? { outcome: copied.value } : formRefusal(copied.error);
});

/** Answers of one of the party's reports taken over into another, one by one, each seen beside what stands there. */
export default function CopyPage() {
  const { t } = useTranslation(["reports", "carry"]);
  const language = useLanguage();
  const { report, page } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const refusalText = useRefusalText();
  const outcome = answer && "outcome" in answer ? answer.outcome : null;
  const { source } = page;
  return (
    <>
      <PageHeader
        title={t("carry:copy.title")}
        lead={t("carry:copy.lead")}
        breadcrumbs={[
          { label: t("index.title"), to: links.reports(language) },
          { label: reportName(t, report), to: links.report(language, report.id) },
          { label: t("carry:copy.crumb") },
        ]}
        actions={<LinkButton to={links.report(language, report.id)}>{t("carry:copy.back")}</LinkButton>}
      />
      <div className="grid grid-cols-1 gap-6">
        {answer && "refusal" in answer && (
          <Notice tone="error" live>
            {refusalText(answer.refusal)}
          </Notice>
        )}
        {outcome && outcome.copied.length > 0 && (
          <Notice tone="success" live>
            {t("carry:copy.done", { count: outcome.copied.length })}
          </Notice>
        )}
        {outcome && outcome.refused.length > 0 && (
          <Notice tone="warning" live>
            {t("carry:copy.refused", { count: outcome.refused.length })}
          </Notice>
        )}
        {page.sources.length > 1 && source && (
          <Form method="get" className="flex flex-wrap items-end gap-4">
            <Field id="copy-from" label={t("carry:copy.from")}>
              {(control) => (
                <SelectInput
                  {...control}
                  name="from"
                  defaultValue={source.id}
                  className="max-w-96"
                  options={page.sources.map(({ id, line, lineName }) => ({ value: id, label: [line, lineName].filter(Boolean).join(" ") }))}
                />
              )}
            </Field>
            <Button type="submit">{t("carry:copy.show")}</Button>
          </Form>
        )}
        {source && page.items.length > 0 ? (
          <CopyForm key={source.id} page={{ ...page, source }} />
        ) : (
          <EmptyState title={t(source ? "carry:copy.nothing" : "carry:copy.noSource")}>
            {t(source ? "carry:copy.nothingText" : "carry:copy.noSourceText")}
          </EmptyState>
        )}
      </div>
    </>
  );
}
