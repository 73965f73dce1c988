import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { takeAnswers } from "~/features/imports/commands/take.server";
import { FormDownload } from "~/features/imports/components/form-download";
import { PlanForm } from "~/features/imports/components/plan-form";
import { UploadForm } from "~/features/imports/components/upload-form";
import { holdFile } from "~/features/imports/queries/read.server";
import { findTarget } from "~/features/imports/queries/target.server";
import { agreedSchema, comparedSchema } from "~/features/imports/schema";
import { reportName } from "~/features/reports/components/report-name";
import { getReport } from "~/features/reports/queries/pages.server";
import { formRefusal, securedAction, securedLoader, valueOr404 } from "~/http/secured.server";
import { links } from "~/lib/links";
import { LinkButton } from "~/ui/link-button";
import { Notice } from "~/ui/notice";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { useRefusalText } from "~/ui/refusal-summary";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

export const handle = { texts: ["imports", "reports", "history"], title: (t) => t("imports:title") } satisfies PageHandle;

const params = z.object({ id: z.string() });

export const loader = securedLoader({ params, can: "reports.write" }, async ({ params: { id }, ctx, request }) => {
  valueOr404(await findTarget(ctx, id), request, ctx);
  return { report: valueOr404(await getReport(ctx, id), request, ctx) };
});

/** First the file, compared with the report and nothing more; then the answers somebody has agreed to. */
export const action = securedAction({ params, can: "reports.write", form: z.union([comparedSchema, agreedSchema]) }, async ({ params: { id }, ctx, input }) => {
  if (input.intent === "take") {
    const taken = await takeAnswers(
      ctx,
      id,
      input.unit.flatMap((index) => input.answers[index] ?? []),
    );
    return taken.ok ? { taken: taken.value } : formRefusal(taken.error);
  }
  const held = await holdFile(ctx, id, new Uint8Array(await input.file.arrayBuffer()));
  return held.ok ? { held: { plan: held.value.plan, texts: held.value.texts } } : formRefusal(held.error);
});

/** The report's form taken away as a file, and brought back: what differs is seen before anything is taken over. */
export default function ImportPage() {
  const { t } = useTranslation("imports");
  const { t: reports } = useTranslation("reports");
  const language = useLanguage();
  const { report } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const refusalText = useRefusalText();
  const taken = answer && "taken" in answer ? answer.taken : null;
  const held = answer && "held" in answer ? answer.held : null;
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        breadcrumbs={[
          { label: reports("index.title"), to: links.reports(language) },
          { label: reportName(reports, report), to: links.report(language, report.id) },
          { label: t("crumb") },
        ]}
        actions={<LinkButton to={links.report(language, report.id)}>{t("back")}</LinkButton>}
      />
      <div className="grid grid-cols-1 gap-6">
        {answer && "refusal" in answer && (
          <Notice tone="error" live>
            {refusalText(answer.refusal)}
          </Notice>
        )}
        {taken && taken.taken.length > 0 && (
          <Notice tone="success" live>
            {t("done", { count: taken.taken.length })}
          </Notice>
        )}
        {taken && taken.refused.length > 0 && (
          <Notice tone="warning" live>
            {t("refused", { count: taken.refused.length })}
          </Notice>
        )}
        {taken && taken.taken.length + taken.refused.length === 0 && <Notice live>{t("nothingChosen")}</Notice>}
        {held ? <PlanForm plan={held.plan} texts={held.texts} /> : <FormDownload action={links.apiReportForm(report.id)} pages={report.pages} />}
        <UploadForm />
      </div>
    </>
  );
}
