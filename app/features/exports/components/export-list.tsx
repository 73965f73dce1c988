import { Link } from "@remix-run/react";
import { LANGUAGE_NAMES } from "~/lib/languages";
import { links } from "~/lib/links";
import { DataTable, type Column } from "~/ui/data-table";
import { DateTime } from "~/ui/date-time";
import { EmptyState } from "~/ui/empty-state";
import { LinkButton } from "~/ui/link-button";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";
import { isOpen, type ExportDto } from "../model";
import { StateBadge } from "./state-badge";

/** Somebody's exports, each with how far it is. */
export function ExportList({ items }: { items: readonly ExportDto[] }) {
  const { t } = useTranslation(["exports", "download", "public"]);
  const language = useLanguage();
  const columns: Column<ExportDto>[] = [
    {
      key: "what",
      header: t("column.what"),
      rowHeader: true,
      cell: ({ id, total, source }) => (
        <span className="grid">
          <Link to={links.export(language, id)}>{t("reports", { count: total })}</Link>
          <span className="text-sm font-normal text-ink-soft">{t(`source.${source}`)}</span>
        </span>
      ),
    },
    { key: "format", header: t("column.format"), cell: (item) => `${t(`download:${item.format}`)}, ${LANGUAGE_NAMES[item.language]}` },
    { key: "asked", header: t("column.asked"), cell: ({ askedAt }) => <DateTime at={askedAt} /> },
    {
      key: "state",
      header: t("column.state"),
      cell: ({ state, made, total }) => (
        <span className="flex flex-wrap gap-x-3">
          <StateBadge state={state} />
          {isOpen(state) && t("progress", { made, count: total })}
        </span>
      ),
    },
  ];
  return (
    <DataTable
      caption={t("title")}
      captionHidden
      columns={columns}
      rows={items}
      rowKey={({ id }) => id}
      empty={
        <EmptyState title={t("none")} actions={<LinkButton to={links.submissions(language)}>{t("public:submissions.title")}</LinkButton>}>
          {t("noneText")}
        </EmptyState>
      }
    />
  );
}
