import { standingMarks } from "~/features/codings/model/units";
import { nameOf } from "~/features/codings/queries/codebook.server";
import { CODED, readCoded } from "~/features/codings/queries/coded.server";
import { findReport } from "~/features/reports/queries/load.server";
import type { Refusal } from "~/lib/refusal";
import { ok, type Result } from "~/lib/result";
import type { Ctx } from "~/platform/context.server";
import { runSql, sql } from "~/platform/db/client.server";
import type { CountedAnswer, Trace } from "../model/pages";

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

/**
 * Under which themes the answers of a report are counted: codes that stand after all coders have finished. Nothing before a
 * version of a document of its cycle has been frozen. Refuses `report.not_found` to those who do not see the whole report.
 */
export async function listThemes(ctx: Ctx, reportId: string): Promise<Result<CountedAnswer[], Refusal>> {
  const found = await findReport(ctx, ctx.db, reportId);
  if (!found.ok) return found;
  const { cycle } = found.value;
  if ((await ctx.db.documentVersion.count({ where: { document: { cycleId: cycle.id } } })) === 0) return ok([]);
  const { codes, answers } = await readCoded(ctx, cycle, sql`${CODED.through} and s.report_id = ${reportId}::uuid`);
  const name = nameOf(codes, ctx.language);
  return ok(
    answers.flatMap(({ question, row, hash, coded }) => {
      const themes = [...new Set(standingMarks(coded).map(({ code }) => code))].map(name);
      return themes.length > 0 ? [{ question, row, hash, themes }] : [];
    }),
  );
}
