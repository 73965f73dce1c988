import { Link } from "@remix-run/react";
import { useTranslation } from "~/ui/use-translation";
import { Badge, type BadgeTone } from "~/ui/badge";
import { Code } from "~/ui/bdi";
import { DataTable, type Column } from "~/ui/data-table";
import { DateTime, DateTimeInZones } from "~/ui/date-time";
import { EmptyState } from "~/ui/empty-state";
import { VisuallyHidden } from "~/ui/visually-hidden";
import type { ExtensionItem, ReportStanding } from "../model";

const TONES: Record<ReportStanding, BadgeTone> = { not_begun: "warning", draft: "accent", submitted: "success", late: "danger" };

/** The extensions of a cycle: for whom, until when, why, and what has become of them. */
export function ExtensionTable({ extensions, mayGrant }: { extensions: readonly ExtensionItem[]; mayGrant: boolean }) {
  const { t } = useTranslation("deadlines");
  const columns: Column<ExtensionItem>[] = [
    {
      key: "party",
      header: t("extension.party"),
      rowHeader: true,
      cell: ({ party, title, line }) => (
        <span className="grid">
          <bdi>{party.name}</bdi>
          <span className="text-sm font-normal text-ink-soft">
            {title} {line && <Code>{line}</Code>}
          </span>
        </span>
      ),
    },
    { key: "due", header: t("extension.due"), cell: ({ dueAt }) => <DateTimeInZones at={dueAt} /> },
    {
      key: "reason",
      header: t("extension.reason"),
      cell: ({ reason }) => (
        <span dir="auto" className="whitespace-pre-wrap">
          {reason}
        </span>
      ),
    },
    { key: "report", header: t("extension.report"), cell: ({ report }) => <Badge tone={TONES[report]}>{t(`standing.${report}`)}</Badge> },
    {
      key: "given",
      header: t("extension.given"),
      cell: ({ grantedAt, grantedBy }) => (
        <span className="grid">
          <bdi>{grantedBy}</bdi>
          <DateTime at={grantedAt} />
        </span>
      ),
    },
    {
      key: "state",
      header: t("extension.state"),
      cell: (row) => (row.ended ? <Ended {...row.ended} /> : <Badge tone="success">{t("extension.stands")}</Badge>),
    },
    ...(mayGrant
      ? [
          {
            key: "revoke",
            header: t("extension.act"),
            unlabelled: true,
            cell: ({ id, party, ended }: ExtensionItem) =>
              ended ? null : (
                <Link to={`?revoke=${id}#revoke`}>
                  {t("extension.revoke")}
                  <VisuallyHidden>: {party.name}</VisuallyHidden>
                </Link>
              ),
          },
        ]
      : []),
  ];
  return (
    <DataTable
      caption={t("extension.caption")}
      columns={columns}
      rows={extensions}
      rowKey={({ id }) => id}
      empty={<EmptyState title={t("extension.empty")} />}
    />
  );
}

function Ended({ at, by, reason }: NonNullable<ExtensionItem["ended"]>) {
  const { t } = useTranslation("deadlines");
  return (
    <span className="grid justify-items-start gap-1">
      <Badge>{t(reason ? "extension.revoked" : "extension.replaced")}</Badge>
      <span className="text-sm text-ink-soft">
        <bdi>{by}</bdi> · <DateTime at={at} />
      </span>
      {reason && (
        <span dir="auto" className="whitespace-pre-wrap text-sm">
          {reason}
        </span>
      )}
    </span>
  );
}
