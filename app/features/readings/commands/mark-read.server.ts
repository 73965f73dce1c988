import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import { runSql, sql } from "~/platform/db/client.server";
import { findVersion } from "../queries/find.server";

/**
 * Takes the actor's word that they have read a report up to this version, and the comments on it up to the moment their
 * page was put together at: one that came meanwhile stays new. From then on changes count from there. Refuses
 * `submission.not_found`, and `reading.later` where they have read a later version already. Audit event.
 */
export async function markRead(ctx: UserCtx, id: string, asOf: Date = ctx.now()): Promise<Result<null, Refusal>> {
  const found = await findVersion(ctx, ctx.db, id);
  if (!found.ok) return found;
  const { reportId, version } = found.value;
  const at = asOf < ctx.now() ? asOf : ctx.now();
  return ctx.db.$transaction(async (tx) => {
    const moved = await runSql<{ reader_id: string }>(
      tx,
      sql`insert into reading (reader_id, report_id, submission_id, at) values (${ctx.actor.id}::uuid, ${reportId}::uuid, ${id}::uuid, ${at}::timestamptz)
          on conflict (reader_id, report_id) do update set submission_id = excluded.submission_id, at = greatest(reading.at, excluded.at)
          where (select version from submission s where s.id = reading.submission_id) <= ${version}
          returning reader_id`,
    );
    if (moved.length !== 1) return refuse({ code: "reading.later" });
    await recordEvent(tx, ctx, { type: "submission.marked_read", subject: `submission:${id}`, data: { version } });
    return ok(null);
  });
}
