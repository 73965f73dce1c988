import { Link, useLoaderData } from "@remix-run/react";
import { FilterLinks } from "~/features/comments/components/filter-links";
import { DESK_FILTERS, type ThreadLine } from "~/features/comments/model";
import { listDeskThreads } from "~/features/comments/queries/desk.server";
import { readAsked } from "~/features/comments/schema";
import { securedLoader } from "~/http/secured.server";
import { links } from "~/lib/links";
import { Badge } from "~/ui/badge";
import { Code } from "~/ui/bdi";
import { DataTable, type Column } from "~/ui/data-table";
import { DateTime } from "~/ui/date-time";
import { EmptyState } from "~/ui/empty-state";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { Pager } from "~/ui/pager";
import { PlainText } from "~/ui/plain-text";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

export const handle = { texts: ["comments", "desk"], title: (t) => t("comments:desk.title") } satisfies PageHandle;

export const loader = securedLoader({ can: "desk.read" }, async ({ ctx, request }) => {
  const asked = readAsked(new URL(request.url).searchParams);
  const filter = DESK_FILTERS.find((known) => known === asked.filter) ?? "open";
  return { ...(await listDeskThreads(ctx, { filter, after: asked.after })), filter };
});

/** Discussions of all reports that wait to be resolved. */
export default function DeskThreadsPage() {
  const { t } = useTranslation("comments");
  const { t: desk } = useTranslation("desk");
  const language = useLanguage();
  const { items, next, counts, filter } = useLoaderData<typeof loader>();
  const columns: Column<ThreadLine>[] = [
    {
      key: "party",
      header: t("desk.party"),
      rowHeader: true,
      cell: ({ id, submissionId, party, symbol }) => (
        <span className="grid">
          <Link to={links.deskComments(language, submissionId, { thread: id })}>{party}</Link>
          <span className="text-sm font-normal text-ink-soft">
            <Code>{symbol}</Code>
          </span>
        </span>
      ),
    },
    {
      key: "about",
      header: t("desk.about"),
      cell: ({ question, row }) => (question === "" ? t("page.whole") : <Code>{[question, row].filter(Boolean).join(" ")}</Code>),
    },
    { key: "kind", header: t("desk.kind"), cell: ({ kind }) => <Badge tone={kind === "internal" ? "warning" : "accent"}>{t(`kind.${kind}`)}</Badge> },
    {
      key: "last",
      header: t("desk.last"),
      cell: ({ excerpt, author, at }) => (
        <div className="grid gap-1">
          <PlainText text={excerpt} />
          <span className="text-sm text-ink-soft">
            <bdi>{author}</bdi> · <DateTime at={at} />
          </span>
        </div>
      ),
    },
    { key: "assignee", header: t("desk.assignee"), cell: ({ assignee }) => (assignee ? <bdi>{assignee}</bdi> : t("form.nobody")) },
  ];
  const to = (more: Record<string, string> = {}): string => links.deskThreads(language, { filter, more });
  return (
    <>
      <PageHeader
        title={t("desk.title")}
        lead={t("desk.lead")}
        breadcrumbs={[{ label: desk("queue.title"), to: links.desk(language) }, { label: t("desk.title") }]}
      />
      <div className="grid gap-6">
        <FilterLinks filters={DESK_FILTERS} current={filter} counts={counts} to={(chosen) => links.deskThreads(language, { filter: chosen })} />
        <DataTable
          caption={t("desk.title")}
          captionHidden
          columns={columns}
          rows={items}
          rowKey={({ id }) => id}
          empty={<EmptyState title={t("page.none")} />}
        />
        <Pager label={t("desk.title")} earlier={null} later={next && to({ after: next })} />
      </div>
    </>
  );
}
