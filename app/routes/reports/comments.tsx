import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { z } from "zod";
import { actOnComments } from "~/features/comments/commands/act.server";
import { CommentsView, DONE } from "~/features/comments/components/comments-view";
import { getCommentsPage } from "~/features/comments/queries/pages.server";
import { commentForm, readAsked, typedIn } from "~/features/comments/schema";
import { reportName } from "~/features/reports/components/report-name";
import { getReport } from "~/features/reports/queries/pages.server";
import { formRefusal, securedAction, securedLoader, valueOr404 } from "~/http/secured.server";
import { links } from "~/lib/links";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

export const handle = { texts: ["comments", "reports"], title: (t) => t("comments:page.title") } satisfies PageHandle;

const params = z.object({ id: z.string() });

export const loader = securedLoader({ params, can: "reports.read" }, async ({ params: { id }, ctx, request }) => {
  const page = valueOr404(await getCommentsPage(ctx, { report: id }, readAsked(new URL(request.url).searchParams)), request, ctx);
  return { page, report: valueOr404(await getReport(ctx, id), request, ctx) };
});

/** Each act ends on the thread it was done to, so that a reload repeats nothing. */
export const action = securedAction({ params, can: "reports.write", form: commentForm }, async ({ params: { id }, ctx, input }) => {
  const done = await actOnComments(ctx, { report: id }, input);
  return done.ok ? redirect(links.comments(ctx.language, id, done.value)) : formRefusal({ ...done.error, typed: typedIn(input) });
});

/** What the secretariat and the party say to each other about what was signed. */
export default function ReportCommentsPage() {
  const { t } = useTranslation("comments");
  const { t: reports } = useTranslation("reports");
  const language = useLanguage();
  const { page, report } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  return (
    <>
      <PageHeader
        title={t("page.title")}
        lead={t("page.leadParty")}
        breadcrumbs={[
          { label: reports("index.title"), to: links.reports(language) },
          { label: reportName(reports, report), to: links.report(language, report.id) },
          { label: t("page.title") },
        ]}
      />
      <CommentsView
        page={page}
        href={(spot) => links.comments(language, report.id, spot)}
        fileHref={(sha256) => links.apiReportFile(report.id, sha256)}
        editing={search.get("edit")}
        done={DONE.find((known) => known === search.get("done")) ?? null}
        answer={answer}
      />
    </>
  );
}
