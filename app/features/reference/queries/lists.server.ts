import type { Ctx } from "~/platform/context.server";
import { readReference, type Names, type ReferenceEntry } from "../queries.server";
import type { Matrix, ReferenceItem, ReferenceListName } from "../schema/lists";

type DbCtx = Pick<Ctx, "db">;

const fact = <T>({ facts }: ReferenceEntry, name: string): T => (facts[name] ?? null) as T;

/** How each list that needs no table of its own is made of the kept reference data. */
const ITEM_OF: { [N in Exclude<ReferenceListName, "parties">]: (entry: ReferenceEntry) => ReferenceItem<N> } = {
  "action-lines": (entry) => ({ code: entry.code, names: entry.names, parent: fact(entry, "parent"), reportable: fact(entry, "reportable") }),
  sdgs: ({ code, names }) => ({ code, names }),
  gdc: (entry) => ({ code: entry.code, names: entry.names, shortNames: fact(entry, "shortNames") }),
  indicators: (entry) => ({
    code: entry.code,
    names: entry.names,
    area: fact(entry, "area"),
    unit: fact(entry, "unit"),
    sdgIndicator: fact(entry, "sdgIndicator"),
    requiredInNationalReport: fact(entry, "requiredInNationalReport"),
  }),
  themes: ({ code, names }) => ({ code, names }),
};

/** A whole list of the reference data, in its own order. */
export async function listReference(ctx: DbCtx, name: ReferenceListName): Promise<ReferenceItem<ReferenceListName>[]> {
  if (name === "parties") return listParties(ctx);
  const { sets } = await readReference(ctx.db);
  return (sets.get(name) ?? []).map(ITEM_OF[name]);
}

const day = (at: Date): string => at.toISOString().slice(0, 10);
/** Where a membership has no known first day, the database holds the first day it can count from. */
const OPEN_SINCE = "1970-01-01";

/** States and UN entities by their code, with regions, dated memberships in groups and units. Organisations are nobody's reference data. */
async function listParties(ctx: DbCtx): Promise<ReferenceItem<"parties">[]> {
  const { units } = await readReference(ctx.db);
  const rows = await ctx.db.party.findMany({
    where: { kind: { in: ["state", "un_entity"] } },
    select: {
      code: true,
      kind: true,
      names: true,
      facts: true,
      unGroup: true,
      ituRegion: true,
      groups: { select: { group: true, from: true, to: true }, orderBy: [{ group: "asc" }, { from: "asc" }] },
    },
    orderBy: { code: "asc" },
  });
  return rows.map(({ code, kind, names, facts, unGroup, ituRegion, groups }) => {
    const { iso2 = null, m49 = null } = facts as { iso2?: string | null; m49?: string | null };
    return {
      code,
      kind: kind as "state" | "un_entity",
      names: names as Names,
      iso2,
      m49,
      unGroup,
      ituRegion,
      groups: groups.map(({ group, from, to }) => ({ group, from: day(from) === OPEN_SINCE ? null : day(from), to: to && day(to) })),
      units: units.get(code) ?? [],
    };
  });
}

/** The newest state of the WSIS-SDG matrix with the proposed GDC mapping; null when none is loaded. */
export async function readMatrix(ctx: DbCtx): Promise<Matrix | null> {
  const row = await ctx.db.matrixVersion.findFirst({ orderBy: { asOf: "desc" }, select: { asOf: true, source: true, entries: true, gdc: true } });
  return row && { asOf: day(row.asOf), source: row.source, entries: row.entries as Matrix["entries"], gdc: row.gdc as Matrix["gdc"] };
}
