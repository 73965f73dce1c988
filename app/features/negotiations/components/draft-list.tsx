import { Link } from "@remix-run/react";
import { DataTable } from "~/ui/data-table";
import { DateTime } from "~/ui/date-time";
import { EmptyState } from "~/ui/empty-state";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";
import type { DraftLine } from "../model";
import { draftLinks } from "../model/address";
import { DraftBadge, DraftName } from "./draft-facts";

/** Published drafts, those that take comments first. */
export function DraftList({ drafts }: { drafts: readonly DraftLine[] }) {
  const { t } = useTranslation("negotiations");
  const language = useLanguage();
  return (
    <DataTable
      caption={t("title")}
      captionHidden
      rows={drafts}
      rowKey={({ document, number }) => `${document} ${number}`}
      empty={<EmptyState title={t("none")} />}
      columns={[
        {
          key: "draft",
          header: t("draft.one"),
          rowHeader: true,
          cell: (draft) => (
            <Link to={draftLinks.one(language, draft.document, draft.number)}>
              <DraftName draft={draft} />
            </Link>
          ),
        },
        { key: "state", header: t("draft.state"), cell: (draft) => <DraftBadge draft={draft} /> },
        { key: "until", header: t("draft.until"), cell: ({ closesAt }) => <DateTime at={closesAt} /> },
        { key: "on", header: t("draft.publishedOn"), cell: ({ openedAt }) => <DateTime at={openedAt} show="day" /> },
      ]}
    />
  );
}
