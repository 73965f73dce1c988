import { readFilters, readText, writeFilters } from "~/features/reports/model/submission-filters";
import { CALL_REASONS, PARTY_KINDS, STEPS, type OutreachFilters } from "../model";

/** The filters of the list of parties, as addresses carry them; those that lists of submissions have, too, have the same names. */

/** Names of the filters in addresses. */
export const FILTER_NAMES = ["q", "who", "step", "call", "region", "group", "line", "category"] as const;

/** The filters an address asks for. A value nothing has leads to an empty list, never to an error. */
export function readOutreachFilters(params: URLSearchParams): OutreachFilters {
  const { q, region, group, line, category } = readFilters(params);
  const oneOf = <T extends string>(known: readonly T[], name: string): T | undefined => known.find((value) => value === readText(params, name));
  return { q, region, group, line, category, kind: oneOf(PARTY_KINDS, "who"), step: oneOf(STEPS, "step"), call: oneOf(CALL_REASONS, "call") };
}

/** The same filters as an address carries them. */
export function writeOutreachFilters({ kind, step, call, ...rest }: OutreachFilters): Record<string, string> {
  return { ...writeFilters(rest), ...(kind && { who: kind }), ...(step && { step }), ...(call && { call }) };
}
