import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { ThemeTable, TraceTable } from "~/features/documents/components/trace-table";
import { documentLinks } from "~/features/documents/model/address";
import { PaperForm } from "~/features/papers/components/paper-form";
import { PAGE_FORMATS } from "~/features/papers/model";
import { listThemes, listTraces } from "~/features/documents/queries/traces.server";
import { reportName } from "~/features/reports/components/report-name";
import { getReport } from "~/features/reports/queries/pages.server";
import { securedLoader, valueOr404 } from "~/http/secured.server";
import { links } from "~/lib/links";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

export const handle = { texts: ["documents", "reports", "download"], title: (t) => t("documents:traces.title") } satisfies PageHandle;

const params = z.object({ id: z.string() });

/** Where the answers of a report went in the consolidated documents. */
export const loader = securedLoader({ params, can: "reports.read" }, async ({ params: { id }, ctx, request }) => {
  const traces = valueOr404(await listTraces(ctx, id), request, ctx);
  const counted = valueOr404(await listThemes(ctx, id), request, ctx);
  return { traces, counted, report: valueOr404(await getReport(ctx, id), request, ctx) };
});

export default function TracesPage() {
  const { t } = useTranslation("documents");
  const { t: reports } = useTranslation("reports");
  const language = useLanguage();
  const { traces, counted, report } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader
        title={t("traces.title")}
        lead={t("traces.lead")}
        breadcrumbs={[
          { label: reports("index.title"), to: links.reports(language) },
          { label: reportName(reports, report), to: links.report(language, report.id) },
          { label: t("traces.title") },
        ]}
      />
      <div className="grid gap-10">
        <TraceTable traces={traces} />
        {counted.length > 0 && <ThemeTable counted={counted} />}
        {traces.length > 0 && (
          <PaperForm action={documentLinks.tracesLetter(language, report.id)} answered={false} formats={PAGE_FORMATS} lead={t("traces.letterLead")} />
        )}
      </div>
    </>
  );
}
