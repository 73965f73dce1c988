import { useTranslation } from "~/ui/use-translation";
import {
  BOARD_SHOWN,
  STATE_ORDERS,
  type BoardFilters,
  type BoardRegion,
  type BoardState,
  type StateBoard,
  type StateOrder,
} from "~/features/publication/model";
import type { Column } from "~/ui/data-table";
import { BoardFilter } from "./board-filter";
import { BoardSection } from "./board-section";
import { Standing } from "./board-standing";

/** Which States have reported, by region or group. */
export function StateBoardView({ board, filters }: { board: StateBoard; filters: BoardFilters<StateOrder> }) {
  const { t } = useTranslation("public");
  return (
    <>
      <BoardFilter
        who="state"
        label={t("status.filter")}
        choices={[
          { name: "by", label: t("status.by.label"), value: filters.by, options: STATE_ORDERS.map((value) => ({ value, label: t(`status.by.${value}`) })) },
          {
            name: "show",
            label: t("status.show.label"),
            value: filters.show,
            options: BOARD_SHOWN.map((value) => ({ value, label: t(`status.show.${value}`) })),
          },
        ]}
      />
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
  const columns: Column<BoardState>[] = [
    { key: "state", header: t("status.state"), rowHeader: true, cell: ({ name }) => name },
    {
      key: "report",
      header: t("status.report"),
      unlabelled: true,
      cell: ({ name: state, ...standing }) => <Standing {...standing} readLabel={t("status.readOf", { state })} />,
    },
  ];
  return (
    <BoardSection
      title={region.name || t("status.noRegion")}
      count={t("status.count", { count: region.total, submitted: region.submitted })}
      columns={columns}
      rows={region.states}
      rowKey={({ code }) => code}
      none={t("status.noneHere")}
    />
  );
}
