import type { TFunction } from "i18next";

type Choice = { value: string; label: string };

/** Regions to choose from: the regional groups of the United Nations, then the regions of ITU, each under its name. */
export const regionChoices = (t: TFunction<"public">, { unGroups, ituRegions }: Readonly<Record<"unGroups" | "ituRegions", Choice[]>>) => [
  { group: t("filter.unGroups"), options: unGroups },
  { group: t("filter.ituRegions"), options: ituRegions },
];
