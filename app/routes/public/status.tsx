import { Link, useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { BOARD_ORDERS, type BoardFilters, type BoardRegion, type BoardState } from "~/features/publication/model";
import { statusBoard } from "~/features/publication/queries/board.server";
import { publicLoader } from "~/http/secured.server";
import { links } from "~/lib/links";
import { publicMeta } from "~/lib/page-links";
import { Badge } from "~/ui/badge";
import { Button } from "~/ui/button";
import { DataTable, type Column } from "~/ui/data-table";
import { DateTime } from "~/ui/date-time";
import { EmptyState } from "~/ui/empty-state";
import { Field } from "~/ui/field";
import { PageHeader } from "~/ui/page-header";
import type { PageHandle } from "~/ui/page-handle";
import { Progress } from "~/ui/progress";
import { SelectInput } from "~/ui/select-input";
import { useLanguage } from "~/ui/use-language";

export const handle = { texts: ["public"], title: (t) => t("public:status.title") } satisfies PageHandle;
export const meta = publicMeta;

const SHOWN = ["all", "submitted", "not_submitted"] as const;
/** A value the address may not hold is as good as none. */
const oneOf = <T extends string>(known: readonly T[], asked: string | null): T => known.find((value) => value === asked) ?? known[0]!;

export const loader = publicLoader({}, async ({ ctx, request, world }) => {
  const { searchParams } = new URL(request.url);
  const filters: BoardFilters = { by: oneOf(BOARD_ORDERS, searchParams.get("by")), show: oneOf(SHOWN, searchParams.get("show")) };
  return { origin: world.origin, filters, board: await statusBoard(ctx, filters) };
});

export default function StatusPage() {
  const { t } = useTranslation("public");
  const { board, filters } = useLoaderData<typeof loader>();
  if (!board) return <EmptyState title={t("home.noCycle")} />;
  return (
    <>
      <PageHeader title={t("status.title")} lead={t("status.lead", { cycle: board.cycle })} />
      <div className="mb-8 max-w-measure">
        <Progress
          label={t("status.all")}
          value={board.submitted}
          max={board.total}
          valueText={t("status.count", { count: board.total, submitted: board.submitted })}
        />
      </div>
      <form method="get" role="search" aria-label={t("status.filter")} className="mb-10 flex flex-wrap items-end gap-4 print:hidden">
        <Field label={t("status.by.label")}>
          {(control) => (
            <SelectInput {...control} name="by" defaultValue={filters.by} options={BOARD_ORDERS.map((value) => ({ value, label: t(`status.by.${value}`) }))} />
          )}
        </Field>
        <Field label={t("status.show.label")}>
          {(control) => (
            <SelectInput {...control} name="show" defaultValue={filters.show} options={SHOWN.map((value) => ({ value, label: t(`status.show.${value}`) }))} />
          )}
        </Field>
        <Button type="submit">{t("status.apply")}</Button>
      </form>
      <div className="grid gap-10">
        {board.regions.map((region) => (
          <Region key={region.code} region={region} />
        ))}
      </div>
      {filters.by === "group" && <p className="mt-8 max-w-measure text-sm text-ink-soft">{t("status.groupsNote")}</p>}
    </>
  );
}

function Region({ region }: { region: BoardRegion }) {
  const { t } = useTranslation("public");
  const language = useLanguage();
  const name = region.name || t("status.noRegion");
  const columns: Column<BoardState>[] = [
    { key: "state", header: t("status.state"), rowHeader: true, cell: (state) => state.name },
    {
      key: "report",
      header: t("status.report"),
      unlabelled: true,
      cell: ({ submittedAt, symbol, name: state }) => (
        <span className="flex flex-wrap items-center gap-x-4 gap-y-1">
          {submittedAt ? <Badge tone="success">{t("status.submitted")}</Badge> : <Badge>{t("status.notSubmitted")}</Badge>}
          {submittedAt && <DateTime at={submittedAt} show="day" />}
          {symbol && (
            <Link to={links.submission(language, symbol)} aria-label={t("status.readOf", { state })}>
              {t("status.read")}
            </Link>
          )}
        </span>
      ),
    },
  ];
  const caption = (
    <span className="flex flex-wrap items-baseline gap-x-4">
      <span>{name}</span>
      <span className="text-sm font-normal text-ink-soft">{t("status.count", { count: region.total, submitted: region.submitted })}</span>
    </span>
  );
  return <DataTable caption={caption} columns={columns} rows={region.states} rowKey={({ code }) => code} empty={<EmptyRegion caption={caption} />} />;
}

/** A region of which nothing is shown now keeps its name and its count. */
function EmptyRegion({ caption }: { caption: ReactNode }) {
  const { t } = useTranslation("public");
  return (
    <section>
      <h2 className="pb-2 text-lg">{caption}</h2>
      <p className="text-sm text-ink-soft">{t("status.noneHere")}</p>
    </section>
  );
}
