import { normaliseLineCode } from "~/lib/line-code";

/** By what lists of signed versions are narrowed: the desk's queue and the public list alike. */
export type SubmissionFilters = {
  cycle?: string;
  template?: string;
  /** Code of the party. */
  party?: string;
  /** A UN regional group or an ITU region; the two lists share a code, so an ITU region is written `itu:asia-pacific`. */
  region?: string;
  /** LDC, LLDC, SIDS, CONFLICT as frozen when the version was signed. */
  group?: string;
  /** Action line a version treats: a facilitator's own, or one that open answers choose. However it was typed; read in its one form. */
  line?: string;
  /** A Sustainable Development Goal that open answers name: `9`, as also `SDG 9` is read. */
  sdg?: string;
  /** An objective of the Global Digital Compact that open answers name: `O2`. */
  gdc?: string;
  /** Category of stakeholders. */
  category?: string;
  /** Code of an organisational unit of the party. */
  unit?: string;
  language?: string;
  /** A receipt, a symbol, or a party's name or acronym in any of its languages. */
  q?: string;
};

/** Names of the filters in addresses, of pages and of programs alike. */
const NAMES = {
  cycle: "cycle",
  template: "kind",
  party: "party",
  region: "region",
  group: "group",
  line: "line",
  sdg: "sdg",
  gdc: "gdc",
  category: "category",
  unit: "unit",
  language: "lang",
  q: "q",
} as const satisfies Record<keyof SubmissionFilters, string>;
const MAX_LENGTH = 100;

/** What an address asks for under a name; nothing for what is empty, and no characters a database would refuse. */
export const readText = (params: URLSearchParams, name: string): string | undefined =>
  params
    .get(name)
    ?.replace(/\p{Cc}/gu, " ")
    .trim()
    .slice(0, MAX_LENGTH) || undefined;

/** The filters an address asks for. A value nothing has leads to an empty list, never to an error. */
export const readFilters = (params: URLSearchParams): SubmissionFilters =>
  Object.fromEntries(
    Object.entries(NAMES).flatMap(([filter, name]) => {
      const value = readText(params, name);
      return value === undefined ? [] : [[filter, filter === "line" ? normaliseLineCode(value) : value]];
    }),
  );

/** The same filters as an address carries them. */
export const writeFilters = (filters: SubmissionFilters): Record<string, string> =>
  Object.fromEntries(Object.entries(filters).flatMap(([filter, value]) => (value === undefined ? [] : [[NAMES[filter as keyof typeof NAMES], value]])));

/** What a form of filters shows as chosen: what the address asks for, codes of action lines in their one form. */
export const filterValues = <N extends string>(params: URLSearchParams, names: readonly N[]): Record<N, string> =>
  Object.fromEntries(names.map((name) => [name, name === NAMES.line ? normaliseLineCode(params.get(name) ?? "") : (params.get(name) ?? "")])) as Record<
    N,
    string
  >;

const ITU = "itu:";

/** A region as filters carry it. */
export const regionOf = (list: "un" | "itu", code: string): string => (list === "itu" ? ITU + code : code);

/** Reads a region of a filter. */
export const parseRegion = (region: string): { unGroup: string } | { ituRegion: string } =>
  region.startsWith(ITU) ? { ituRegion: region.slice(ITU.length) } : { unGroup: region };

/** The filters as a condition on signed versions; `parties` are the codes of those a search for `q` may mean. */
export function submissionWhere(filters: SubmissionFilters, parties: readonly string[]): object {
  const { cycle, template, party, region, group, line, sdg, gdc, category, unit, language, q } = filters;
  const code = q?.trim().toUpperCase();
  return {
    ...(cycle && { cycleCode: cycle }),
    ...(template && { template }),
    ...(party && { partyCode: party }),
    ...(region && parseRegion(region)),
    ...(group && { groups: { has: group } }),
    ...(line && { lines: { has: line } }),
    ...(sdg && { sdgs: { has: sdg.replace(/\D/g, "") } }),
    ...(gdc && { gdc: { has: gdc.toUpperCase() } }),
    ...(category && { category }),
    ...(unit && { unit }),
    ...(language && { language }),
    ...(code && { OR: [{ symbol: code }, { receipt: code }, { partyCode: { in: [...new Set([code, ...parties])] } }] }),
  };
}
