import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { z } from "zod";
import { answerWithoutChange, writeReply } from "~/features/clarifications/commands/answer.server";
import { PartyActs } from "~/features/clarifications/components/party-forms";
import { PointList } from "~/features/clarifications/components/point-list";
import { getReportPoints } from "~/features/clarifications/queries/points.server";
import { partySchema } from "~/features/clarifications/schema";
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

export const handle = { texts: ["clarifications", "reports", "history"], title: (t) => t("clarifications:page.title") } satisfies PageHandle;

const params = z.object({ id: z.string() });
const DONE = { reply: "replied", stays: "stays" } as const;

export const loader = securedLoader({ params, can: "reports.read" }, async ({ params: { id }, ctx, request }) => {
  const after = new URL(request.url).searchParams.get("after");
  const list = valueOr404(await getReportPoints(ctx, id, { after }), request, ctx);
  return { report: valueOr404(await getReport(ctx, id), request, ctx), list };
});

/** Each act ends on the page itself, so that a reload repeats nothing. */
export const action = securedAction({ params, can: "reports.write", form: partySchema }, async ({ params: { id }, ctx, input }) => {
  const done = await (input.intent === "reply" ? writeReply(ctx, id, input) : answerWithoutChange(ctx, id, input));
  if (done.ok) return redirect(`${links.clarifications(ctx.language, id)}?done=${DONE[input.intent]}`);
  return formRefusal({ ...done.error, typed: Object.fromEntries(Object.entries(input).map(([name, value]) => [name, String(value)])) });
});

/** What the secretariat asks a party about its report, and what the party answers. */
export default function ClarificationsPage() {
  const { t } = useTranslation("clarifications");
  const { t: reports } = useTranslation("reports");
  const refused = useRefusalText();
  const language = useLanguage();
  const { report, list } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  const done = answer ? undefined : (["replied", "stays"] as const).find((known) => known === search.get("done"));
  const { write, submit } = report.allowances;
  return (
    <>
      <PageHeader
        title={t("page.title")}
        lead={t("page.partyLead")}
        badge={<ReportStateBadge {...report} />}
        breadcrumbs={[
          { label: reports("index.title"), to: links.reports(language) },
          { label: reportName(reports, report), to: links.report(language, report.id) },
          { label: t("page.title") },
        ]}
      />
      <div className="grid grid-cols-1 gap-8">
        {answer && (
          <Notice tone="error" live>
            {refused(answer.refusal)}
          </Notice>
        )}
        {done && (
          <Notice tone="success" live>
            {t(`done.${done}`)}
          </Notice>
        )}
        <PointList points={list.points} letterHref={(turn) => links.letter(language, report.id, turn)}>
          {(point) => write && point.state === "open" && <PartyActs key={point.revision} reportId={report.id} point={point} signs={submit} answer={answer} />}
        </PointList>
        <Pager label={t("page.title")} earlier={null} later={list.next && `?after=${list.next}`} />
        {submit && report.reopened.length > 0 && (
          <section className="grid max-w-measure gap-3">
            <p>{t("review.text")}</p>
            <p>
              <LinkButton variant="primary" to={links.review(language, report.id)}>
                {t("review.link")}
              </LinkButton>
            </p>
          </section>
        )}
      </div>
    </>
  );
}
