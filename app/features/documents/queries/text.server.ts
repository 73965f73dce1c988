import { runSql, sql, type Tx } from "~/platform/db/client.server";
import type { VersionPage } from "../model/pages";

/** The text of a frozen version is read out of its content in the database: what its sentences rest on is many times as long. */

/** The chapters of a frozen version as they are read. Takes a version its callers found. */
export const readVersionText = (db: Tx, versionId: string): Promise<VersionPage["chapters"]> =>
  runSql(
    db,
    sql`select chapter ->> 'id' as id, chapter ->> 'number' as number, chapter ->> 'title' as title,
          (select coalesce(jsonb_agg(paragraph - 'sentences' order by at), '[]')
            from jsonb_array_elements(chapter -> 'paragraphs') with ordinality as listed (paragraph, at)) as paragraphs
        from document_version, jsonb_array_elements(content -> 'chapters') with ordinality as listed (chapter, at)
        where document_version.id = ${versionId}::uuid order by at`,
  );

type FrozenText = VersionPage["chapters"][number]["paragraphs"][number];

/** One paragraph of a frozen version; null where it has none of this id. Takes a version its callers found. */
export async function readVersionParagraph(db: Tx, versionId: string, id: string): Promise<FrozenText | null> {
  const [found] = await runSql<FrozenText>(
    db,
    sql`select paragraph ->> 'id' as id, paragraph ->> 'number' as number, paragraph ->> 'text' as text
        from document_version, jsonb_path_query(content, '$.chapters[*].paragraphs[*] ? (@.id == $id)', jsonb_build_object('id', ${id}::text)) as paragraph
        where document_version.id = ${versionId}::uuid`,
  );
  return found ?? null;
}

/** The paragraphs of a frozen version in its order, each by its number and how it begins. Takes a version its callers found. */
export const readVersionOutline = (db: Tx, versionId: string): Promise<{ id: string; number: string; beginning: string }[]> =>
  runSql(
    db,
    sql`select paragraph ->> 'id' as id, paragraph ->> 'number' as number, left(paragraph ->> 'text', 60) as beginning
        from document_version, jsonb_path_query(content, '$.chapters[*].paragraphs[*]') with ordinality as listed (paragraph, at)
        where document_version.id = ${versionId}::uuid order by at`,
  );
