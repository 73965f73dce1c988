import { links } from "~/lib/links";
import { PageNav } from "~/ui/page-nav";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

type DeskPagesProps = { decides: boolean; runs: boolean; compilation: string; coding: string; documents: string; meetings: string };

/**
 * The way from the queue to the other pages of the desk. `decides` and `runs`: whether its reader decides there, or runs
 * the portal; `compilation`, `coding`, `documents` and `meetings`: where the answers are compiled, coded, written from and met about.
 */
export function DeskPages({ decides, runs, compilation, coding, documents, meetings }: DeskPagesProps) {
  const { t } = useTranslation("desk");
  const { t: queue } = useTranslation("queue");
  const { t: comments } = useTranslation("comments");
  const { t: compiled } = useTranslation("compilation");
  const { t: coded } = useTranslation("coding");
  const { t: written } = useTranslation("documents");
  const { t: met } = useTranslation("meetings");
  const language = useLanguage();
  const pages = [
    { label: t("queue.title"), to: links.desk(language), current: true },
    decides && { label: t("queue.registrations"), to: links.deskRegistrations(language) },
    { label: comments("desk.title"), to: links.deskThreads(language) },
    decides && { label: queue("bulk.title"), to: links.deskBulks(language) },
    { label: queue("rules.title"), to: links.deskRules(language) },
    { label: t("queue.status"), to: links.deskStatus(language) },
    { label: t("queue.outreach"), to: links.deskOutreach(language) },
    { label: compiled("title"), to: compilation },
    { label: coded("title"), to: coding },
    { label: written("title"), to: documents },
    { label: met("title"), to: meetings },
    { label: t("matrix.title"), to: links.deskMatrix(language) },
    { label: t("facilitators.title"), to: links.deskFacilitators(language) },
    { label: t("queue.deadlines"), to: links.deskDeadlines(language) },
    decides && { label: t("queue.mail"), to: links.deskMail(language) },
    { label: t("cycles.title"), to: links.deskCycles(language) },
    runs && { label: t("queue.audit"), to: links.deskAudit(language) },
  ];
  return <PageNav label={t("queue.pages")} items={pages.flatMap((page) => (page ? [{ current: false, ...page }] : []))} />;
}
