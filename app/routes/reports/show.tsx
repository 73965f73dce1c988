import { redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { Suspense } from "react";
import { useTranslation } from "~/ui/use-translation";
import { z } from "zod";
import { ClearancePanel } from "~/features/clearances/components/clearance-panel";
import { findClearance } from "~/features/clearances/queries/pages.server";
import { OpenNotice } from "~/features/clarifications/components/open-notice";
import { findOpenPoints } from "~/features/clarifications/queries/points.server";
import { mayAssign } from "~/features/delegations/policy";
import { PaperForm } from "~/features/papers/components/paper-form";
import { chooseUnit } from "~/features/reports/commands/choose-unit.server";
import { reportName } from "~/features/reports/components/report-name";
import { CalendarLink, Deadline, ReportStateBadge } from "~/features/reports/components/report-card";
import { PageList } from "~/features/reports/components/page-list";
import { UnitField } from "~/features/reports/components/unit-field";
import { UnitName } from "~/features/reports/components/unit-name";
import { getReport } from "~/features/reports/queries/pages.server";
import { chooseUnitSchema } from "~/features/reports/schema";
import { formRefusal, securedAction, securedLoader, valueOr404 } from "~/http/secured.server";
import { links } from "~/lib/links";
import { LANGUAGE_NAMES } from "~/lib/languages";
import { Button } from "~/ui/button";
import { LinkButton } from "~/ui/link-button";
import { Notice } from "~/ui/notice";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { useRefusalText } from "~/ui/refusal-summary";
import { useLanguage } from "~/ui/use-language";
import { useLater } from "~/ui/use-later";
import { dataOrWholePage } from "~/ui/whole-page";

type Loaded = { report: Parameters<typeof reportName>[1] };
export const handle = {
  texts: ["reports", "clarifications", "clearances", "comments", "delegations", "download"],
  title: (t, loaded) => (loaded ? reportName((key, values) => t(`reports:${key}`, values), loaded.report) : t("reports:index.title")),
} satisfies PageHandle<Loaded>;

const params = z.object({ id: z.string() });

export const loader = securedLoader({ params, can: "reports.read" }, async ({ params, ctx, request }) => {
  const report = valueOr404(await getReport(ctx, params.id), request, ctx);
  const open = report.reopened.length > 0 ? await findOpenPoints(ctx, params.id) : null;
  return { report, open, clearance: await findClearance(ctx, params.id), assigns: mayAssign(ctx.actor, report.partyId) };
});

export const clientLoader = dataOrWholePage;

/** The unit the report is made for; the page itself answers, so that a reload repeats nothing. */
export const action = securedAction({ params, can: "reports.write", form: chooseUnitSchema }, async ({ params: { id }, ctx, input }) => {
  const chosen = await chooseUnit(ctx, { reportId: id, unit: input.unit });
  return chosen.ok ? redirect(`${links.report(ctx.language, id)}?done=unit`) : formRefusal(chosen.error);
});

/** A report at a glance: its sections, what is left to do, and the next step. */
export default function ReportPage() {
  const { t } = useTranslation("reports");
  const language = useLanguage();
  const { t: delegations } = useTranslation("delegations");
  const { t: comments } = useTranslation("comments");
  const { t: clarifications } = useTranslation("clarifications");
  const { report, open, clearance, assigns } = useLoaderData<typeof loader>();
  const next = report.pages.find(({ state }) => state !== "complete") ?? report.pages[0];
  const { write, submit } = report.allowances;
  const OnDevice = useLater(() => import("~/features/reports/components/report-on-device"));
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
            {!report.isPart && (
              <LinkButton variant={report.complete && submit ? "primary" : "secondary"} to={links.review(language, report.id)}>
                {t(submit ? "show.review" : "show.read")}
              </LinkButton>
            )}
            {report.submission && <LinkButton to={links.comments(language, report.id)}>{comments("page.title")}</LinkButton>}
            {assigns && <LinkButton to={links.delegation(language, report.id)}>{delegations("page.open")}</LinkButton>}
            {write && report.line && !report.isPart && <LinkButton to={links.copy(language, report.id)}>{t("show.copy")}</LinkButton>}
            {report.submission && !report.isPart && <LinkButton to={links.clarifications(language, report.id)}>{clarifications("page.open")}</LinkButton>}
            {report.submission && !report.isPart && <LinkButton to={links.receipt(language, report.id)}>{t("index.receipt")}</LinkButton>}
          </>
        }
      />
      {OnDevice && (
        <Suspense>
          <OnDevice report={report} />
        </Suspense>
      )}
      <div className="grid gap-8">
        {open && <OpenNotice reportId={report.id} open={open} />}
        {report.isClosed && <Notice>{t("show.cycleClosed")}</Notice>}
        {!write && !report.isClosed && report.state === "submitted" && <Notice>{t("show.locked")}</Notice>}
        {report.isPart && <Notice>{delegations("part.text")}</Notice>}
        {write && !report.isPart && (
          <Notice tone={report.complete ? "success" : "info"}>{report.complete ? t("show.complete") : t("show.left", { count: report.problems })}</Notice>
        )}
        {report.isHeld && !clearance && <Notice>{t("hold.other")}</Notice>}
        <Deadline at={report.deadline} isExtended={report.isExtended} />
        {report.deadline && !report.isClosed && <CalendarLink />}
        {clearance && <ClearancePanel panel={clearance} complete={report.complete} linked />}
        <OrgUnit />
        <PageList report={report} />
        {write && !report.isPart && (
          <p>
            <LinkButton to={links.bringIn(language, report.id)}>{t("show.elsewhere")}</LinkButton>
          </p>
        )}
        {!report.isPart && <PaperForm action={links.apiReportPaper(report.id)} history comments={report.submission !== null} />}
      </div>
    </>
  );
}

/** For which organisational unit the report is made: chosen while it is written, shown from then on. */
function OrgUnit() {
  const { t } = useTranslation("reports");
  const refusalText = useRefusalText();
  const { report } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  const [search] = useSearchParams();
  if (!report.allowances.write || report.isPart || report.reopened.length > 0 || report.units.length === 0) {
    if (refusal)
      return (
        <Notice tone="error" live>
          {refusalText(refusal)}
        </Notice>
      );
    if (!report.unit) return null;
    return (
      <dl className="grid gap-0.5">
        <dt className="text-sm text-ink-soft">{t("orgUnit.label")}</dt>
        <dd>
          <UnitName {...report} />
        </dd>
      </dl>
    );
  }
  // A unit that has ended stays chosen until another is.
  const ended = report.unit && !report.units.some(({ code }) => code === report.unit) ? [{ code: report.unit, name: report.unitName }] : [];
  return (
    <div className="grid gap-4">
      {refusal && (
        <Notice tone="error" live>
          {refusalText(refusal)}
        </Notice>
      )}
      {!refusal && search.get("done") === "unit" && (
        <Notice tone="success" live>
          {t("orgUnit.saved")}
        </Notice>
      )}
      <Form method="post" className="flex flex-wrap items-end gap-4">
        <UnitField key={report.unit} id="unit" units={[...report.units, ...ended]} chosen={report.unit} />
        <Button type="submit">{t("orgUnit.save")}</Button>
      </Form>
    </div>
  );
}
