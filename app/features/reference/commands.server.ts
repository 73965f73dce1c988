import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { beginningsOf } from "~/lib/folding";
import type { Database, Tx } from "~/platform/db/client.server";
import { seedOnce } from "~/platform/db/seed-state.server";

type Entry = { names: Record<string, string> } & Record<string, unknown>;
type Item = { set: string; code: string; position: number; names: object; facts: object };

const FILES = [
  "parties",
  "groups",
  "units",
  "region-names",
  "action-lines",
  "facilitators",
  "sdgs",
  "sdg-targets",
  "gdc",
  "matrix",
  "wsis-targets",
  "indicators",
  "themes",
  "stakeholder-categories",
  "wsis-mechanisms",
  "mandates",
  "checklists",
] as const;
type FileName = (typeof FILES)[number];

const toDate = (day: unknown): Date | null => (typeof day === "string" ? new Date(`${day}T00:00:00Z`) : null);

/** The entries of one list as rows of the reference table, in the file's order. */
function itemsOf(set: string, entries: Entry[], codeOf: (entry: Entry) => string = (entry) => String(entry.code)): Item[] {
  return entries.map(({ names, code: _, ...facts }, index) => ({ set, code: codeOf({ names, code: _, ...facts }), position: index + 1, names, facts }));
}

/**
 * Loads the reference data of `prisma/seed/reference` when its content changed: parties, their groups and units, action lines and
 * facilitators, SDGs, GDC, matrix, targets, indicators, themes. Adds and renames; removes only entries of fixed lists
 * and dated memberships, never a party or a unit. An entity that has or had a role on a line keeps it as it stands: the
 * desk decides on it. Returns whether anything was loaded.
 */
export function loadReference(db: Database, folder = resolve("prisma/seed/reference")): Promise<boolean> {
  const texts = Object.fromEntries(FILES.map((name) => [name, readFileSync(resolve(folder, `${name}.json`), "utf8")])) as Record<FileName, string>;
  const files = Object.fromEntries(FILES.map((name) => [name, JSON.parse(texts[name])])) as Record<FileName, never>;
  return seedOnce(db, "reference", FILES.map((name) => texts[name]).join("\n"), async (tx) => {
    await loadItems(tx, files);
    await loadParties(tx, files.parties, files.groups, files.facilitators);
    await loadUnits(tx, files.units);
    await loadMatrix(tx, files.matrix);
  });
}

async function loadItems(tx: Tx, files: Record<FileName, never>): Promise<void> {
  const regions = files["region-names"] as { unGroups: Entry[]; ituRegions: Entry[]; m49: Entry[]; specialGroups: Entry[] };
  const indicators = files.indicators as { areas: Entry[]; units: Entry[]; indicators: Entry[] };
  const items = [
    ...itemsOf("action-lines", files["action-lines"]),
    ...itemsOf("sdgs", files.sdgs, (entry) => String(entry.number)),
    ...itemsOf("sdg-targets", files["sdg-targets"]),
    ...itemsOf("gdc", files.gdc),
    ...itemsOf("wsis-targets", files["wsis-targets"]),
    ...itemsOf("indicators", indicators.indicators),
    ...itemsOf("indicator-areas", indicators.areas),
    ...itemsOf("indicator-units", indicators.units),
    ...itemsOf("themes", files.themes),
    ...itemsOf("stakeholder-categories", files["stakeholder-categories"]),
    ...itemsOf("wsis-mechanisms", files["wsis-mechanisms"]),
    ...itemsOf("mandates", files.mandates, (entry) => String(entry.code ?? entry.symbol)),
    ...itemsOf("review-checklist", files.checklists),
    ...itemsOf("un-groups", regions.unGroups),
    ...itemsOf("itu-regions", regions.ituRegions),
    ...itemsOf("m49", regions.m49),
    ...itemsOf("groups", regions.specialGroups),
  ];
  await tx.referenceItem.deleteMany({});
  await tx.referenceItem.createMany({ data: items });
}

type PartyEntry = Entry & { code: string; kind: string; unGroup: string | null; ituRegion: string | null; m49Region: string | null };
type GroupEntry = { group: string; party: string; from?: string; to?: string };
type FacilitatorEntry = { line: string; party: string; role: string; from?: string; to?: string };

