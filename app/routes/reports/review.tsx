import { data, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "~/ui/use-translation";
import { ClearancePanel } from "~/features/clearances/components/clearance-panel";
import { findClearance } from "~/features/clearances/queries/pages.server";
import { ChangesBeforeSigning } from "~/features/readings/components/changes-to-sign";
import { ChangesSinceReview } from "~/features/readings/components/since-review";
import { getChangesSinceReview, getChangesToSign } from "~/features/readings/queries/changes.server";
import { reportName } from "~/features/reports/components/report-name";
import { z } from "zod";
import { submitReport } from "~/features/reports/commands/submit.server";
import { ReportDocument } from "~/features/reports/components/report-document";
import { pageIdOf, reviewSections } from "~/features/reports/components/review-data";
import { ReviewProblems } from "~/features/reports/components/review-problems";
import { ReportStateBadge } from "~/features/reports/components/report-card";
import { SignForm } from "~/features/reports/components/sign-form";
import { documentTexts } from "~/features/reports/model/document";
import { getReviewPage } from "~/features/reports/queries/pages.server";
import { statusOf } from "~/http/refusals.server";
import { securedAction, securedLoader, valueOr404 } from "~/http/secured.server";
import { links } from "~/lib/links";
import { Notice } from "~/ui/notice";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { useRefusalText } from "~/ui/refusal-summary";
import { useLanguage } from "~/ui/use-language";

export const handle = { texts: ["reports", "signing", "clearances", "readings", "history"], title: (t) => t("signing:review.title") } satisfies PageHandle;

const params = z.object({ id: z.string() });

export const loader = securedLoader({ params, can: "reports.read" }, async ({ params: { id }, ctx, request }) => {
  const { texts, ...report } = valueOr404(await getReviewPage(ctx, id), request, ctx);
  const changes = report.state === "draft" ? valueOr404(await getChangesToSign(ctx, id), request, ctx) : null;
  return { report, changes, clearance: await findClearance(ctx, id), texts: documentTexts(texts) };
});

const form = z.object({
  contentHash: z.string().max(64),
  name: z.string().max(200).default(""),
  function: z.string().max(200).default(""),
  accepted: z.string().optional(),
});

/** Signs what the page showed; when it is not that any more, says what changed. */
export const action = securedAction({ params, can: "reports.submit", form }, async ({ params: { id }, ctx, input, request }) => {
  const { accepted, ...signature } = input;
  const submitted = await submitReport(ctx, { reportId: id, ...signature, accepted: accepted !== undefined });
  if (submitted.ok) return redirect(links.receipt(ctx.language, id));
  const refusal = submitted.error;
  const isChanged = refusal.code === "report.changed_since_review";
  const changed = isChanged ? valueOr404(await getChangesSinceReview(ctx, id, input.contentHash), request, ctx) : null;
  return data({ refusal, signature, changed }, { status: statusOf(refusal) });
});

/** The whole report as it will be read, what is left to do, and the form that signs it. */
export default function ReviewPage() {
  const { t } = useTranslation(["reports", "signing"]);
  const language = useLanguage();
  const { report, changes, clearance, texts } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const refusalText = useRefusalText();
  const refused = answer && "signature" in answer ? answer : null;
  const { definition, answers, allowances } = report;
  const hrefOf = (sha256: string): string => `/api/v1/reports/${report.id}/files/${sha256}`;
  return (
    <>
      <PageHeader
        title={t("signing:review.title")}
        badge={<ReportStateBadge {...report} />}
        lead={t("signing:review.lead")}
        breadcrumbs={[
          { label: t("index.title"), to: links.reports(language) },
          { label: reportName(t, report), to: links.report(language, report.id) },
          { label: t("signing:review.crumb") },
        ]}
      />
      <div className="grid gap-8">
        {answer && (
          <Notice tone="error" live>
            {refusalText(answer.refusal)}
          </Notice>
        )}
        {refused?.refusal.code === "report.changed_since_review" && (
          <ChangesSinceReview reportId={report.id} changes={refused.changed} pageIdOf={(answer) => pageIdOf(definition, answer)} hrefOf={hrefOf} />
        )}
        {report.isClosed && <Notice>{t("show.cycleClosed")}</Notice>}
        {allowances.write && <ReviewProblems reportId={report.id} definition={definition} answers={answers} problems={report.problemList} texts={texts} />}
        {changes && <ChangesBeforeSigning reportId={report.id} changes={changes} hrefOf={hrefOf} />}
        <ReportDocument sections={reviewSections(report)} texts={texts} language={report.language} fileHref={hrefOf} />
        {clearance && <ClearancePanel panel={clearance} complete={report.complete} linked />}
        {allowances.submit && report.complete && !report.uncleared && (
          // A report that changed meanwhile is another form: what it names is what is shown now.
          <SignForm
            key={report.contentHash}
            contentHash={report.contentHash}
            party={report.party.name}
            signature={refused?.signature ?? report.suggestedSignature}
            missing={refused?.refusal.code === "report.declaration_required"}
          />
        )}
        {report.isHeld && !clearance && <Notice>{t("hold.other")}</Notice>}
        {allowances.write && !allowances.submit && <Notice>{t("signing:review.notYours")}</Notice>}
        {allowances.submit && !report.complete && <Notice>{t("signing:review.notYet")}</Notice>}
      </div>
    </>
  );
}
