import { Link } from "@remix-run/react";
import { useTranslation } from "~/ui/use-translation";
import type { FilterCounts, ThreadFilter } from "../model";

/** Ways to narrow a list of threads, each with how many it finds. */
export function FilterLinks({
  filters,
  current,
  counts,
  to,
}: {
  filters: readonly ThreadFilter[];
  current: ThreadFilter;
  counts: FilterCounts;
  to: (filter: ThreadFilter) => string;
}) {
  const { t } = useTranslation("comments");
  return (
    <nav aria-label={t("filter.label")} className="print:hidden">
      <ul className="flex flex-wrap gap-x-6 gap-y-2">
        {filters.map((filter) => (
          <li key={filter}>
            <Link to={to(filter)} aria-current={filter === current ? "true" : undefined} className="inline-block py-1 aria-[current]:font-semibold">
              {t("filter.counted", { filter: t(`filter.${filter}`), count: counts[filter] })}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
