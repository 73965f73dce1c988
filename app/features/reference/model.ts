import { folded } from "~/lib/folding";
import { LOCALE_TAGS, type Language } from "~/lib/languages";

/** Anything that holds for a time: `from` is the first day, `to` the first day it no longer holds (ISO dates). */
export interface Period {
  from?: string | null;
  to?: string | null;
}

/** Whether a period covers a day (`YYYY-MM-DD`). A missing end is open; no period at all (null) never holds. */
export function holdsOn(period: Period | null, date: string): boolean {
  if (period === null) return false;
  // ISO dates order as text, so no time zone can shift a day.
  return (!period.from || period.from <= date) && (!period.to || date < period.to);
}

/** The groups (LDC, LLDC, SIDS, CONFLICT) one party belongs to on a day, given its own memberships; sorted, each once. */
export function groupsOn(memberships: readonly (Period & { group: string })[], date: string): string[] {
  const groups = memberships.filter((membership) => holdsOn(membership, date)).map((membership) => membership.group);
  return [...new Set(groups)].sort();
}

// A collator is costly to build and safe to share.
const collators = new Map<Language, Intl.Collator>();

function collatorOf(language: Language): Intl.Collator {
  let collator = collators.get(language);
  if (!collator) {
    // `numeric` keeps "T2" before "T10"; the tag gives the tradition: pinyin for Chinese, Ñ after N for Spanish.
    collator = new Intl.Collator(LOCALE_TAGS[language], { numeric: true });
    collators.set(language, collator);
  }
  return collator;
}

/** Which of two names stands first in the alphabetical order of a language. */
export const compareNames = (one: string, other: string, language: Language): number => collatorOf(language).compare(one, other);

/** A copy of named items in the alphabetical order of a language, as lists in UN documents are arranged. */
export function sortByName<T extends { names: Readonly<Record<Language, string>> }>(items: readonly T[], language: Language): T[] {
  const collator = collatorOf(language);
  return [...items].sort((one, other) => collator.compare(one.names[language], other.names[language]));
}

export type NamedParty = { code: string; names: Readonly<Record<Language, string>>; facts?: Readonly<Record<string, unknown>> };

/** Codes of the parties whose code, acronym or name in any language fits what was typed: names in part, the others whole. */
export function partiesMatching(parties: readonly NamedParty[], typed: string): string[] {
  const wanted = folded(typed);
  if (wanted === "") return [];
  const isCalled = ({ code, facts }: NamedParty): boolean =>
    [code, ...Object.values((facts?.acronym ?? {}) as Record<string, string>)].some((short) => folded(short) === wanted);
  return parties.filter((party) => isCalled(party) || Object.values(party.names).some((name) => folded(name).includes(wanted))).map(({ code }) => code);
}
