import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { reportName } from "~/features/reports/components/report-name";
import { Deadline, ReportStateBadge } from "~/features/reports/components/report-card";
import { PageList } from "~/features/reports/components/page-list";
import { getReport } from "~/features/reports/queries/pages.server";
import { securedLoader, valueOr404 } from "~/http/secured.server";
import { links } from "~/lib/links";
import { LANGUAGE_NAMES } from "~/lib/languages";
import { LinkButton } from "~/ui/link-button";
import { Notice } from "~/ui/notice";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { useLanguage } from "~/ui/use-language";

type Loaded = { report: Parameters<typeof reportName>[1] };
export const handle = {
  texts: ["reports"],
  title: (t, loaded) => (loaded ? reportName((key, values) => t(`reports:${key}`, values), loaded.report) : t("reports:index.title")),
} satisfies PageHandle<Loaded>;

export const loader = securedLoader({ params: z.object({ id: z.string() }), can: "reports.read" }, async ({ params, ctx, request }) => ({
  report: valueOr404(await getReport(ctx, params.id), request, ctx.language),
}));

/** A report at a glance: its sections, what is left to do, and the next step. */
export default function ReportPage() {
  const { t } = useTranslation("reports");
  const language = useLanguage();
  const { report } = useLoaderData<typeof loader>();
  const next = report.pages.find(({ state }) => state !== "complete") ?? report.pages[0];
  const { write, submit } = report.allowances;
  return (
    <>
      <PageHeader
        title={reportName(t, report)}
        badge={<ReportStateBadge {...report} />}
        lead={t("show.lead", { cycle: report.cycle, language: LANGUAGE_NAMES[report.language] })}
        breadcrumbs={[{ label: t("index.title"), to: links.reports(language) }, { label: report.title }]}
        actions={
          <>
            {write && next && !report.complete && (
              <LinkButton variant="primary" to={links.section(language, report.id, next.id)}>
                {t("show.continue")}
              </LinkButton>
            )}
            <LinkButton variant={report.complete && submit ? "primary" : "secondary"} to={links.review(language, report.id)}>
              {t(submit ? "show.review" : "show.read")}
            </LinkButton>
            {write && report.line && <LinkButton to={links.copy(language, report.id)}>{t("show.copy")}</LinkButton>}
            {report.submission && <LinkButton to={links.receipt(language, report.id)}>{t("index.receipt")}</LinkButton>}
          </>
        }
      />
      <div className="grid gap-8">
        {!write && report.state === "submitted" && <Notice>{t("show.locked")}</Notice>}
        {write && (
          <Notice tone={report.complete ? "success" : "info"}>{report.complete ? t("show.complete") : t("show.left", { count: report.problems })}</Notice>
        )}
        <Deadline at={report.deadline} />
        <PageList report={report} />
      </div>
    </>
  );
}
