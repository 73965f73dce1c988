import type { Refusal } from "~/lib/refusal";
import { batched } from "~/lib/batched";
import { ok, refuse, type Result } from "~/lib/result";
import type { Language } from "~/lib/languages";
import type { UserCtx } from "~/platform/context.server";
import { isDivisionByZero, JsonNull, runSql, sql, type Database, type Sql, type Tx } from "~/platform/db/client.server";
import { findRevisions } from "./queries.server";
import { decide, UNSAVED, type SaveWay, type UnitState } from "./model";

/** A save of one unit, checked already: `value` is in stored form and `hash` is its hash. */
export type UnitSave = {
  opId: string;
  unit: string;
  baseRevision: number;
  value: unknown;
  language: Language;
  confidential: boolean;
  hash: string;
  via: SaveWay;
};

/** What stands at a unit now, with who saved it. */
export type UnitNow = UnitState & { value: unknown; language: string; updatedAt: Date; updatedBy: string };

export type Saved = { revision: number; hash: string; savedAt: string };
export type SaveResult = Result<Saved, Refusal>;

/** The working copies of one scope; the caller holds their lock until the transaction ends. */
export type UnitStore = {
  /** `report:<id>` */
  scope: string;
  read: (units: string[]) => Promise<Map<string, UnitNow>>;
  /** Writes what the units came to, all in one statement: this is the hottest path there is. */
  write: (states: ReadonlyMap<string, Omit<UnitNow, "updatedBy">>) => Promise<void>;
};

/** A row of the history. */
type SaveRow = UnitSave & { scope: string; revision: number | null; authorId: string; authorName: string; savedAt: Date };
type Earlier = Pick<SaveRow, "opId" | "scope" | "unit" | "baseRevision" | "revision" | "hash" | "authorId" | "savedAt">;

const findEarlier = (tx: Tx, opIds: string[]): Promise<Earlier[]> =>
  tx.$queryRaw<Earlier[]>`
    select op_id as "opId", scope, unit, base_revision as "baseRevision", revision, hash, author_id as "authorId", saved_at as "savedAt" from save where op_id = any(${opIds}::uuid[])`;

/** Tells the planner how few rows a record set has: it would take them for a hundred, and read whole tables beside them. */
const atMost = (count: number): Sql => (count === 1 ? sql`limit 1` : sql`limit ${count}::int`);

/** Rows of the history as a table named `given`, from which both the history and the working copies are written. */
const given = (rows: SaveRow[]): Sql => sql`
  given as (select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row
    ("opId" uuid, scope text, unit text, "baseRevision" int, revision int, value jsonb, language text, confidential boolean, hash text, via text, "authorId" uuid, "authorName" text, "savedAt" timestamptz)
    ${atMost(rows.length)})`;

/** Adds the rows to the history, in order. A JSON null comes out of a record set as no value at all. */
const keepGiven = sql`
  insert into save (op_id, scope, unit, base_revision, revision, value, language, confidential, hash, via, author_id, author_name, saved_at)
  select "opId", scope, unit, "baseRevision", revision, coalesce(value, 'null'), language, confidential, hash, via, "authorId", "authorName", "savedAt"
  from given`;

/**
 * How one statement writes units of several owners, such as reports. All of it is the same for every call, so that it is
 * planned once: what is asked of whom comes as rows of `asked`, what is saved as rows of `given`.
 */
export type WriteAtOnce = {
  /** Columns of `asked`, with their types: `scope`, `at`, and what must hold of the owner. */
  asked: Sql;
  /** The owners among `asked` that are as they must be, as `id`, `scope` and `at`, each locked; those that others hold are passed over. */
  found: Sql;
  /** Writes the owners in `found`; gives `id` and `scope`. */
  claim: Sql;
  /** Writes those of `given` that follow a revision, where their owner is in `claimed`; gives a row for each. */
  change: Sql;
  /** Writes those of `given` that are the first at their unit, likewise. */
  add: Sql;
};

/** A call's saves with the row that asks for their owner. */
type Job = { owner: { scope: string; at: Date }; rows: SaveRow[] };

/** Calls one statement writes. */
const CALLS_AT_ONCE = 16;

/**
 * Applies saves in one statement when each is plainly the next revision of a unit of its own and their owner is free,
 * which nearly all are: with those of other owners that come at the same moment. Null when anything is otherwise; then
 * nothing has changed, and `applySaves` says what is.
 */
