import { useTranslation } from "~/ui/use-translation";
import { links } from "~/lib/links";
import { SectionNav, type Step } from "~/ui/section-nav";
import { useLanguage } from "~/ui/use-language";
import type { ReportOverview } from "../model";

/** The pages of a report as steps, with their state in words. */
export function useReportSteps({ id, pages }: Pick<ReportOverview, "id" | "pages">, current?: string): Step[] {
  const { t } = useTranslation("reports");
  const language = useLanguage();
  return pages.map((page) => {
    const { answered, total } = page.counts;
    const state = t(`pageState.${page.state}`);
    return {
      to: links.section(language, id, page.id),
      code: page.row || page.section,
      title: page.title,
      state: page.state,
      stateLabel: total > 0 ? t("pageState.counted", { state, answered, total }) : state,
      current: page.id === current,
      nested: page.row !== "",
    };
  });
}

export function ReportNav({ report, current }: { report: Pick<ReportOverview, "id" | "pages">; current?: string }) {
  const { t } = useTranslation("reports");
  return <SectionNav label={t("nav.sections")} steps={useReportSteps(report, current)} />;
}
