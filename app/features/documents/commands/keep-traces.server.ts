import { runSql, sql, type Database, type Tx } from "~/platform/db/client.server";
import type { VersionContent } from "../model";
import { tracesOf } from "../model/traces";

type Frozen = { id: string; content: VersionContent };

/** Keeps where each answer went in a frozen version, and which were left unread, in the transaction that freezes it. What is kept already stays as it is. */
export async function keepTraces(tx: Tx, { id, content }: Frozen): Promise<void> {
  await runSql(
    tx,
    sql`insert into version_trace (answer_hash, version_id, paragraphs, reason)
        select hash, ${id}::uuid, paragraphs, reason from jsonb_to_recordset(${JSON.stringify(tracesOf(content))}::jsonb) as given (hash text, paragraphs jsonb, reason text)
        on conflict do nothing`,
  );
  if (!content.waiver || content.waiver.unread === 0) return;
  const { answers, reason } = content.waiver;
  // What was left unread stands in a version by symbol and question, without a hash.
  await runSql(
    tx,
    sql`insert into version_trace (answer_hash, version_id, paragraphs, reason, waived)
        select distinct a.hash, ${id}::uuid, '[]'::jsonb, ${reason}, true
        from jsonb_each(${JSON.stringify(answers)}::jsonb) as given (symbol, places) join submission s on s.symbol = given.symbol
        join submitted_answer a on a.submission_id = s.id and jsonb_exists(given.places, concat_ws('/', a.question, nullif(a."row", '')))
        on conflict do nothing`,
  );
}

/**
 * Keeps them of the versions that were frozen before they were kept. Returns how many versions these were; those that say
 * nothing of any answer are looked at each time, and not among them.
 */
export async function keepEarlierTraces(db: Database): Promise<number> {
  const leftUnread = { content: { path: ["waiver", "unread"], gt: 0 }, traces: { none: { waived: true } } };
  const untraced = await db.documentVersion.findMany({ where: { OR: [{ traces: { none: {} } }, leftUnread] }, select: { id: true } });
  let traced = 0;
  for (const { id } of untraced) {
    const { content } = await db.documentVersion.findUniqueOrThrow({ where: { id }, select: { content: true } });
    await keepTraces(db, { id, content: content as VersionContent });
    traced += await db.versionTrace.count({ where: { versionId: id }, take: 1 });
  }
  return traced;
}
