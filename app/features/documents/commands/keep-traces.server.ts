import { runSql, sql, type Database, type Tx } from "~/platform/db/client.server";

/** Keeps where each answer went in a frozen version, in the transaction that freezes it. What is kept already stays as it is. */
export async function keepTraces(tx: Tx, versionId: string): Promise<void> {
  await runSql(
    tx,
    sql`with version as (select content from document_version where id = ${versionId}::uuid),
      place as (
        select distinct excerpt ->> 'hash' as hash, paragraph ->> 'id' as id, paragraph ->> 'number' as number, chapters.at as chapter, paragraphs.at as at
        from version, jsonb_array_elements(content -> 'chapters') with ordinality as chapters (chapter, at),
          jsonb_array_elements(chapter -> 'paragraphs') with ordinality as paragraphs (paragraph, at),
          jsonb_path_query(paragraph, '$.sentences[*].evidence[*]') as excerpt),
      cited as (select hash, jsonb_agg(jsonb_build_object('id', id, 'number', number) order by chapter, at) as paragraphs from place group by hash),
      aside as (select answer ->> 'hash' as hash, max(answer ->> 'reason') as reason from version, jsonb_array_elements(content -> 'aside') as answer group by 1)
      insert into version_trace (answer_hash, version_id, paragraphs, reason)
      select hash, ${versionId}::uuid, coalesce(paragraphs, '[]'), coalesce(reason, '') from cited full join aside using (hash)
      on conflict do nothing`,
  );
}

/** Keeps them of the versions that were frozen before they were kept. Returns how many versions there were; one that says nothing of any answer is looked at each time. */
export async function keepEarlierTraces(db: Database): Promise<number> {
  const versions = await db.documentVersion.findMany({ where: { traces: { none: {} } }, select: { id: true } });
  for (const { id } of versions) await keepTraces(db, id);
  return versions.length;
}
