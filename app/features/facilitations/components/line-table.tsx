import { Link } from "@remix-run/react";
import { useTranslation } from "~/ui/use-translation";
import { links } from "~/lib/links";
import { Badge, type BadgeTone } from "~/ui/badge";
import { Code } from "~/ui/bdi";
import { DataTable, type Column } from "~/ui/data-table";
import { DateTime } from "~/ui/date-time";
import { EmptyState } from "~/ui/empty-state";
import { useLanguage } from "~/ui/use-language";
import { VisuallyHidden } from "~/ui/visually-hidden";
import type { FacilitationItem, Standing } from "../model";

const TONES: Record<Standing, BadgeTone> = { present: "success", planned: "accent", past: "neutral" };

export function StandingBadge({ standing }: { standing: Standing }) {
  const { t } = useTranslation("desk");
  return <Badge tone={TONES[standing]}>{t(`facilitators.standing.${standing}`)}</Badge>;
}

/** A day as it is recorded, wherever it is read; words where the end is open. */
export function RecordedDay({ day, open }: { day: string | null; open: string }) {
  return day ? <DateTime at={day} show="day" timeZone="UTC" /> : <span className="text-ink-soft">{open}</span>;
}

type LineTableProps = { line: { code: string; name: string; items: FacilitationItem[] }; mayManage: boolean };

/** Who facilitates one action line, in which role, from when to when. */
export function LineTable({ line, mayManage }: LineTableProps) {
  const { t } = useTranslation("desk");
  const { t: shared } = useTranslation("public");
  const language = useLanguage();
  const columns: Column<FacilitationItem>[] = [
    {
      key: "entity",
      header: t("facilitators.entity"),
      rowHeader: true,
      cell: ({ entity }) => (
        <>
          {entity.name} <Code>{entity.code}</Code>
        </>
      ),
    },
    { key: "role", header: t("facilitators.role"), cell: ({ role }) => shared(`status.role.${role}`) },
    { key: "from", header: t("facilitators.from"), cell: ({ from }) => <RecordedDay day={from} open={t("facilitators.openFrom")} /> },
    { key: "until", header: t("facilitators.until"), cell: ({ until }) => <RecordedDay day={until} open={t("facilitators.openUntil")} /> },
    { key: "standing", header: t("facilitators.when"), cell: ({ standing }) => <StandingBadge standing={standing} /> },
    ...(mayManage
      ? [
          {
            key: "change",
            header: t("facilitators.change"),
            unlabelled: true,
            cell: ({ id, entity }: FacilitationItem) => (
              <Link to={links.deskFacilitator(language, id)}>
                {t("facilitators.change")}
                <VisuallyHidden>{` (${entity.name}, ${line.code})`}</VisuallyHidden>
              </Link>
            ),
          },
        ]
      : []),
  ];
  return (
    <DataTable
      caption={
        <>
          <span className="me-2 text-ink-soft">
            <Code>{line.code}</Code>
          </span>
          {line.name}
        </>
      }
      columns={columns}
      rows={line.items}
      rowKey={({ id }) => id}
      empty={<EmptyState title={t("facilitators.none", { line: `\u2066${line.code}\u2069` })} />}
    />
  );
}
