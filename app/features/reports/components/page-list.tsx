import { Link } from "@remix-run/react";
import { useTranslation } from "~/ui/use-translation";
import { links } from "~/lib/links";
import { Badge, type BadgeTone } from "~/ui/badge";
import { Code } from "~/ui/bdi";
import { DataTable } from "~/ui/data-table";
import { useLanguage } from "~/ui/use-language";
import type { ReportOverview } from "../model";

type PageRow = ReportOverview["pages"][number];
const TONES: Record<PageRow["state"], BadgeTone> = { not_started: "neutral", in_progress: "accent", complete: "success", needs_attention: "warning" };

/** The pages of a report with how far each is; a link to what is left says so to the page. */
export function PageList({ report }: { report: ReportOverview }) {
  const { t } = useTranslation("reports");
  const language = useLanguage();
  const address = (page: PageRow): string => links.section(language, report.id, page.id);
  return (
    <DataTable
      caption={t("show.sections")}
      rows={report.pages}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "title",
          header: t("show.section"),
          rowHeader: true,
          cell: (page) => (
            <Link to={address(page)} className={page.row ? "ms-6" : undefined}>
              <span className="me-2">
                <Code>{page.row || page.section}</Code>
              </span>
              {page.title}
            </Link>
          ),
        },
        { key: "state", header: t("show.state"), cell: ({ state }) => <Badge tone={TONES[state]}>{t(`pageState.${state}`)}</Badge> },
        {
          key: "answered",
          header: t("show.answered"),
          align: "end",
          cell: ({ counts }) => t("show.answeredOf", { answered: counts.answered, total: counts.total }),
        },
        {
          key: "left",
          header: t("show.leftToDo"),
          align: "end",
          cell: (page) => (page.problems > 0 ? <Link to={`${address(page)}?check`}>{t("show.points", { count: page.problems })}</Link> : t("show.nothing")),
        },
      ]}
    />
  );
}
