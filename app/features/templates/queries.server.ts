import type { ReferenceData } from "~/features/reference/queries.server";
import { codesOfSet, namesOfSet } from "~/features/reference/queries.server";
import type { Language } from "~/lib/languages";
import { isUuid } from "~/lib/keyset";
import type { Ctx } from "~/platform/context.server";
import type { Database } from "~/platform/db/client.server";
import { localize, type Strings } from "./model/texts";
import type { References } from "./model/values";
import { REFERENCE_SETS, type Definition } from "./schema";

export type TemplateVersion = {
  id: string;
  cycleId: string;
  template: string;
  version: number;
  state: string;
  hash: string;
  definition: Definition;
  strings: Strings;
};

/** An opened version never changes, so each is parsed once per process. */
const opened = new WeakMap<Database, Map<string, Promise<TemplateVersion>>>();

/** A template version by its id. Throws when there is none: reports always name one. */
export function getTemplateVersion(db: Database, id: string): Promise<TemplateVersion> {
  let versions = opened.get(db);
  if (!versions) opened.set(db, (versions = new Map()));
  let version = versions.get(id);
  if (!version) {
    version = db.templateVersion
      .findUniqueOrThrow({ where: { id } })
      .then((row) => ({ ...row, definition: row.definition as Definition, strings: row.strings as unknown as Strings }));
    versions.set(id, version);
    version.then(
      ({ state }) => state === "draft" && versions.delete(id),
      () => versions.delete(id),
    );
  }
  return version;
}

/** The newest open version of a template in a cycle, or null. */
export async function findOpenTemplate(ctx: Pick<Ctx, "db">, cycleId: string, template: string): Promise<TemplateVersion | null> {
  const row = await ctx.db.templateVersion.findFirst({ where: { cycleId, template, state: "open" }, orderBy: { version: "desc" }, select: { id: true } });
  return row ? getTemplateVersion(ctx.db, row.id) : null;
}

/** A template version by its id, or the newest open one of a template by its name, with its cycle's code; null when there is none. */
export async function findTemplate(ctx: Pick<Ctx, "db">, idOrName: string): Promise<(TemplateVersion & { cycle: string }) | null> {
  const where = isUuid(idOrName) ? { id: idOrName } : { template: idOrName, state: "open", cycle: { state: "open" } };
  const row = await ctx.db.templateVersion.findFirst({ where, orderBy: { version: "desc" }, select: { id: true, cycle: { select: { code: true } } } });
  return row ? { ...(await getTemplateVersion(ctx.db, row.id)), cycle: row.cycle.code } : null;
}

/** The open templates of a cycle, or of the one that is open, newest version of each. */
export async function listOpenTemplates(ctx: Pick<Ctx, "db">, cycleId?: string): Promise<TemplateVersion[]> {
  const rows = await ctx.db.templateVersion.findMany({
    where: { ...(cycleId === undefined ? { cycle: { state: "open" } } : { cycleId }), state: "open" },
    orderBy: [{ template: "asc" }, { version: "desc" }],
    distinct: ["template"],
    select: { id: true },
  });
  return Promise.all(rows.map(({ id }) => getTemplateVersion(ctx.db, id)));
}

const referencesOf = new WeakMap<ReferenceData, References>();

/** The codes every list of a template may hold, from the reference data. The same object for the same data, so that schemas built on it are kept. */
export function templateReferences(data: ReferenceData): References {
  let references = referencesOf.get(data);
  if (!references) {
    references = Object.fromEntries(REFERENCE_SETS.map((set) => [set, codesOfSet(data, set)])) as unknown as References;
    referencesOf.set(data, references);
  }
  return references;
}

type Texts = Readonly<Record<string, string>>;
const textsOfVersion = new WeakMap<TemplateVersion, { data: ReferenceData; byKey: Map<string, Texts> }>();

/** All texts of a version in one language: its own, and the names of reference lists as `reference.<set>.<code>`. Put together once for the same data. */
export function textsOf(version: TemplateVersion, data: ReferenceData, language: Language, sets: readonly string[] = REFERENCE_SETS): Texts {
  let kept = textsOfVersion.get(version);
  if (kept?.data !== data) textsOfVersion.set(version, (kept = { data, byKey: new Map() }));
  const key = `${language} ${sets.join(" ")}`;
  let texts = kept.byKey.get(key);
  if (!texts) {
    const names = sets.flatMap((set) => Object.entries(namesOfSet(data, set, language)).map(([code, name]) => [`reference.${set}.${code}`, name]));
    kept.byKey.set(key, (texts = { ...localize(version.strings, language), ...(Object.fromEntries(names) as Record<string, string>) }));
  }
  return texts;
}
