import { redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { z } from "zod";
import { assignPlaces, changeAssignment, endAssignment } from "~/features/delegations/commands/assign.server";
import { AssignmentForm } from "~/features/delegations/components/assignment-form";
import { AssignmentList } from "~/features/delegations/components/assignment-list";
import { WaitingList } from "~/features/delegations/components/waiting-list";
import { placeCode } from "~/features/delegations/model";
import { getDelegationPage } from "~/features/delegations/queries.server";
import { listWaiting } from "~/features/delegations/queries/proposals.server";
import { delegationSchema } from "~/features/delegations/schema";
import { reportName } from "~/features/reports/components/report-name";
import { getReport } from "~/features/reports/queries/pages.server";
import { formRefusal, securedAction, securedLoader, valueOr404 } from "~/http/secured.server";
import { GENEVA } from "~/lib/dates";
import { links } from "~/lib/links";
import { Notice } from "~/ui/notice";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { Pager } from "~/ui/pager";
import { useRefusalText } from "~/ui/refusal-summary";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

export const handle = { texts: ["delegations", "reports"], title: (t) => t("delegations:page.title") } satisfies PageHandle;

const params = z.object({ id: z.string() });
const DONE = ["assigned", "changed", "ended"] as const;

export const loader = securedLoader({ params, can: "reports.read" }, async ({ params: { id }, ctx, request }) => {
  const asked = new URL(request.url).searchParams;
  const page = valueOr404(await getDelegationPage(ctx, id, { after: asked.get("after"), change: asked.get("change") }), request, ctx);
  const waiting = valueOr404(await listWaiting(ctx, id, { after: asked.get("waiting") }), request, ctx);
  const report = valueOr404(await getReport(ctx, id), request, ctx);
  return { page, waiting, report, timeZone: ctx.actor.timeZone ?? GENEVA };
});

/** Each act ends on the page itself, so that a reload repeats nothing. */
export const action = securedAction({ params, can: "reports.write", form: delegationSchema }, async ({ params: { id }, ctx, input }) => {
  const { intent } = input;
  const done = await (input.intent === "assigned"
    ? assignPlaces(ctx, id, input)
    : input.intent === "changed"
      ? changeAssignment(ctx, id, input)
      : endAssignment(ctx, id, input.id));
  if (done.ok) return redirect(`${links.delegation(ctx.language, id)}?done=${intent}`);
  if (input.intent === "ended") return formRefusal({ ...done.error, typed: { intent, id: input.id } });
  const { places, due, note, how } = input;
  const whom: Record<string, string> = input.intent === "assigned" ? { person: input.person } : { id: input.id };
  return formRefusal({ ...done.error, typed: { intent, places: places.map(placeCode).join("\n"), due: due ?? "", note, how, ...whom } });
});

/** Who is asked to write what of a report: assigned, changed and ended here. */
export default function DelegationRoute() {
  const { t } = useTranslation("delegations");
  const { t: reports } = useTranslation("reports");
  const refusalText = useRefusalText();
  const language = useLanguage();
  const { page, waiting, report, timeZone } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  const done = answer ? undefined : DONE.find((name) => name === search.get("done"));
  const { changing } = page;
  const formAnswer = answer && answer.typed.intent === (changing ? "changed" : "assigned") ? answer : undefined;
  return (
    <>
      <PageHeader
        title={t("page.title")}
        lead={t("page.lead")}
        breadcrumbs={[
          { label: reports("index.title"), to: links.reports(language) },
          { label: reportName(reports, report), to: links.report(language, report.id) },
          { label: t("page.title") },
        ]}
      />
      <div className="grid grid-cols-1 gap-8">
        {answer && !formAnswer && (
          <Notice tone="error" live>
            {refusalText(answer.refusal)}
          </Notice>
        )}
        {done && (
          <Notice tone="success" live>
            {t(`done.${done}`)}
          </Notice>
        )}
        <WaitingList reportId={report.id} waiting={waiting.items} />
        <Pager label={t("waiting.title")} earlier={null} later={waiting.next && `?waiting=${waiting.next}`} />
        <AssignmentList reportId={report.id} assignments={page.assignments} mayChange={page.isWritten} />
        <Pager label={t("page.title")} earlier={null} later={page.next && `?after=${page.next}`} />
        {page.isWritten ? (
          <>
            <p className="max-w-measure">
              {t("page.invite")} <Link to={links.people(language, report.party.code)}>{t("page.inviteLink")}</Link>
            </p>
            <AssignmentForm
              key={changing?.id ?? "new"}
              reportId={report.id}
              choices={page.choices}
              people={page.people}
              changing={changing}
              timeZone={timeZone}
              answer={formAnswer}
            />
          </>
        ) : (
          <Notice>{t("page.closed")}</Notice>
        )}
      </div>
    </>
  );
}
