import { LANGUAGES, LANGUAGE_NAMES, LOCALE_TAGS, type Language } from "~/lib/languages";
import { holdsOn, sortByName } from "./model";
import { runSql, sql, type Database, type Tx } from "~/platform/db/client.server";

export type Names = Record<Language, string>;
export type ReferenceEntry = { code: string; names: Names; facts: Record<string, unknown> };
/** For each action line (WSIS-SDG matrix, GDC mapping): the codes it serves. */
export type LineMapping = {
  sdgs: Record<string, string[]>;
  gdc: Record<string, string[]>;
  /** The targets named for each Goal of a line; none where the link is with the Goal as a whole. */
  targets: Record<string, { sdg: string; targets: string[] }[]>;
};
/** A part of a party that reports under its own name, with the days it holds. */
export type Unit = { code: string; names: Names; from: string | null; to: string | null };
/** `units`: those of each party that has any, by the party's code, in their order. */
export type ReferenceData = { sets: ReadonlyMap<string, ReferenceEntry[]>; mapping: LineMapping; units: ReadonlyMap<string, Unit[]> };

/** Reference data changes by a start or an administrator; another process sees it this much later at most. */
const FRESH_MS = 60_000;
const cache = new WeakMap<Database, { at: number; data: Promise<ReferenceData> }>();

/** All lists of the reference data with names in six languages. Kept in memory for a minute. */
export function readReference(db: Database): Promise<ReferenceData> {
  const kept = cache.get(db);
  if (kept && Date.now() - kept.at < FRESH_MS) return kept.data;
  const data = loadAll(db);
  cache.set(db, { at: Date.now(), data });
  data.catch(() => cache.delete(db));
  return data;
}

async function loadAll(db: Database): Promise<ReferenceData> {
  const [items, parties, matrix, unitRows] = await Promise.all([
    db.referenceItem.findMany({ orderBy: [{ set: "asc" }, { position: "asc" }] }),
    db.party.findMany({
      where: { kind: { in: ["state", "un_entity"] } },
      select: { code: true, kind: true, names: true, facts: true },
      orderBy: { code: "asc" },
    }),
    db.matrixVersion.findFirst({ orderBy: { asOf: "desc" } }),
    db.partyUnit.findMany({ include: { party: { select: { code: true } } }, orderBy: [{ partyId: "asc" }, { position: "asc" }] }),
  ]);
  const units = new Map<string, Unit[]>();
  for (const { party, code, names, from, to } of unitRows)
    units.set(party.code, [...(units.get(party.code) ?? []), { code, names: names as Names, from: dayOf(from), to: dayOf(to) }]);
  const sets = new Map<string, ReferenceEntry[]>();
  const add = (set: string, entry: ReferenceEntry) => void (sets.get(set)?.push(entry) ?? sets.set(set, [entry]));
  for (const { set, code, names, facts } of items) add(set, { code, names: names as Names, facts: facts as Record<string, unknown> });
  for (const { code, kind, names, facts } of parties)
    add(kind === "state" ? "parties" : "un-entities", { code, names: names as Names, facts: facts as Record<string, unknown> });
  for (const code of LANGUAGES) add("languages", { code, names: languageNames(code), facts: {} });
  return { sets, mapping: mappingOf(matrix), units };
}

const dayOf = (at: Date | null): string | null => at && at.toISOString().slice(0, 10);

/** A language's name in each of the six, as the runtime's locale data has it, with its own name where that is missing. */
function languageNames(code: Language): Names {
  return Object.fromEntries(
    LANGUAGES.map((lang) => [lang, new Intl.DisplayNames([LOCALE_TAGS[lang]], { type: "language" }).of(code) ?? LANGUAGE_NAMES[code]]),
  ) as Names;
}

function mappingOf(matrix: { entries: unknown; gdc: unknown } | null): LineMapping {
  const sdgs: Record<string, string[]> = {};
  const targets: LineMapping["targets"] = {};
  for (const entry of (matrix?.entries ?? []) as { line: string; sdg: number; targets: string[] }[]) {
    (sdgs[entry.line] ??= []).push(String(entry.sdg));
    (targets[entry.line] ??= []).push({ sdg: String(entry.sdg), targets: entry.targets });
  }
  const gdc: Record<string, string[]> = {};
  for (const { line, objectives } of (matrix?.gdc ?? []) as { line: string; objectives: string[] }[]) gdc[line] = objectives;
  return { sdgs, gdc, targets };
}

/** The codes a template may offer: action lines are the 18 reportable units. */
export function codesOfSet(data: ReferenceData, set: string): string[] {
  const entries = data.sets.get(set) ?? [];
  return (set === "action-lines" ? entries.filter(({ facts }) => facts.reportable) : entries).map(({ code }) => code);
}

/** Lists in which readers look for a name; the others have an order of their own. */
const BY_NAME: readonly string[] = ["parties", "un-entities"];

/** Codes of a list as they are offered in a language: States and entities in its alphabetical order. */
export function arrangedCodes(data: ReferenceData, set: string, codes: readonly string[], language: Language): string[] {
  if (!BY_NAME.includes(set)) return [...codes];
  const wanted = new Set(codes);
  return sortByName(
    (data.sets.get(set) ?? []).filter(({ code }) => wanted.has(code)),
    language,
  ).map(({ code }) => code);
}

/** Code -> name of one list in one language. */
export function namesOfSet(data: ReferenceData, set: string, language: Language): Record<string, string> {
  return Object.fromEntries((data.sets.get(set) ?? []).map(({ code, names }) => [code, names[language]]));
}

/** What the account fixes in a report, in words: the action line of a facilitator's, else the party. */
export const fixedText = (line: string, party: string, data: ReferenceData, language: Language): string =>
  line === "" ? party : (namesOfSet(data, "action-lines", language)[line] ?? line);

/** The units a party has on a day, in the reader's language. */
export const unitsOn = (data: ReferenceData, party: string, on: Date, language: Language): { code: string; name: string }[] =>
  (data.units.get(party) ?? []).filter((unit) => holdsOn(unit, dayOf(on)!)).map(({ code, names }) => ({ code, name: names[language] }));

/** The name of a party's unit, also of one it has no more; "" for the party as a whole. */
export const unitName = (data: ReferenceData, party: string, code: string, language: Language): string =>
  data.units.get(party)?.find((unit) => unit.code === code)?.names[language] ?? code;

/** Groups (LDC, LLDC, SIDS, CONFLICT) a party belongs to on a day. */
export async function groupsOfParty(db: Tx, partyId: string, on: Date): Promise<string[]> {
  const day = on.toISOString().slice(0, 10);
  const rows = await runSql<{ group: string }>(
    db,
    sql`select "group" from party_group
        where party_id = ${partyId}::uuid and "from" <= ${day}::date and ("to" is null or "to" > ${day}::date) order by "group"`,
  );
  return rows.map(({ group }) => group);
}
