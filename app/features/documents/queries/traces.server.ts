import { standingMarks } from "~/features/codings/model/units";
import { nameOf } from "~/features/codings/queries/codebook.server";
import { readSight } from "~/features/codings/queries/sight.server";
import { CODED, readCoded, type CodedCycle } from "~/features/codings/queries/coded.server";
import { getPublished } from "~/features/publication/queries/published.server";
import { findReport } from "~/features/reports/queries/load.server";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { Ctx } from "~/platform/context.server";
import { runSql, sql } from "~/platform/db/client.server";
import type { CountedAnswer, Trace } from "../model/pages";
import { mayOpenTraces } from "../policy";

/**
 * Where the answers of a report's signed versions went, in every frozen version of every document, by question and then
 * from the first version on. Refuses `report.not_found` to those who do not see the whole report.
 */
export async function listTraces(ctx: Ctx, reportId: string): Promise<Result<Trace[], Refusal>> {
  const found = await findReport(ctx, ctx.db, reportId);
  return found.ok ? ok(await readTraces(ctx, reportId)) : found;
}

/** The same of a report its callers found. */
const readTraces = ({ db }: Pick<Ctx, "db">, reportId: string): Promise<Trace[]> =>
  runSql<Trace>(
    db,
    sql`with own as (select distinct a.hash, a.question, a."row" from submission s join submitted_answer a on a.submission_id = s.id where s.report_id = ${reportId}::uuid)
      select own.question, own."row", own.hash, document.title as document, version.stage, version.revision,
        case when exists (select 1 from draft_consultation out where out.version_id = version.id)
          then jsonb_build_object('document', version.document_id, 'number', version.number) end as draft, trace.paragraphs, trace.reason, trace.waived
      from own join version_trace trace on trace.answer_hash = own.hash join document_version version on version.id = trace.version_id
      join document on document.id = version.document_id
      order by own.question, own."row", document.title, version.number`,
  );

export type TraceChoice = { given: boolean; mayChoose: boolean };

/** Whether everybody reads what became of a report's answers, and whether the reader decides it. Refuses as `listTraces`. */
export async function getTraceChoice(ctx: Ctx, reportId: string): Promise<Result<TraceChoice, Refusal>> {
  const found = await findReport(ctx, ctx.db, reportId);
  if (!found.ok) return found;
  return ok({ given: await isOpen(ctx, reportId), mayChoose: mayOpenTraces(ctx.actor, found.value.partyId) });
}

const isOpen = async ({ db }: Pick<Ctx, "db">, reportId: string): Promise<boolean> =>
  (await db.traceConsent.count({ where: { reportId, givenAt: { not: null } } })) > 0;

/** Whether everybody reads what became of the answers of a published version its callers found. */
export const hasPublicTraces = async ({ db }: Pick<Ctx, "db">, symbol: string): Promise<boolean> =>
  (await db.traceConsent.count({ where: { report: { submissions: { some: { symbol } } }, givenAt: { not: null } } })) > 0;

/**
 * What became of the answers of a published version, in versions of documents that are published too. Refuses as `getPublished` does, and
 * `document.not_found` where its party has not agreed to that.
 */
export async function listPublicTraces(
  ctx: Ctx,
  symbol: string,
): Promise<Result<{ party: string; symbol: string; traces: Trace[]; counted: CountedAnswer[] }, Refusal>> {
  const found = await getPublished(ctx, symbol);
  if (!found.ok) return found;
  const version = await ctx.db.submission.findUniqueOrThrow({
    where: { symbol: found.value.symbol },
    select: {
      reportId: true,
      report: { select: { cycle: { select: { id: true, code: true } } } },
      answers: { select: { question: true, row: true, hash: true } },
    },
  });
  if (!(await isOpen(ctx, version.reportId))) return refuse({ code: "document.not_found" });
  const shown = new Set(
    found.value.sections.flatMap(({ answers }) => answers.flatMap(({ question, row, withheld }) => (withheld === null ? [`${question.code} ${row}`] : []))),
  );
  const open = new Set(version.answers.flatMap(({ question, row, hash }) => (shown.has(`${question} ${row}`) ? [hash] : [])));
  const isOpenAnswer = ({ hash }: { hash: string }): boolean => open.has(hash);
  // What was frozen and not published is the desk's and the party's.
  const traces = (await readTraces(ctx, version.reportId)).filter((trace) => isOpenAnswer(trace) && trace.draft !== null);
  const counted = (await readThemes(ctx, version.reportId, version.report.cycle)).filter(isOpenAnswer);
  return ok({ party: found.value.party.name, symbol: found.value.symbol, traces, counted });
}

/**
 * Under which themes the answers of a report are counted: codes of answers somebody has coded to the end. Nothing before a
 * version of a document of its cycle has been frozen, and while coders are blind to each other. Refuses `report.not_found` to those who do not see the whole report.
 */
export async function listThemes(ctx: Ctx, reportId: string): Promise<Result<CountedAnswer[], Refusal>> {
  const found = await findReport(ctx, ctx.db, reportId);
  if (!found.ok) return found;
  return ok(await readThemes(ctx, reportId, found.value.cycle));
}

/** The same of a report its callers found. */
async function readThemes(ctx: Ctx, reportId: string, cycle: CodedCycle["cycle"]): Promise<CountedAnswer[]> {
  const [frozen, { open }] = await Promise.all([ctx.db.documentVersion.count({ where: { document: { cycleId: cycle.id } } }), readSight(ctx, cycle.id)]);
  if (frozen === 0 || !open) return [];
  const { codes, answers } = await readCoded(ctx, cycle, sql`${CODED.through} and s.report_id = ${reportId}::uuid`);
  const name = nameOf(codes, ctx.language);
  return answers.flatMap(({ question, row, hash, coded }) => {
    const themes = [...new Set(standingMarks(coded).map(({ code }) => code))].map(name);
    return themes.length > 0 ? [{ question, row, hash, themes }] : [];
  });
}
