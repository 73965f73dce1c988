import { FigureChart } from "~/features/compilations/components/figure-chart";
import { formatDay, formatNumber, GENEVA } from "~/lib/dates";
import { directionOf } from "~/lib/languages";
import { DataTable } from "~/ui/data-table";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";
import type { DayCount } from "../model/count";

/** How many brackets were open at the end of each day on which that changed: bars, and the same as a table. */
export function BracketCount({ days }: { days: readonly DayCount[] }) {
  const { t } = useTranslation("negotiations");
  const language = useLanguage();
  if (days.length === 0) return null;
  const dayOf = (day: string): string => formatDay(`${day}T12:00:00Z`, language, GENEVA);
  const words = ({ day, open }: DayCount): string => t("count.day", { day: dayOf(day), count: open });
  return (
    <section aria-labelledby="count" className="grid gap-4">
      <h2 id="count" className="text-xl">
        {t("count.title")}
      </h2>
      <figure>
        <FigureChart
          rows={days.map((counted) => ({ key: counted.day, label: words(counted), total: counted.open, counts: [] }))}
          answered={Math.max(...days.map(({ open }) => open))}
          title={t("count.title")}
          rightToLeft={directionOf(language) === "rtl"}
          counted={({ label }) => label}
        />
      </figure>
      <DataTable
        caption={t("count.title")}
        captionHidden
        rows={days}
        rowKey={({ day }) => day}
        columns={[
          { key: "day", header: t("count.on"), rowHeader: true, cell: ({ day }) => dayOf(day) },
          { key: "open", header: t("count.open"), align: "end", cell: ({ open }) => formatNumber(open, language) },
        ]}
      />
    </section>
  );
}
