/** What can be chosen, and its name in the language of the reader. */
export type Named = { value: string; label: string };

/** What lists of submissions can be narrowed by, by value and name. */
export type FilterOptions = {
  unGroups: Named[];
  ituRegions: Named[];
  groups: Named[];
  lines: Named[];
  sdgs: Named[];
  gdc: Named[];
  categories: Named[];
  units: Named[];
  templates: Named[];
};