export function applierAtOnce({ asked, found, claim, change, add }: WriteAtOnce) {
  /** True when all were written; false when none was. Fewer rows than saves: one is repeated, in conflict, unchanged or ahead, or an owner is not free. The division takes all back. */
  async function write(db: Database, jobs: readonly Job[]): Promise<boolean> {
    const rows = jobs.flatMap((job) => job.rows);
    try {
      await runSql(
        db,
        sql`with ${given(rows)}, asked as (select * from jsonb_to_recordset(${JSON.stringify(jobs.map(({ owner }) => owner))}::jsonb) as owner (${asked}) ${atMost(jobs.length)}),
          found as (${found}), claimed as (${claim}), changed as (${change}), added as (${add}),
          kept as (${keepGiven} join claimed using (scope) on conflict (op_id) do nothing returning 1)
          select 1 / (case when (select count(*) from changed) + (select count(*) from added) = ${rows.length}::int and (select count(*) from kept) = ${rows.length}::int
            then 1 else 0 end)`,
      );
      return true;
    } catch (error) {
      if (isDivisionByZero(error)) return false;
      throw error;
    }
  }
  const writers = new WeakMap<Database, (job: Job) => Promise<boolean>>();
  const writerOf = (db: Database) => {
    let writer = writers.get(db);
    if (!writer) {
      // What does not do for all together is tried for each alone. Of two of one owner, the second finds it held and waits for its lock elsewhere.
      const writeAll = async (jobs: Job[]): Promise<boolean[]> => {
        const isPlain = new Set(jobs.map(({ owner }) => owner.scope)).size === jobs.length && (await write(db, jobs));
        if (!isPlain && jobs.length > 1) throw new Error("not plain");
        return jobs.map(() => isPlain);
      };
      writers.set(db, (writer = batched(writeAll, { most: CALLS_AT_ONCE })));
    }
    return writer;
  };
  return async (db: Database, ctx: UserCtx, owner: Omit<Job["owner"], "at">, saves: readonly UnitSave[]): Promise<SaveResult[] | null> => {
    if (new Set(saves.map(({ unit }) => unit)).size < saves.length) return null;
    const savedAt = ctx.now();
    const { scope } = owner;
    const rows = saves.map((save) => ({ ...save, scope, revision: save.baseRevision + 1, authorId: ctx.actor.id, authorName: ctx.actor.name, savedAt }));
    if (!(await writerOf(db)({ owner: { ...owner, at: savedAt }, rows }))) return null;
    return rows.map(({ revision, hash }) => ok({ revision, hash, savedAt: savedAt.toISOString() }));
  };
}

/** A JSON column's value; JSON null must be named. */
export const toJson = (value: unknown) => (value === null || value === undefined ? JsonNull : (value as object));

/** Both texts, and the one the refused was typed on, of which a merge can be made; null when the history does not have it. */
function conflict(now: UnitNow, yours: unknown, base: { value: unknown } | null): Refusal {
  const current = {
    value: now.value,
    revision: now.revision,
    hash: now.hash,
    language: now.language,
    confidential: now.confidential,
    updatedBy: now.updatedBy,
    updatedAt: now.updatedAt.toISOString(),
  };
  return { code: "answer.conflict", detail: { current, base, yours } };
}

/**
 * Applies saves in order, one result each. An operation id that was answered before gets the same answer again and
 * changes nothing. Every save that was not `ahead` is a row of the history, the losing text of a conflict too.
 * Refuses `answer.conflict`, `save.revision_ahead`, `save.operation_reused`.
 */
export async function applySaves(tx: Tx, ctx: UserCtx, store: UnitStore, saves: UnitSave[]): Promise<SaveResult[]> {
  const earlier = new Map(
    (
      await findEarlier(
        tx,
        saves.map(({ opId }) => opId),
      )
    ).map((row) => [row.opId, row]),
  );
  const units = await store.read([...new Set(saves.map(({ unit }) => unit))]);
  const results: SaveResult[] = [];
  const rows: SaveRow[] = [];
  const written = new Map<string, Omit<UnitNow, "updatedBy">>();
  /** What a unit said at a revision: made by this call, or long before. */
  const baseOf = async (unit: string, revision: number): Promise<{ value: unknown } | null> => {
    if (revision === 0) return { value: null };
    const made = rows.find((row) => row.unit === unit && row.revision === revision);
    const found = made ?? (await findRevisions(tx, store.scope, unit, [revision])).get(revision);
    return found ? { value: found.value } : null;
  };
  for (const save of saves) {
    const now = units.get(save.unit);
    const before = earlier.get(save.opId);
    if (before) {
      const isSame = before.scope === store.scope && before.unit === save.unit && before.authorId === ctx.actor.id && before.hash === save.hash;
      if (!isSame) results.push(refuse({ code: "save.operation_reused" }));
      else if (before.revision !== null) results.push(ok({ revision: before.revision, hash: before.hash, savedAt: before.savedAt.toISOString() }));
      else results.push(refuse(conflict(now!, save.value, await baseOf(save.unit, before.baseRevision))));
      continue;
    }
    const decision = decide(now ?? UNSAVED, save);
    if (decision.outcome === "ahead") {
      results.push(refuse({ code: "save.revision_ahead", detail: { revision: now?.revision ?? 0 } }));
      continue;
    }
    const savedAt = ctx.now();
    const revision = decision.outcome === "conflict" ? null : decision.revision;
    const row = { ...save, scope: store.scope, revision, authorId: ctx.actor.id, authorName: ctx.actor.name, savedAt };
    rows.push(row);
    earlier.set(save.opId, row);
    if (decision.outcome === "accepted") {
      const state = {
        revision: decision.revision,
        hash: save.hash,
        confidential: save.confidential,
        value: save.value,
        language: save.language,
        updatedAt: savedAt,
      };
      written.set(save.unit, state);
      units.set(save.unit, { ...state, updatedBy: ctx.actor.name });
    }
    if (revision === null) results.push(refuse(conflict(now!, save.value, await baseOf(save.unit, save.baseRevision))));
    else results.push(ok({ revision, hash: save.hash, savedAt: savedAt.toISOString() }));
  }
  if (rows.length > 0) await tx.$executeRaw`with ${given(rows)} ${keepGiven}`;
  if (written.size > 0) await store.write(written);
  return results;
}
