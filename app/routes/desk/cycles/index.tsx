import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "~/ui/use-translation";
import { CycleBadge } from "~/features/cycles/components/cycle-badge";
import { CYCLE_MOVES, type CycleStanding } from "~/features/cycles/model";
import { listStandings } from "~/features/cycles/queries.server";
import { securedLoader, valueOr404 } from "~/http/secured.server";
import { formatNumber } from "~/lib/dates";
import { links } from "~/lib/links";
import { Code } from "~/ui/bdi";
import { DataTable, type Column } from "~/ui/data-table";
import { EmptyState } from "~/ui/empty-state";
import { LinkButton } from "~/ui/link-button";
import { Notice } from "~/ui/notice";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { useLanguage } from "~/ui/use-language";

export const handle = { texts: ["desk", "public"], title: (t) => t("desk:cycles.title") } satisfies PageHandle;

export const loader = securedLoader({ can: "desk.read" }, async ({ ctx, request }) => {
  const done = new URL(request.url).searchParams.get("done");
  return { cycles: valueOr404(await listStandings(ctx), request, ctx), done: CYCLE_MOVES.find((known) => known === done) ?? null };
});

/** How the reporting cycles stand. */
export default function CyclesPage() {
  const { t } = useTranslation("desk");
  const language = useLanguage();
  const { cycles, done } = useLoaderData<typeof loader>();
  const number = (value: number): string => formatNumber(value, language);
  const columns: Column<CycleStanding>[] = [
    {
      key: "cycle",
      header: t("cycles.cycle"),
      rowHeader: true,
      cell: ({ code, name }) => (
        <>
          {name}{" "}
          <span className="ms-1 font-normal text-ink-soft">
            <Code>{code}</Code>
          </span>
        </>
      ),
    },
    { key: "state", header: t("queue.state"), cell: ({ state }) => <CycleBadge state={state} /> },
    { key: "templates", header: t("cycles.templates"), align: "end", cell: ({ templates }) => number(templates) },
    { key: "drafts", header: t("cycles.drafts"), align: "end", cell: ({ drafts }) => number(drafts) },
    { key: "signed", header: t("cycles.signed"), align: "end", cell: ({ signed }) => number(signed) },
    ...(cycles.some(({ moves }) => moves.length > 0)
      ? [
          {
            key: "moves",
            header: t("cycles.decide"),
            unlabelled: true,
            cell: ({ code, name, moves }: CycleStanding) =>
              moves.map((move) => (
                <LinkButton key={move} to={links.deskCycle(language, code)} size="sm" aria-label={t(`cycles.${move}.title`, { cycle: name })}>
                  {t(`cycles.${move}.button`)}
                </LinkButton>
              )),
          },
        ]
      : []),
  ];
  return (
    <>
      <PageHeader
        title={t("cycles.title")}
        lead={t("cycles.lead")}
        breadcrumbs={[{ label: t("queue.title"), to: links.desk(language) }, { label: t("cycles.title") }]}
        actions={<LinkButton to={links.timeline(language)}>{t("cycles.timeline")}</LinkButton>}
      />
      <div className="grid gap-6">
        {done && <Notice tone="success" live title={t(`cycles.${done}.done`)} />}
        <DataTable
          caption={t("cycles.title")}
          captionHidden
          columns={columns}
          rows={cycles}
          rowKey={({ code }) => code}
          empty={<EmptyState title={t("cycles.empty")} />}
        />
      </div>
    </>
  );
}