async function loadParties(tx: Tx, parties: PartyEntry[], groups: GroupEntry[], facilitators: FacilitatorEntry[]): Promise<void> {
  const known = new Map((await tx.party.findMany({ select: { id: true, code: true } })).map(({ code, id }) => [code, id]));
  const rowOf = ({ code, kind, names, unGroup, ituRegion, m49Region, ...facts }: PartyEntry) => ({
    code,
    kind,
    names,
    unGroup,
    ituRegion,
    m49Region,
    facts: facts as object,
  });
  await tx.party.createMany({ data: parties.filter(({ code }) => !known.has(code)).map(rowOf) });
  for (const party of parties.filter(({ code }) => known.has(code))) await tx.party.update({ where: { code: party.code }, data: rowOf(party) });
  const ids = new Map((await tx.party.findMany({ select: { id: true, code: true } })).map(({ code, id }) => [code, id]));
  const idOf = (code: string): string => {
    const id = ids.get(code);
    if (!id) throw new Error(`The reference data names a party it does not list: ${code}`);
    return id;
  };
  await tx.partyGroup.deleteMany({});
  await tx.partyGroup.createMany({
    data: groups.map(({ group, party, from, to }) => ({ group, partyId: idOf(party), from: toDate(from) ?? new Date(0), to: toDate(to) })),
  });
  const roleKey = ({ partyId, line }: { partyId: string; line: string }): string => `${partyId}|${line}`;
  const given = new Set((await tx.facilitation.findMany({ select: { partyId: true, line: true } })).map(roleKey));
  const roles = facilitators.map(({ line, party, role, from, to }) => ({ line, partyId: idOf(party), role, from: toDate(from), to: toDate(to) }));
  await tx.facilitation.createMany({ data: roles.filter((role) => !given.has(roleKey(role))) });
}

type UnitEntry = Entry & { party: string; code: string; position: number; from?: string; to?: string };

async function loadUnits(tx: Tx, units: UnitEntry[]): Promise<void> {
  for (const { party, code, position, names, from, to } of units) {
    const { id: partyId } = await tx.party.findUniqueOrThrow({ where: { code: party }, select: { id: true } });
    const data = { position, names, from: toDate(from), to: toDate(to) };
    await tx.partyUnit.upsert({ where: { partyId_code: { partyId, code } }, create: { partyId, code, ...data }, update: data });
  }
}

async function loadMatrix(tx: Tx, matrix: { asOf: string; source: string; entries: object; gdc: object }): Promise<void> {
  const asOf = toDate(matrix.asOf)!;
  const data = { source: matrix.source, entries: matrix.entries, gdc: matrix.gdc };
  await tx.matrixVersion.upsert({ where: { asOf }, create: { asOf, ...data }, update: data });
}

export type NamedOrganisation = { id: string; code: string; names: unknown; facts?: unknown };
const FOUND_AT_ONCE = 500;

/** By which beginnings an organisation is found: of its code, its acronym and its names. */
const termsOf = ({ code, names, facts }: NamedOrganisation): string[] => {
  const { acronym } = (facts ?? {}) as { acronym?: unknown };
  const texts = [code, ...(typeof acronym === "string" ? [acronym] : []), ...Object.values(names as Record<string, string>)];
  return [...new Set(texts.flatMap(beginningsOf))];
};

/** Makes organisations findable by what they are called now, in the transaction that names them. */
export async function writePartyTerms(tx: Pick<Tx, "partyTerm">, organisations: readonly NamedOrganisation[]): Promise<void> {
  await tx.partyTerm.deleteMany({ where: { partyId: { in: organisations.map(({ id }) => id) } } });
  await tx.partyTerm.createMany({ data: organisations.flatMap((party) => termsOf(party).map((term) => ({ partyId: party.id, term }))) });
}

/** Makes findable the organisations that were named before there was a search for them. Returns how many there were. */
export async function indexOrganisations(db: Database): Promise<number> {
  for (let done = 0; ;) {
    const missing = await db.party.findMany({
      where: { kind: "organisation", terms: { none: {} } },
      select: { id: true, code: true, names: true, facts: true },
      take: FOUND_AT_ONCE,
    });
    await writePartyTerms(db, missing);
    done += missing.length;
    if (missing.length < FOUND_AT_ONCE) return done;
  }
}
