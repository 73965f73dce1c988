import { DataTable, type Column } from "~/ui/data-table";
import { DateTime } from "~/ui/date-time";
import { formatDay } from "~/lib/dates";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";
import { chartPath, type TrendWeek } from "../model/figures";

const SIZE = { width: 600, height: 160 };

/** What began and was submitted week by week: two lines, told in words for those who do not see them, and as a table. */
export function Trend({ weeks }: { weeks: readonly TrendWeek[] }) {
  const { t } = useTranslation("outreach");
  const language = useLanguage();
  const [first, last] = [weeks[0], weeks.at(-1)];
  if (!first || !last) return <p>{t("trend.none")}</p>;
  const most = Math.max(last.allBegun, last.allSubmitted);
  const text = t("trend.text", { week: formatDay(last.week, language, "UTC"), begun: last.allBegun, submitted: last.allSubmitted });
  const columns: Column<TrendWeek>[] = [
    { key: "week", header: t("trend.week"), rowHeader: true, cell: ({ week }) => <DateTime at={week} show="day" timeZone="UTC" /> },
    { key: "begun", header: t("trend.begun"), align: "end", cell: ({ begun }) => begun },
    { key: "submitted", header: t("trend.submitted"), align: "end", cell: ({ submitted }) => submitted },
    { key: "allBegun", header: t("trend.allBegun"), align: "end", cell: ({ allBegun }) => allBegun },
    { key: "allSubmitted", header: t("trend.allSubmitted"), align: "end", cell: ({ allSubmitted }) => allSubmitted },
  ];
  return (
    <div className="grid gap-4">
      <figure className="grid gap-2">
        <p aria-hidden="true" className="text-sm text-ink-soft tabular-nums">
          {most}
        </p>
        <svg role="img" aria-label={text} viewBox={`-4 -8 ${SIZE.width + 8} ${SIZE.height + 16}`} className="h-auto w-full max-w-page rtl:-scale-x-100">
          <path d={`M0 ${SIZE.height} H${SIZE.width}`} className="fill-none stroke-line-strong" />
          <path
            d={chartPath(
              weeks.map(({ allBegun }) => allBegun),
              { ...SIZE, most },
            )}
            className="fill-none stroke-ink-soft stroke-2"
            strokeDasharray="6 4"
          />
          <path
            d={chartPath(
              weeks.map(({ allSubmitted }) => allSubmitted),
              { ...SIZE, most },
            )}
            className="fill-none stroke-accent stroke-3"
          />
        </svg>
        <p aria-hidden="true" className="flex max-w-page justify-between gap-4 text-sm text-ink-soft">
          <DateTime at={first.week} show="day" timeZone="UTC" />
          <DateTime at={last.week} show="day" timeZone="UTC" />
        </p>
        <figcaption className="flex flex-wrap gap-x-6 gap-y-1 text-sm">
          <Key dashed label={t("trend.allBegun")} value={last.allBegun} />
          <Key label={t("trend.allSubmitted")} value={last.allSubmitted} />
        </figcaption>
      </figure>
      <details>
        <summary className="min-h-11 w-fit font-semibold">{t("trend.table")}</summary>
        <DataTable caption={t("trend.title")} captionHidden columns={columns} rows={weeks.toReversed()} rowKey={({ week }) => week} />
      </details>
    </div>
  );
}

/** Which line is which, and where it ends. */
function Key({ label, value, dashed = false }: { label: string; value: number; dashed?: boolean }) {
  return (
    <span className="flex items-center gap-2">
      <svg aria-hidden="true" viewBox="0 0 32 4" className="h-1 w-8">
        <path d="M0 2 H32" className={dashed ? "stroke-ink-soft stroke-2" : "stroke-accent stroke-3"} strokeDasharray={dashed ? "6 4" : undefined} />
      </svg>
      {label}: <span className="tabular-nums">{value}</span>
    </span>
  );
}
