import { Link } from "@remix-run/react";
import { useRef } from "react";
import { UnitName } from "~/features/reports/components/unit-name";
import { LANGUAGE_NAMES } from "~/lib/languages";
import { links } from "~/lib/links";
import { Badge } from "~/ui/badge";
import { Code } from "~/ui/bdi";
import { DataTable, type Column } from "~/ui/data-table";
import { DateTime } from "~/ui/date-time";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";
import { VisuallyHidden } from "~/ui/visually-hidden";
import type { QueueItem } from "../model";
import { BULK_FORM } from "./bulk-form";
import { QueueKeys } from "./queue-keys";
import { StateBadge } from "./state-badge";

type QueueTableProps = {
  items: readonly QueueItem[];
  /** How much is new to the reader in rows they have read before, by id. */
  unseen: Readonly<Record<string, number>>;
  /** Rows can be chosen for a bulk act. */
  chooses: boolean;
  empty: React.ReactNode;
};

/** The queue's rows; each leads to its version and can be chosen, by mouse and by key. */
export function QueueTable({ items, unseen, chooses, empty }: QueueTableProps) {
  const { t } = useTranslation("desk");
  const { t: shared } = useTranslation("public");
  const { t: queue } = useTranslation("queue");
  const language = useLanguage();
  const list = useRef<HTMLDivElement>(null);
  const choose: Column<QueueItem> = {
    key: "choose",
    header: queue("choose.column"),
    unlabelled: true,
    cell: ({ id, symbol }) => (
      <label className="inline-flex min-h-11 min-w-6 items-start">
        <input type="checkbox" name="ids" value={id} form={BULK_FORM} data-choose={id} className="size-5" />
        <VisuallyHidden>{queue("choose.row", { symbol })}</VisuallyHidden>
      </label>
    ),
  };
  const columns: Column<QueueItem>[] = [
    ...(chooses ? [choose] : []),
    {
      key: "party",
      header: t("queue.party"),
      rowHeader: true,
      cell: ({ id, party, title, unit, unitName }) => (
        <span className="grid">
          <Link to={links.deskSubmission(language, id)} data-open={id}>
            {party.name}
          </Link>
          <span className="text-sm font-normal text-ink-soft">{title}</span>
          {unit && (
            <span className="text-sm font-normal text-ink-soft">
              <UnitName unit={unit} unitName={unitName} />
            </span>
          )}
        </span>
      ),
    },
    {
      key: "symbol",
      header: t("queue.symbol"),
      cell: ({ id, symbol }) => {
        const count = unseen[id] ?? 0;
        return (
          <span className="grid justify-items-start">
            <Code>{symbol}</Code>
            {count > 0 && (
              <Link to={links.deskChanges(language, id)} className="text-sm">
                {queue("unseen", { count })}
              </Link>
            )}
          </span>
        );
      },
    },
    { key: "state", header: t("queue.state"), cell: ({ state }) => <StateBadge state={state} /> },
    {
      key: "submitted",
      header: t("queue.submitted"),
      cell: ({ submittedAt, late }) => (
        <span className="flex flex-wrap gap-x-3">
          <DateTime at={submittedAt} />
          {late && <Badge tone="warning">{t("queue.late")}</Badge>}
        </span>
      ),
    },
    {
      key: "due",
      header: queue("due.label"),
      cell: ({ dueAt, overdueDays }) =>
        dueAt ? (
          <span className="flex flex-wrap gap-x-3">
            <DateTime at={dueAt} show="day" timeZone="Europe/Zurich" />
            {overdueDays > 0 && <Badge tone="warning">{queue("due.days", { count: overdueDays })}</Badge>}
          </span>
        ) : (
          queue("due.none")
        ),
    },
    { key: "language", header: shared("filter.language"), cell: ({ language: written }) => <span lang={written}>{LANGUAGE_NAMES[written]}</span> },
    { key: "officer", header: t("queue.officer"), cell: ({ officer }) => officer ?? t("queue.nobody") },
  ];
  return (
    <>
      {items.length > 0 && <QueueKeys list={list} chooses={chooses} />}
      <div ref={list}>
        <DataTable caption={t("queue.caption")} captionHidden columns={columns} rows={items} rowKey={({ id }) => id} empty={empty} />
      </div>
    </>
  );
}
