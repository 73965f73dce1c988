import { Link } from "@remix-run/react";
import { links } from "~/lib/links";
import { DataTable, type Column } from "~/ui/data-table";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";
import { FIGURES, shareOf, type FigureRow, type Figures, type StatusOrder } from "../model/figures";

/** Whose list a row leads to. */
const WHO = { un: "state", itu: "state", group: "state", line: "un_entity", category: "organisation" } as const satisfies Record<StatusOrder, string>;
const FILTER = { un: "region", itu: "region", group: "group", line: "line", category: "category" } as const satisfies Record<StatusOrder, string>;

/** Counts and shares, a row for each region, group, line or category; names lead to the parties, what is submitted to the queue. */
export function FigureTable({ by, rows, all }: { by: StatusOrder; rows: readonly FigureRow[]; all: Figures }) {
  const { t } = useTranslation("outreach");
  const language = useLanguage();
  const total: FigureRow = { code: "*", name: t("status.all"), ...all };
  const filterOf = (code: string): Record<string, string> => (code === "*" || code === "" ? {} : { [FILTER[by]]: code });
  const columns: Column<FigureRow>[] = [
    {
      key: "name",
      header: t(`status.by.${by}`),
      rowHeader: true,
      cell: ({ code, name }) => <Link to={links.deskOutreach(language, { who: WHO[by], ...filterOf(code) })}>{name || t("status.none")}</Link>,
    },
    { key: "total", header: t(`status.unit.${by}`), align: "end", cell: (row) => row.total },
    ...FIGURES.map((figure): Column<FigureRow> => ({
      key: figure,
      header: t(`figure.${figure}`),
      align: "end",
      cell: (row) => {
        const share = shareOf(row[figure], row.total);
        const counted = share === null ? String(row[figure]) : t("status.share", { count: row[figure], share });
        if (figure !== "submitted" || row[figure] === 0 || row.code === "") return counted;
        const label = t("status.queueOf", { figure: `${t("figure.submitted")} ${counted}`, name: row.name || t("status.none") });
        return (
          <Link to={`${links.desk(language)}?${new URLSearchParams(filterOf(row.code)).toString()}`} aria-label={label}>
            {counted}
          </Link>
        );
      },
    })),
  ];
  return <DataTable caption={t(`status.by.${by}`)} captionHidden columns={columns} rows={[...rows, total]} rowKey={({ code }) => code} />;
}
