import { Link } from "@remix-run/react";
import { Badge } from "~/ui/badge";
import { DataTable } from "~/ui/data-table";
import { DateTimeInZones } from "~/ui/date-time";
import { EmptyState } from "~/ui/empty-state";
import { useTranslation } from "~/ui/use-translation";
import type { MeetingLine } from "../model";

type MeetingTableProps = { meetings: { coming: readonly MeetingLine[]; past: readonly MeetingLine[] }; linkOf: (id: string) => string };

/** The meetings to come, and under them those that are over. */
export function MeetingTable({ meetings: { coming, past }, linkOf }: MeetingTableProps) {
  const { t } = useTranslation("meetings");
  if (coming.length + past.length === 0) return <EmptyState title={t("none")} />;
  return (
    <div className="grid gap-10">
      {coming.length > 0 && <Rows caption={t("coming")} rows={coming} linkOf={linkOf} />}
      {past.length > 0 && <Rows caption={t("past")} rows={past} linkOf={linkOf} />}
    </div>
  );
}

function Rows({ caption, rows, linkOf }: { caption: string; rows: readonly MeetingLine[]; linkOf: (id: string) => string }) {
  const { t } = useTranslation("meetings");
  return (
    <DataTable
      caption={caption}
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "title",
          header: t("fact.title"),
          rowHeader: true,
          cell: ({ id, title, language, cancelled }) => (
            <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <Link to={linkOf(id)}>
                <bdi lang={language}>{title}</bdi>
              </Link>
              {cancelled && <Badge tone="danger">{t("cancelled")}</Badge>}
            </span>
          ),
        },
        { key: "starts", header: t("fact.starts"), cell: ({ startsAt }) => <DateTimeInZones at={startsAt} /> },
        { key: "format", header: t("fact.format"), cell: ({ format }) => t(`format.${format}`) },
      ]}
    />
  );
}
