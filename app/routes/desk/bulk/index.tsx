import { redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { prepareBulk } from "~/features/review/commands/prepare-bulk.server";
import { BULK_ACTIONS, type BulkSummary } from "~/features/review/model/bulk";
import { readQueue } from "~/features/review/model/queue-address";
import { listBulk } from "~/features/review/queries/bulk.server";
import { formRefusal, securedAction, securedLoader } from "~/http/secured.server";
import { links } from "~/lib/links";
import { DataTable, type Column } from "~/ui/data-table";
import { DateTime } from "~/ui/date-time";
import { EmptyState } from "~/ui/empty-state";
import { Notice } from "~/ui/notice";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { Pager } from "~/ui/pager";
import { useRefusalText } from "~/ui/refusal-summary";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

export const handle = { texts: ["queue", "desk"], title: (t) => t("queue:bulk.title") } satisfies PageHandle;

const MAX_REASON = 4_000;
const form = z.object({
  action: z.enum(BULK_ACTIONS),
  scope: z.enum(["chosen", "shown"]),
  /** A form sends one chosen box as a text and none as nothing. */
  ids: z.preprocess((given) => (given === undefined ? [] : [given].flat()), z.array(z.string().max(40))),
  query: z.string().max(2_000).default(""),
  officer: z.string().max(40).default(""),
  reason: z.string().max(MAX_REASON).default(""),
});

export const loader = securedLoader({ can: "desk.decide" }, ({ ctx, request }) => listBulk(ctx, { after: new URL(request.url).searchParams.get("after") }));

export const action = securedAction({ can: "desk.decide", form }, async ({ ctx, input }) => {
  const chosen = input.scope === "chosen" ? { ids: input.ids } : { filters: readQueue(new URLSearchParams(input.query)).filters };
  const prepared = await prepareBulk(ctx, { action: input.action, chosen, reason: input.reason, officerId: input.officer || null });
  return prepared.ok ? redirect(links.deskBulk(ctx.language, prepared.value.id)) : formRefusal(prepared.error);
});

/** What was done with several reports at once. The queue's form comes here and leads on to a rehearsal. */
export default function BulkListPage() {
  const { t } = useTranslation("queue");
  const { t: desk } = useTranslation("desk");
  const refused = useRefusalText();
  const language = useLanguage();
  const { items, next } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const columns: Column<BulkSummary>[] = [
    {
      key: "action",
      header: t("bulk.action"),
      rowHeader: true,
      cell: ({ id, action: what }) => <Link to={links.deskBulk(language, id)}>{desk(`action.${what}.button`)}</Link>,
    },
    { key: "count", header: t("bulk.count"), cell: ({ count }) => count, align: "end" },
    { key: "phase", header: t("bulk.phase"), cell: ({ phase }) => t(`bulk.phases.${phase}`) },
    { key: "by", header: t("bulk.by"), cell: ({ by }) => <bdi>{by}</bdi> },
    { key: "at", header: t("bulk.at"), cell: ({ preparedAt }) => <DateTime at={preparedAt} /> },
  ];
  return (
    <>
      <PageHeader
        title={t("bulk.title")}
        lead={t("bulk.lead")}
        breadcrumbs={[{ label: desk("queue.title"), to: links.desk(language) }, { label: t("bulk.title") }]}
      />
      <div className="mb-8 grid gap-4 empty:hidden">
        {answer && (
          <Notice tone="error" live>
            {refused(answer.refusal)}
          </Notice>
        )}
      </div>
      <DataTable
        caption={t("bulk.title")}
        captionHidden
        columns={columns}
        rows={items}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t("bulk.empty")} />}
      />
      <div className="mt-8">
        <Pager label={t("bulk.title")} earlier={null} later={next && `?after=${next}`} />
      </div>
    </>
  );
}
