import { useTranslation } from "~/ui/use-translation";
import { formatNumber } from "~/lib/dates";
import { Badge } from "~/ui/badge";
import { DataTable, type Column } from "~/ui/data-table";
import { DateTimeInZones } from "~/ui/date-time";
import { useLanguage } from "~/ui/use-language";
import type { DeadlineItem } from "../model";

/** The deadlines of a cycle with how far its parties are. */
export function DeadlineTable({ deadlines }: { deadlines: readonly DeadlineItem[] }) {
  const { t } = useTranslation("deadlines");
  const language = useLanguage();
  const count = (key: "notBegun" | "drafts" | "submitted" | "late" | "extended"): Column<DeadlineItem> => ({
    key,
    header: t(`page.${key}`),
    align: "end",
    cell: (row) => formatNumber(row[key], language),
  });
  const columns: Column<DeadlineItem>[] = [
    { key: "template", header: t("page.template"), rowHeader: true, cell: ({ title }) => title },
    {
      key: "at",
      header: t("page.at"),
      cell: ({ at, isPast }) => (
        <span className="grid justify-items-start gap-1">
          {at ? <DateTimeInZones at={at} /> : t("page.noDate")}
          {isPast && <Badge tone="warning">{t("page.past")}</Badge>}
        </span>
      ),
    },
    count("notBegun"),
    count("drafts"),
    count("submitted"),
    count("late"),
    count("extended"),
  ];
  return <DataTable caption={t("page.caption")} columns={columns} rows={deadlines} rowKey={({ template }) => template} />;
}
