import { redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { useTranslation } from "~/ui/use-translation";
import { z } from "zod";
import { documentLinks } from "~/features/documents/model/address";
import { PaperForm } from "~/features/papers/components/paper-form";
import { reportName } from "~/features/reports/components/report-name";
import { withdrawReport } from "~/features/reports/commands/withdraw.server";
import { openNewVersion, recallReport } from "~/features/reports/commands/reopen.server";
import { CosignatoryList } from "~/features/reports/components/cosignatory-list";
import { ReceiptActions } from "~/features/reports/components/receipt-actions";
import { ReceiptFacts } from "~/features/reports/components/receipt-facts";
import { ReportStateBadge } from "~/features/reports/components/report-card";
import { listCosignatories } from "~/features/reports/queries/cosign.server";
import { WithdrawForm } from "~/features/reports/components/withdraw-form";
import { getReport } from "~/features/reports/queries/pages.server";
import { getReceipt } from "~/features/reports/queries/receipt.server";
import { formRefusal, securedAction, securedLoader, valueOr404 } from "~/http/secured.server";
import { links } from "~/lib/links";
import { refuse } from "~/lib/result";
import { Notice } from "~/ui/notice";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { useRefusalText } from "~/ui/refusal-summary";
import { useLanguage } from "~/ui/use-language";

export const handle = { texts: ["reports", "signing", "download"], title: (t) => t("signing:receipt.title") } satisfies PageHandle;

const params = z.object({ id: z.string() });

export const loader = securedLoader({ params, can: "reports.read" }, async ({ params: { id }, ctx, request }) => {
  const report = valueOr404(await getReport(ctx, id), request, ctx);
  const found = report.submission ? await getReceipt(ctx, report.submission.receipt) : refuse({ code: "receipt.not_found" });
  const cosignatories = valueOr404(await listCosignatories(ctx, id), request, ctx);
  return { report, receipt: valueOr404(found, request, ctx), cosignatories };
});

const STEPS = { recall: recallReport, new_version: openNewVersion };
const form = z.discriminatedUnion("intent", [
  z.object({ intent: z.enum(["recall", "new_version"]) }),
  z.object({ intent: z.literal("withdraw"), reason: z.string().max(4_000) }),
]);

/** Takes the version back, opens the working copy for a further one, or withdraws what is published. */
export const action = securedAction({ params, can: "reports.submit", form }, async ({ params: { id }, ctx, input }) => {
  if (input.intent === "withdraw") {
    const withdrawn = await withdrawReport(ctx, id, input.reason);
    return withdrawn.ok ? redirect(`${links.receipt(ctx.language, id)}?done=withdrawn`) : formRefusal({ ...withdrawn.error, typed: { reason: input.reason } });
  }
  const done = await STEPS[input.intent](ctx, id);
  return done.ok ? redirect(links.report(ctx.language, id)) : formRefusal(done.error);
});

/** Proof of what was signed and when; what can still be done about it. */
export default function ReceiptPage() {
  const { t } = useTranslation(["reports", "signing"]);
  const language = useLanguage();
  const { report, receipt, cosignatories } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  const refusalText = useRefusalText();
  return (
    <>
      <PageHeader
        title={t("signing:receipt.title")}
        badge={<ReportStateBadge {...report} state="submitted" />}
        lead={t("signing:receipt.lead", { title: report.title, party: report.party.name })}
        breadcrumbs={[
          { label: t("index.title"), to: links.reports(language) },
          { label: reportName(t, report), to: links.report(language, report.id) },
          { label: t("signing:receipt.crumb") },
        ]}
      />
      <div className="grid gap-8">
        {answer && (
          <Notice tone="error" live>
            {refusalText(answer.refusal)}
          </Notice>
        )}
        {!answer && search.get("done") === "withdrawn" && report.submission?.state === "withdrawn" && (
          <Notice tone="success" live>
            {t("signing:withdraw.done")}
          </Notice>
        )}
        {report.isClosed && <Notice>{t("show.cycleClosed")}</Notice>}
        {receipt.late && (
          <Notice tone={receipt.lateAccepted ? "info" : "warning"}>{t(receipt.lateAccepted ? "signing:receipt.lateAccepted" : "signing:receipt.late")}</Notice>
        )}
        <ReceiptFacts receipt={receipt} />
        <CosignatoryList cosignatories={cosignatories} />
        <ReceiptActions report={report} receipt={receipt.receipt} />
        <p>
          <Link to={documentLinks.traces(language, report.id)}>{t("signing:receipt.traces")}</Link>
        </p>
        {report.allowances.withdraw && <WithdrawForm answer={answer} />}
        {report.state === "submitted" && <PaperForm action={links.apiReportPaper(report.id)} history comments />}
      </div>
    </>
  );
}
