import { LANGUAGE_NAMES, LANGUAGES } from "~/lib/languages";
import { useTranslation } from "~/ui/use-translation";
import type { FilterOptions } from "../model/filter-options";
import type { Filter } from "./submission-filter-form";

/** By what lists of submissions are narrowed that are about one template already: who wrote them, and on what. */
export const SUBJECT_FILTERS = ["region", "group", "line", "sdg", "gdc", "category"] as const;
type Name = (typeof SUBJECT_FILTERS)[number] | "kind" | "unit" | "lang";

/** The filters of these names, as addresses carry them, with their choices. */
export function useSubmissionFilters(options: FilterOptions, names: readonly Name[]): Filter[] {
  const { t } = useTranslation("public");
  const known: Record<Name, Pick<Filter, "label" | "options">> = {
    kind: { label: t("filter.kind"), options: options.templates },
    // Each region under whose it is: the two lists share names.
    region: {
      label: t("filter.region"),
      options: [
        { group: t("filter.unGroups"), options: options.unGroups },
        { group: t("filter.ituRegions"), options: options.ituRegions },
      ],
    },
    group: { label: t("filter.group"), options: options.groups },
    line: { label: t("filter.line"), options: options.lines },
    sdg: { label: t("filter.sdg"), options: options.sdgs },
    gdc: { label: t("filter.gdc"), options: options.gdc },
    category: { label: t("filter.category"), options: options.categories },
    unit: { label: t("filter.unit"), options: options.units },
    lang: { label: t("filter.language"), options: LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] })) },
  };
  return names.map((name) => ({ name, any: t("filter.any"), ...known[name] }));
}
