import type { PublicFilters } from "~/features/publication/model";
import { readFilters } from "~/features/reports/model/submission-filters";

/** What an extract is of: a cycle, by default the open one; one party, a region, an action line, an objective, and Goals of which a report names any. */
export type AskedExtract = { cycle?: string; filters: PublicFilters; sdgs: string[] };

/** Reads what an address asks for; Goals may be named several times. */
export function readExtract(params: URLSearchParams): AskedExtract {
  const { cycle, party, region, line, gdc } = readFilters(params);
  const sdgs = params.getAll("sdg").filter((goal) => /^\d{1,2}$/.test(goal));
  return {
    ...(cycle && { cycle }),
    filters: { ...(party && { party }), ...(region && { region }), ...(line && { line }), ...(gdc && { gdc }) },
    sdgs: [...new Set(sdgs)],
  };
}
