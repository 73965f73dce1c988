import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "~/ui/use-translation";
import { links } from "~/lib/links";
import { Badge } from "~/ui/badge";
import { Card } from "~/ui/card";
import { DateTime, DateTimeInZones } from "~/ui/date-time";
import { LinkButton } from "~/ui/link-button";
import { Progress } from "~/ui/progress";
import { useLanguage } from "~/ui/use-language";
import { reportName } from "./report-name";
import { SUBMISSION_TONES } from "./tones";
import { UnitName } from "./unit-name";
import type { ReportState, ReportSummary, SubmissionSummary } from "../model";

/** Where a report stands: being written, or how far the secretariat is with its latest version. */
export function ReportStateBadge({ state, submission }: { state: ReportState; submission: SubmissionSummary | null }) {
  const { t } = useTranslation("reports");
  const isAsked = submission?.state === "clarification_requested";
  if (submission && (state === "submitted" || isAsked))
    return <Badge tone={SUBMISSION_TONES[submission.state]}>{t(`submissionState.${submission.state}`)}</Badge>;
  return <Badge>{t("reportState.draft")}</Badge>;
}

/** The legal moment of a deadline in three zones, or that there is none; and whether it is one the party alone was given. */
export function Deadline({ at, isExtended }: { at: string | null; isExtended: boolean }) {
  const { t } = useTranslation("reports");
  return (
    <dl className="grid gap-0.5">
      <dt className="text-sm text-ink-soft">{t("deadline.label")}</dt>
      <dd>{at ? <DateTimeInZones at={at} /> : t("deadline.none")}</dd>
      {isExtended && <dd className="font-semibold">{t("deadline.extended")}</dd>}
    </dl>
  );
}

/** The deadlines of the reader's own reports, to take along. */
export function CalendarLink() {
  const { t } = useTranslation("reports");
  const language = useLanguage();
  return (
    <p className="print:hidden">
      <a href={links.myCalendar(language)} download>
        {t("deadline.calendar")}
      </a>
    </p>
  );
}

/** One report of *My reports*, with what is asked of the reader. */
export function ReportCard({ report, children }: { report: ReportSummary; children?: ReactNode }) {
  const { t } = useTranslation("reports");
  const language = useLanguage();
  const { required, requiredDone } = report.progress;
  const isOpen = report.state === "draft" && !report.isClosed && !report.isHeld;
  return (
    <Card
      title={<Link to={links.report(language, report.id)}>{reportName(t, report)}</Link>}
      badge={<ReportStateBadge {...report} />}
      footer={
        <>
          <LinkButton variant={isOpen ? "primary" : "secondary"} to={links.report(language, report.id)}>
            {t(isOpen ? "index.continue" : "index.open")}
          </LinkButton>
          {report.submission && !report.isPart && <Link to={links.receipt(language, report.id)}>{t("index.receipt")}</Link>}
        </>
      }
    >
      {children}
      <p className="text-sm text-ink-soft">
        {report.cycle} · {t("index.updated")} <DateTime at={report.updatedAt} />
      </p>
      {report.unit && (
        <p>
          <UnitName {...report} />
        </p>
      )}
      <div className="grid gap-4 sm:grid-cols-2">
        <Deadline at={report.deadline} isExtended={report.isExtended} />
        <Progress label={t("progress.label")} value={requiredDone} max={required} valueText={t("progress.text", { count: required, done: requiredDone })} />
      </div>
    </Card>
  );
}
