import { redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { inviteAgain } from "~/features/outreach/commands/invite-again.server";
import { DownloadLinks } from "~/features/outreach/components/download-links";
import { ReachedTable } from "~/features/outreach/components/reached-table";
import { CALL_REASONS, PARTY_KINDS, STEPS } from "~/features/outreach/model";
import { FILTER_NAMES, readOutreachFilters } from "~/features/outreach/model/filters";
import { listOutreach } from "~/features/outreach/queries/people.server";
import { againSchema } from "~/features/outreach/schema";
import { SubmissionFilterForm } from "~/features/reports/components/submission-filter-form";
import { useSubmissionFilters } from "~/features/reports/components/use-submission-filters";
import { filterValues } from "~/features/reports/model/submission-filters";
import { filterOptions } from "~/features/reports/queries/filter-options.server";
import { formRefusal, securedAction, securedLoader } from "~/http/secured.server";
import { links } from "~/lib/links";
import { LinkButton } from "~/ui/link-button";
import { Notice } from "~/ui/notice";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { Pager } from "~/ui/pager";
import { useRefusalText } from "~/ui/refusal-summary";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

export const handle = { texts: ["outreach", "desk", "public", "account"], title: (t) => t("outreach:title") } satisfies PageHandle;

export const loader = securedLoader({ can: "desk.read" }, async ({ ctx, request }) => {
  const { searchParams } = new URL(request.url);
  const after = searchParams.get("after");
  const [page, options] = await Promise.all([listOutreach(ctx, readOutreachFilters(searchParams), { after: after ?? "" }), filterOptions(ctx)]);
  return { page, options, values: filterValues(searchParams, FILTER_NAMES), started: after === null };
});

/** Ends on the same list, so that a reload repeats nothing. */
export const action = securedAction({ can: "desk.decide", form: againSchema }, async ({ ctx, input, request }) => {
  const sent = await inviteAgain(ctx, input.invitation);
  if (!sent.ok) return formRefusal(sent.error);
  const { searchParams } = new URL(request.url);
  searchParams.set("done", "again");
  return redirect(links.deskOutreach(ctx.language, Object.fromEntries(searchParams)));
});

/** Who is reached, and how far each party is. */
export default function OutreachPage() {
  const { t } = useTranslation("outreach");
  const { t: desk } = useTranslation("desk");
  const { t: shared } = useTranslation("public");
  const language = useLanguage();
  const refusalText = useRefusalText();
  const { page, options, values, started } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  const chosen = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ""));
  const any = shared("filter.any");
  const subjects = useSubmissionFilters(options, ["region", "group", "line", "category"]);
  const filters = [
    { name: "who", label: t("filter.kind"), any, options: PARTY_KINDS.map((value) => ({ value, label: shared(`templates.kind.${value}`) })) },
    { name: "step", label: t("filter.step"), any, options: STEPS.map((value) => ({ value, label: t(`step.${value}`) })) },
    { name: "call", label: t("filter.call"), any, options: CALL_REASONS.map((value) => ({ value, label: t(`call.${value}`) })) },
    ...subjects,
  ];
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        breadcrumbs={[{ label: desk("queue.title"), to: links.desk(language) }, { label: t("title") }]}
        actions={
          <>
            {page.mayInvite && <LinkButton to={links.outreachFile(language)}>{t("file.title")}</LinkButton>}
            <LinkButton to={links.deskStatus(language)}>{t("status.title")}</LinkButton>
          </>
        }
      />
      <div className="mb-8 grid gap-4 empty:hidden">
        {answer && (
          <Notice tone="error" live>
            {refusalText(answer.refusal)}
          </Notice>
        )}
        {!answer && search.get("done") === "again" && (
          <Notice tone="success" live>
            {t("again.done")}
          </Notice>
        )}
      </div>
      <SubmissionFilterForm
        label={t("filter.label")}
        search={{ label: shared("filter.search"), hint: t("filter.searchHint") }}
        filters={filters}
        more={shared("filter.more")}
        values={values}
        submit={shared("filter.submit")}
      />
      <ReachedTable {...page} />
      <div className="mt-8 grid gap-4">
        <Pager label={t("title")} earlier={null} later={page.next && links.deskOutreach(language, { ...chosen, after: page.next })} />
        {!started && <Link to={links.deskOutreach(language, chosen)}>{shared("filter.toStart")}</Link>}
        <DownloadLinks at={(format) => links.deskOutreachExport(language, { ...chosen, format })} />
      </div>
    </>
  );
}
