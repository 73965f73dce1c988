import type { Language } from "~/lib/languages";
import type { Ctx } from "~/platform/context.server";
import { runSql, sql, type Tx } from "~/platform/db/client.server";
import type { SaveWay } from "./model";

/** Ids of saves count up. */
const ID = /^\d{1,18}$/;

export type HistoryEntry = {
  id: string;
  revision: number | null;
  baseRevision: number;
  value: unknown;
  language: Language;
  confidential: boolean;
  hash: string;
  via: SaveWay;
  author: string;
  savedAt: string;
  /** Whose proposal it took; null for every other. */
  source: string | null;
};

/** Rows of one unit, newest first. */
const rowsOf = (db: Pick<Tx, "save">, where: { scope: string; unit: string; [column: string]: unknown }, take?: number) =>
  db.save.findMany({ where, orderBy: { id: "desc" }, take });
type Row = Awaited<ReturnType<typeof rowsOf>>[number];

/** Every save of one unit, newest first, those kept aside in a conflict too. `before` continues after an entry's id. */
export async function listHistory(
  { db }: { db: Pick<Tx, "save" | "takenProposal"> },
  scope: string,
  unit: string,
  options: { limit: number; before?: bigint },
): Promise<HistoryEntry[]> {
  const rows = await rowsOf(db, { scope, unit, ...(options.before !== undefined && { id: { lt: options.before } }) }, options.limit);
  const sources = await sourcesOf(db, rows);
  return rows.map((row) => ({ ...entryOf(row), source: sources.get(row.opId) ?? null }));
}

/** Whose proposals saves took, by operation; asked only where one did. */
async function sourcesOf(db: Pick<Tx, "takenProposal">, rows: readonly Row[]): Promise<Map<string, string>> {
  const taking = rows.filter(({ via }) => via === ("proposal" satisfies SaveWay)).map(({ opId }) => opId);
  if (taking.length === 0) return new Map();
  const found = await db.takenProposal.findMany({ where: { opId: { in: taking } }, select: { opId: true, proposer: { select: { name: true } } } });
  return new Map(found.map(({ opId, proposer }) => [opId, proposer.name]));
}

const entryOf = ({ id, revision, baseRevision, value, language, confidential, hash, via, authorName, savedAt }: Row): HistoryEntry => ({
  id: String(id),
  revision,
  baseRevision,
  value,
  language: language as Language,
  confidential,
  hash,
  via: via as SaveWay,
  author: authorName,
  savedAt: savedAt.toISOString(),
  source: null,
});

/** One save of a unit, or null when there is none of this id. */
export async function findSave(ctx: Pick<Ctx, "db">, scope: string, unit: string, id: string): Promise<HistoryEntry | null> {
  const [row] = ID.test(id) ? await rowsOf(ctx.db, { scope, unit, id: BigInt(id) }) : [];
  return row ? entryOf(row) : null;
}

/** What a unit said at each of some revisions, by revision: the save that made it, not those that said the same again. */
export async function findRevisions(db: Pick<Tx, "save">, scope: string, unit: string, revisions: readonly number[]): Promise<Map<number, HistoryEntry>> {
  // The saves of one unit are few enough to be looked through: another index would be a price of every save.
  const rows = await rowsOf(db, { scope, unit, revision: { in: [...new Set(revisions)] } });
  return new Map(rows.map((row) => [row.revision!, entryOf(row)]));
}

/** A revision that was made of a unit, and the text it took the place of; null where it was the first. */
export type Replaced = {
  unit: string;
  before: (Pick<HistoryEntry, "value" | "language" | "confidential" | "hash" | "author" | "savedAt"> & { revision: number }) | null;
};

/** The latest revisions of all units of a scope, newest first, each with what stood before it. */
export async function listReplaced({ db }: Pick<Ctx, "db">, scope: string, limit: number): Promise<Replaced[]> {
  type Row = { unit: string; value: unknown; language: string | null; confidential: boolean; revision: number; hash: string; author: string; savedAt: Date };
  // A save of what stood there already names the same revision: the first one made it.
  const rows = await runSql<Row>(
    db,
    sql`with made as (select unit, revision, min(id) as id from save where scope = ${scope} and revision is not null group by unit, revision)
    select made.unit, b.value, b.language, b.confidential, b.revision, b.hash, b.author_name as author, b.saved_at as "savedAt"
    from made left join made earlier on earlier.unit = made.unit and earlier.revision = made.revision - 1
      left join save b on b.id = earlier.id
    order by made.id desc limit ${limit}::int`,
  );
  return rows.map(({ unit, language, savedAt, ...text }) => ({
    unit,
    before: language === null ? null : { ...text, language: language as Language, savedAt: savedAt.toISOString() },
  }));
}
