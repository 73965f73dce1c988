import { Link, useLoaderData } from "@remix-run/react";
import { DownloadLinks } from "~/features/outreach/components/download-links";
import { FigureTable } from "~/features/outreach/components/figure-table";
import { Trend } from "~/features/outreach/components/trend";
import { CALL_DAYS, type CallReason } from "~/features/outreach/model";
import { STATUS_ORDERS, type StatusBoard } from "~/features/outreach/model/figures";
import { statusBoard } from "~/features/outreach/queries/status.server";
import { securedLoader } from "~/http/secured.server";
import { links } from "~/lib/links";
import { DataTable, type Column } from "~/ui/data-table";
import { EmptyState } from "~/ui/empty-state";
import { LinkButton } from "~/ui/link-button";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

export const handle = { texts: ["outreach", "desk"], title: (t) => t("outreach:status.title") } satisfies PageHandle;

export const loader = securedLoader({ can: "desk.read" }, async ({ ctx, request }) => {
  const asked = new URL(request.url).searchParams.get("by");
  return { board: await statusBoard(ctx, STATUS_ORDERS.find((known) => known === asked) ?? "un") };
});

/** How far the cycle is, over time, and who needs a call. */
export default function DeskStatusPage() {
  const { t } = useTranslation("outreach");
  const { t: desk } = useTranslation("desk");
  const language = useLanguage();
  const { board } = useLoaderData<typeof loader>();
  const breadcrumbs = [{ label: desk("queue.title"), to: links.desk(language) }, { label: t("status.title") }];
  if (!board)
    return (
      <>
        <PageHeader title={t("status.title")} breadcrumbs={breadcrumbs} />
        <EmptyState title={t("noCycle")} />
      </>
    );
  return (
    <>
      <PageHeader
        title={t("status.title")}
        lead={t("status.lead", { cycle: board.cycle })}
        breadcrumbs={breadcrumbs}
        actions={
          <>
            <LinkButton to={links.deskOutreach(language)}>{t("title")}</LinkButton>
            <LinkButton to={links.statusLive(language)}>{t("live.link")}</LinkButton>
          </>
        }
      />
      <nav aria-label={t("status.by.label")} className="mb-6 print:hidden">
        <ul className="flex flex-wrap gap-x-6 gap-y-2">
          {STATUS_ORDERS.map((by) => (
            <li key={by}>
              <Link to={`?by=${by}`} aria-current={board.by === by ? "true" : undefined} className="aria-[current]:font-semibold">
                {t(`status.by.${by}`)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className="grid gap-12">
        <div className="grid gap-4">
          <FigureTable by={board.by} rows={board.rows} all={board.all} />
          <DownloadLinks at={(format) => links.deskStatusExport(language, { by: board.by, format })} />
        </div>
        <section aria-labelledby="trend" className="grid gap-4">
          <h2 id="trend" className="text-xl">
            {t("trend.title")}
          </h2>
          <Trend weeks={board.trend} />
        </section>
        <section aria-labelledby="calls" className="grid gap-4">
          <h2 id="calls" className="text-xl">
            {t("calls.title")}
          </h2>
          <Calls calls={board.calls} />
        </section>
      </div>
    </>
  );
}

const DAYS: Record<CallReason, number> = { not_reached: CALL_DAYS.unanswered, not_begun: CALL_DAYS.ahead, untouched: CALL_DAYS.untouched, overdue: 0 };

/** Why parties need a call, and how many; each leads to them and their people. */
function Calls({ calls }: Pick<StatusBoard, "calls">) {
  const { t } = useTranslation("outreach");
  const language = useLanguage();
  const columns: Column<StatusBoard["calls"][number]>[] = [
    {
      key: "reason",
      header: t("calls.reason"),
      rowHeader: true,
      cell: ({ reason }) => (
        <span className="grid">
          <Link to={links.deskOutreach(language, { call: reason })}>{t(`call.${reason}`)}</Link>
          <span className="font-normal text-ink-soft">{t(`calls.hint.${reason}`, { days: DAYS[reason] })}</span>
        </span>
      ),
    },
    { key: "count", header: t("calls.count"), align: "end", cell: ({ count }) => count },
  ];
  return <DataTable caption={t("calls.title")} captionHidden columns={columns} rows={calls} rowKey={({ reason }) => reason} />;
}
