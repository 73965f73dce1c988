import { useTranslation } from "~/ui/use-translation";
import {
  BOARD_SHOWN,
  FACILITATOR_ORDERS,
  type BoardAssignment,
  type BoardFilters,
  type BoardHolder,
  type FacilitatorBoard,
  type FacilitatorOrder,
} from "~/features/publication/model";
import { Code } from "~/ui/bdi";
import type { Column } from "~/ui/data-table";
import { BoardFilter } from "./board-filter";
import { BoardSection } from "./board-section";
import { Standing } from "./board-standing";

/** Which action lines are assigned to which entities, and on which a report has been submitted. */
export function FacilitatorBoardView({ board, filters }: { board: FacilitatorBoard; filters: BoardFilters<FacilitatorOrder> }) {
  const { t } = useTranslation("public");
  const shown = BOARD_SHOWN.map((value) => ({ value, label: t(`status.showReports.${value}`) }));
  return (
    <>
      <BoardFilter
        who="un_entity"
        label={t("status.filter")}
        choices={[
          {
            name: "by",
            label: t("status.by.label"),
            value: filters.by,
            options: FACILITATOR_ORDERS.map((value) => ({ value, label: t(`status.by.${value}`) })),
          },
          { name: "show", label: t("status.show.label"), value: filters.show, options: shown },
        ]}
      />
      <div className="grid gap-10">
        {board.holders.map((holder) => (
          <Holder key={holder.code} holder={holder} by={filters.by} />
        ))}
      </div>
      <p className="mt-8 max-w-measure text-sm text-ink-soft">{t("status.facilitatorsNote")}</p>
    </>
  );
}

function Named({ code, name }: { code: string; name: string }) {
  return (
    <>
      <span className="me-2 text-ink-soft">
        <Code>{code}</Code>
      </span>
      {name}
    </>
  );
}

function Holder({ holder, by }: { holder: BoardHolder; by: FacilitatorOrder }) {
  const { t } = useTranslation("public");
  const columns: Column<BoardAssignment>[] = [
    by === "line"
      ? { key: "entity", header: t("status.columns.entity"), rowHeader: true, cell: ({ entity }) => entity.name }
      : { key: "line", header: t("status.columns.line"), rowHeader: true, cell: ({ line }) => <Named {...line} /> },
    { key: "role", header: t("status.columns.role"), cell: ({ role }) => t(`status.role.${role}`) },
    {
      key: "report",
      header: t("status.columns.report"),
      unlabelled: true,
      cell: ({ reports, line, entity, ...standing }) =>
        reports ? (
          <Standing {...standing} readLabel={t("status.readOn", { entity: entity.name, line: line.code })} />
        ) : (
          <span className="text-ink-soft">{t("status.joins")}</span>
        ),
    },
  ];
  return (
    <BoardSection
      title={by === "line" ? <Named code={holder.code} name={holder.name} /> : holder.name}
      count={t("status.reports", { count: holder.total, submitted: holder.submitted })}
      columns={columns}
      rows={holder.assignments}
      rowKey={({ line, entity, role }) => `${line.code}-${entity.code}-${role}`}
      none={t("status.noneAssigned")}
    />
  );
}
