import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { openTraces } from "~/features/documents/commands/consent.server";
import { TraceChoice } from "~/features/documents/components/trace-choice";
import { ThemeTable, TraceTable } from "~/features/documents/components/trace-table";
import { draftLinks } from "~/features/negotiations/model/address";
import { documentLinks } from "~/features/documents/model/address";
import { PaperForm } from "~/features/papers/components/paper-form";
import { PAGE_FORMATS } from "~/features/papers/model";
import { getTraceChoice, listThemes, listTraces } from "~/features/documents/queries/traces.server";
import { reportName } from "~/features/reports/components/report-name";
import { getReport } from "~/features/reports/queries/pages.server";
import { formRefusal, securedAction, securedLoader, valueOr404 } from "~/http/secured.server";
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
  const choice = valueOr404(await getTraceChoice(ctx, id), request, ctx);
  return { traces, counted, choice, report: valueOr404(await getReport(ctx, id), request, ctx) };
});

const form = z.object({ intent: z.enum(["open", "close"]) });

/** Lets everybody read it, or takes that back. */
export const action = securedAction({ params, can: "reports.submit", form }, async ({ params: { id }, ctx, input }) => {
  const done = await openTraces(ctx, id, input.intent === "open");
  return done.ok ? redirect(documentLinks.traces(ctx.language, id)) : formRefusal(done.error);
});

export default function TracesPage() {
  const { t } = useTranslation("documents");
  const { t: reports } = useTranslation("reports");
  const language = useLanguage();
  const { traces, counted, choice, report } = useLoaderData<typeof loader>();
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
        <TraceTable traces={traces} linkOf={({ document, number }, paragraph) => draftLinks.place(language, document, number, paragraph)} />
        {counted.length > 0 && <ThemeTable counted={counted} />}
        {traces.length > 0 && (
          <PaperForm action={documentLinks.tracesLetter(language, report.id)} answered={false} formats={PAGE_FORMATS} lead={t("traces.letterLead")} />
        )}
        <TraceChoice {...choice} />
      </div>
    </>
  );
}
