import { Link, useLoaderData } from "@remix-run/react";
import { EntryFacts } from "~/features/audit/components/entry-facts";
import { LogFilters } from "~/features/audit/components/log-filters";
import type { AuditEntry } from "~/features/audit/model";
import { listEvents } from "~/features/audit/queries/log.server";
import { typeGroups } from "~/features/audit/queries/words.server";
import { readLogFilters } from "~/features/audit/schema";
import { noteRead } from "~/http/reads.server";
import { securedLoader, valueOr404 } from "~/http/secured.server";
import { links } from "~/lib/links";
import { Code } from "~/ui/bdi";
import { DataTable, type Column } from "~/ui/data-table";
import { DateTime } from "~/ui/date-time";
import { EmptyState } from "~/ui/empty-state";
import { LinkButton } from "~/ui/link-button";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { Pager } from "~/ui/pager";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

export const handle = { texts: ["audit", "desk"], title: (t) => t("audit:page.title") } satisfies PageHandle;

export const loader = securedLoader({ can: "desk.read" }, async ({ ctx, request }) => {
  const { searchParams } = new URL(request.url);
  const filters = readLogFilters(searchParams);
  const log = valueOr404(await listEvents(ctx, filters, { after: searchParams.get("after") }), request, ctx);
  noteRead(ctx, { type: "audit.read", subject: "audit" });
  return { ...log, filters, groups: typeGroups(ctx.language) };
});

/** Who read, changed and decided what: for administrators, whose own acts are in it too. */
export default function AuditPage() {
  const { t } = useTranslation("audit");
  const { t: desk } = useTranslation("desk");
  const language = useLanguage();
  const { items, next, filters, groups } = useLoaderData<typeof loader>();
  const chosen = filters as Record<string, string>;
  const columns: Column<AuditEntry>[] = [
    {
      key: "what",
      header: t("column.what"),
      rowHeader: true,
      cell: ({ words, facts }) => (
        <>
          <p>{words}</p>
          <EntryFacts facts={facts} />
        </>
      ),
    },
    { key: "who", header: t("column.who"), cell: ({ actor }) => (actor ? <bdi>{actor}</bdi> : t("nobody")) },
    {
      key: "subject",
      header: t("column.subject"),
      cell: ({ subject: { label, submissionId } }) =>
        submissionId ? (
          <Link to={links.deskSubmission(language, submissionId)}>
            <Code>{label}</Code>
          </Link>
        ) : (
          <bdi className="wrap-anywhere">{label}</bdi>
        ),
    },
    { key: "at", header: t("column.at"), cell: ({ at }) => <DateTime at={at} /> },
  ];
  return (
    <>
      <PageHeader
        title={t("page.title")}
        lead={t("page.lead")}
        breadcrumbs={[{ label: desk("queue.title"), to: links.desk(language) }, { label: t("page.title") }]}
        actions={
          <LinkButton to={links.deskAuditExport(language, chosen)} reloadDocument>
            {t("page.export")}
          </LinkButton>
        }
      />
      <LogFilters key={JSON.stringify(filters)} values={filters} groups={groups} />
      <DataTable
        caption={t("page.caption")}
        captionHidden
        columns={columns}
        rows={items}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t("page.empty")} actions={<LinkButton to={links.deskAudit(language)}>{t("filter.clear")}</LinkButton>} />}
      />
      <div className="mt-8">
        <Pager label={t("page.title")} earlier={null} later={next && `?${new URLSearchParams({ ...chosen, after: next }).toString()}`} />
      </div>
    </>
  );
}
