import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { z } from "zod";
import { actOnClearance } from "~/features/clearances/commands/act.server";
import { ClearancePanel } from "~/features/clearances/components/clearance-panel";
import { ClearanceTrail } from "~/features/clearances/components/clearance-trail";
import { POSTED_ACTS } from "~/features/clearances/model";
import { getClearance, listTrail } from "~/features/clearances/queries/pages.server";
import { clearanceActSchema } from "~/features/clearances/schema";
import { ReportStateBadge } from "~/features/reports/components/report-card";
import { reportName } from "~/features/reports/components/report-name";
import { getReport } from "~/features/reports/queries/pages.server";
import { formRefusal, securedAction, securedLoader, valueOr404 } from "~/http/secured.server";
import { links } from "~/lib/links";
import { LinkButton } from "~/ui/link-button";
import { Notice } from "~/ui/notice";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { Pager } from "~/ui/pager";
import { useRefusalText } from "~/ui/refusal-summary";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

export const handle = { texts: ["clearances", "reports"], title: (t) => t("clearances:panel.title") } satisfies PageHandle;

const params = z.object({ id: z.string() });

export const loader = securedLoader({ params, can: "reports.read" }, async ({ params: { id }, ctx, request }) => {
  const panel = valueOr404(await getClearance(ctx, id), request, ctx);
  const report = valueOr404(await getReport(ctx, id), request, ctx);
  const after = new URL(request.url).searchParams.get("after");
  return { panel, report, trail: valueOr404(await listTrail(ctx, id, { after }), request, ctx) };
});

/** Each act ends on the page itself, so that a reload repeats nothing. */
export const action = securedAction({ params, can: "reports.write", form: clearanceActSchema }, async ({ params: { id }, ctx, input }) => {
  const { intent, text } = input;
  const done = await actOnClearance(ctx, id, input);
  return done.ok ? redirect(`${links.clearance(ctx.language, id)}?done=${intent}`) : formRefusal({ ...done.error, typed: { intent, text } });
});

/** Where a report's clearance stands, what may be done, and what was done. */
export default function ClearancePage() {
  const { t } = useTranslation("clearances");
  const { t: reports } = useTranslation("reports");
  const refusalText = useRefusalText();
  const language = useLanguage();
  const { panel, report, trail } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  const done = answer ? undefined : POSTED_ACTS.find((act) => act === search.get("done"));
  return (
    <>
      <PageHeader
        title={t("panel.title")}
        badge={<ReportStateBadge {...report} />}
        breadcrumbs={[
          { label: reports("index.title"), to: links.reports(language) },
          { label: reportName(reports, report), to: links.report(language, report.id) },
          { label: t("panel.title") },
        ]}
        actions={<LinkButton to={links.review(language, report.id)}>{t("page.read")}</LinkButton>}
      />
      <div className="grid gap-8">
        {answer && (
          <Notice tone="error" live>
            {refusalText(answer.refusal)}
          </Notice>
        )}
        {done && (
          <Notice tone="success" live>
            {t(`act.${done}.done`)}
          </Notice>
        )}
        {panel ? <ClearancePanel panel={panel} complete={report.complete} answer={answer} /> : <Notice>{t("page.none")}</Notice>}
        <ClearanceTrail entries={trail.items} />
        <Pager label={t("trail.title")} earlier={null} later={trail.next && `?after=${trail.next}`} />
      </div>
    </>
  );
}
