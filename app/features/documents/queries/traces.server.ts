import { findReport } from "~/features/reports/queries/load.server";
import type { Refusal } from "~/lib/refusal";
import { ok, type Result } from "~/lib/result";
import type { Ctx } from "~/platform/context.server";
import { runSql, sql } from "~/platform/db/client.server";
import type { Trace } from "../model/pages";

/**
 * Where the answers of a report's signed versions went, in every frozen version of every document, by question and then
 * from the first version on. Refuses `report.not_found` to those who do not see the whole report.
 */
export async function listTraces(ctx: Ctx, reportId: string): Promise<Result<Trace[], Refusal>> {
  const found = await findReport(ctx, ctx.db, reportId);
  if (!found.ok) return found;
  return ok(
    await runSql<Trace>(
      ctx.db,
      sql`with own as (select distinct a.hash, a.question, a."row" from submission s join submitted_answer a on a.submission_id = s.id where s.report_id = ${reportId}::uuid),
        version as (select v.number, v.stage, v.revision, v.content, v.document_id, d.title from document_version v join document d on d.id = v.document_id
          join report r on r.cycle_id = d.cycle_id and r.id = ${reportId}::uuid),
        gone as (
          select version.document_id, version.number, e ->> 'hash' as hash, p ->> 'number' as paragraph, '' as reason
          from version, jsonb_array_elements(content -> 'chapters') c, jsonb_array_elements(c -> 'paragraphs') p,
            jsonb_array_elements(p -> 'sentences') s, jsonb_array_elements(s -> 'evidence') e
          union all select version.document_id, version.number, a ->> 'hash', null, a ->> 'reason' from version, jsonb_array_elements(content -> 'aside') a)
        select own.question, own."row", own.hash, version.title as document, version.stage, version.revision,
          coalesce(array_agg(distinct gone.paragraph) filter (where gone.paragraph is not null), '{}') as paragraphs, max(gone.reason) as reason
        from own join gone on gone.hash = own.hash join version on version.document_id = gone.document_id and version.number = gone.number
        group by own.question, own."row", own.hash, version.title, version.stage, version.revision, version.number, version.document_id
        order by own.question, own."row", version.title, version.number`,
    ),
  );
}
