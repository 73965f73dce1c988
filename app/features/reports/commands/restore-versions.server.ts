import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import type { Tx } from "~/platform/db/client.server";

/** A row of a version as the database writes it, by the names of its columns. */
export type VersionRow = Record<string, unknown> & { id: string; state: string };

/** All versions of a report as they stand, oldest first. Its callers hold `lockVersions`. */
export async function readVersionRows(tx: Tx, reportId: string): Promise<VersionRow[]> {
  const rows = await tx.$queryRaw<{ row: VersionRow }[]>`select to_jsonb(s) as row from submission s where report_id = ${reportId}::uuid order by version`;
  return rows.map(({ row }) => row);
}

/**
 * The way back, for what is undone: puts the versions of one report as they were, byte for byte, while they all still are
 * as that act left them and none has been added. Records `submission.act_undone` for each version it changes: the chain
 * keeps both. Refuses `bulk.changed_since`. Its callers hold `lockVersions` and say who may.
 */
export async function restoreVersions(
  ctx: UserCtx,
  tx: Tx,
  { reportId, before, after, facts }: { reportId: string; before: readonly VersionRow[]; after: readonly VersionRow[]; facts: Record<string, unknown> },
): Promise<Result<true, Refusal>> {
  const [found] = await tx.$queryRaw<{ same: boolean }[]>`
    select coalesce((select jsonb_agg(to_jsonb(s) order by s.version) from submission s where report_id = ${reportId}::uuid), '[]') = ${JSON.stringify(after)}::jsonb as same`;
  if (!found?.same) return refuse({ code: "bulk.changed_since" });
  for (const row of before) {
    const left = after.find(({ id }) => id === row.id);
    const columns = Object.keys(row).filter((name) => JSON.stringify(row[name]) !== JSON.stringify(left?.[name]));
    if (columns.length === 0) continue;
    // Names of columns the database itself has written; its trigger lets none but those of a version's standing change.
    const set = columns.map((name) => `"${name.replace(/"/g, '""')}" = r."${name.replace(/"/g, '""')}"`).join(", ");
    await tx.$executeRawUnsafe(
      `update submission s set ${set} from jsonb_populate_record(null::submission, $1::jsonb) r where s.id = r.id`,
      JSON.stringify(row),
    );
    await recordEvent(tx, ctx, { type: "submission.act_undone", subject: `submission:${row.id}`, data: { from: left?.state, to: row.state, ...facts } });
  }
  return ok(true);
}
