import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "~/ui/use-translation";
import { AskedNotice } from "~/features/clearances/components/asked-notice";
import { listAsked } from "~/features/clearances/queries/pages.server";
import { AssignedNotice } from "~/features/delegations/components/assigned-notice";
import { WaitingNotice } from "~/features/delegations/components/waiting-notice";
import { listAssigned } from "~/features/delegations/queries.server";
import { countWaiting } from "~/features/delegations/queries/proposals.server";
import { startReport } from "~/features/reports/commands/start.server";
import { CalendarLink, ReportCard } from "~/features/reports/components/report-card";
import { StartCard } from "~/features/reports/components/start-card";
import { toDoFirst } from "~/features/reports/model";
import { listReports, listStartable } from "~/features/reports/queries/pages.server";
import { startReportSchema } from "~/features/reports/schema";
import { formRefusal, securedAction, securedLoader } from "~/http/secured.server";
import { links } from "~/lib/links";
import { EmptyState } from "~/ui/empty-state";
import { Notice } from "~/ui/notice";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { Pager } from "~/ui/pager";
import { useRefusalText } from "~/ui/refusal-summary";

export const handle = { texts: ["reports", "clearances", "delegations"], title: (t) => t("reports:index.title") } satisfies PageHandle;

export const loader = securedLoader({ can: "reports.read" }, async ({ ctx, request }) => {
  const after = new URL(request.url).searchParams.get("after");
  const { items, next } = await listReports(ctx, { after });
  const ids = items.map(({ id }) => id);
  const [asked, assigned] = [await listAsked(ctx, ids), await listAssigned(ctx, ids)];
  const waiting = await countWaiting(ctx, ids);
  return { reports: toDoFirst(items), asked, assigned, waiting, next, startable: after === null ? await listStartable(ctx) : [] };
});

export const action = securedAction({ can: "reports.write", form: startReportSchema }, async ({ ctx, input }) => {
  const started = await startReport(ctx, input);
  return started.ok ? redirect(links.report(ctx.language, started.value.id)) : formRefusal(started.error);
});

/** What is due, by when, how far it is; and what can be started. */
export default function ReportsPage() {
  const { t } = useTranslation("reports");
  const { reports, asked, assigned, waiting, next, startable } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const refusalText = useRefusalText();
  return (
    <>
      <PageHeader title={t("index.title")} lead={t("index.lead")} />
      <div className="grid gap-6">
        {answer && (
          <Notice tone="error" live>
            {refusalText(answer.refusal)}
          </Notice>
        )}
        {reports.map((report) => (
          <ReportCard key={report.id} report={report}>
            {asked
              .filter(({ reportId }) => reportId === report.id)
              .map((one) => (
                <AskedNotice key={one.reportId} {...one} />
              ))}
            {assigned
              .filter(({ reportId }) => reportId === report.id)
              .map((one) => (
                <AssignedNotice key={one.id} asked={one} />
              ))}
            {waiting
              .filter(({ reportId }) => reportId === report.id)
              .map((one) => (
                <WaitingNotice key={one.reportId} waiting={one} />
              ))}
          </ReportCard>
        ))}
        {startable.map((item) => (
          <StartCard key={`${item.party.id} ${item.template} ${item.line}`} item={item} />
        ))}
        {reports.length + startable.length > 0 && <CalendarLink />}
        <Pager label={t("index.title")} earlier={null} later={next && `?after=${next}`} />
        {reports.length + startable.length === 0 && <EmptyState title={t("index.none")}>{t("index.noneText")}</EmptyState>}
      </div>
    </>
  );
}
