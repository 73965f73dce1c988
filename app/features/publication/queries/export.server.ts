import { fixedText, readReference, type Names } from "~/features/reference/queries.server";
import { cosignedRows } from "~/features/reports/queries/cosign.server";
import { getTemplateVersion, textsOf } from "~/features/templates/queries.server";
import type { Ctx } from "~/platform/context.server";
import { runSql, sql } from "~/platform/db/client.server";
import type { PublicFilters } from "../model";
import { exportedValues, type ExportedReport } from "../model/export";
import { publicAt } from "../policy";
import { publicSections, readPage } from "./published.server";

type PublicCtx = Pick<Ctx, "db" | "now" | "language">;

/** Submissions read at a time, and twice as many in memory: a long one has some hundred thousand characters. */
const BATCH = 10;

const select = {
  id: true,
  symbol: true,
  receipt: true,
  version: true,
  cycleCode: true,
  template: true,
  line: true,
  unit: true,
  language: true,
  groups: true,
  unGroup: true,
  ituRegion: true,
  publishedAt: true,
  report: { select: { templateVersionId: true, party: { select: { code: true, kind: true, names: true } } } },
} as const;

const readVersions = (ctx: PublicCtx, ids: string[]) => ctx.db.submission.findMany({ where: { AND: [{ id: { in: ids } }, publicAt(ctx.now())] }, select });
type VersionRow = Awaited<ReturnType<typeof readVersions>>[number];

type AnswerRow = { submission: string; question: string; row: string; text: string | null; value: unknown; language: string; confidential: boolean };
type SignedAnswer = Omit<AnswerRow, "submission" | "text">;

/** The answers of some versions, by version. Texts come as they are: read as JSON, each would be copied once more. */
async function readAnswers({ db }: PublicCtx, ids: readonly string[]): Promise<Map<string, SignedAnswer[]>> {
  const rows = await runSql<AnswerRow>(
    db,
    sql`select submission_id as submission, question, "row", language, confidential,
          case when jsonb_typeof(value) = 'string' then value #>> '{}' end as text,
          case when jsonb_typeof(value) <> 'string' then value end as value
        from submitted_answer where submission_id = any(${ids}::uuid[]) order by submission_id, position`,
  );
  const answers = new Map<string, SignedAnswer[]>(ids.map((id) => [id, []]));
  for (const { submission, text, value, ...answer } of rows) answers.get(submission)!.push({ ...answer, value: text ?? value });
  return answers;
}

type Batch = { rows: VersionRow[]; answers: Map<string, SignedAnswer[]>; cosigned: (id: string) => ReadonlySet<string>; next: string | null };

/** The next submissions of the list, in its order. */
async function readBatch(ctx: PublicCtx, filters: PublicFilters, after: string | null): Promise<Batch> {
  const page = await readPage(ctx, filters, { after, limit: BATCH });
  const ids = page.items.map(({ id }) => id);
  const [rows, answers, cosigned] = await Promise.all([readVersions(ctx, ids), readAnswers(ctx, ids), cosignedRows(ctx, ids)]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return { rows: ids.flatMap((id) => byId.get(id) ?? []), answers, cosigned, next: page.next };
}

/**
 * The published answers of every submission on the public list, in its order: of one submission after the other. While
 * some are given, the next are read. Names and labels are in the reader's language, answers in their own.
 */
export async function* exportPublished(ctx: PublicCtx, filters: PublicFilters): AsyncGenerator<ExportedReport, void> {
  for (let coming: Promise<Batch> | null = readBatch(ctx, filters, null); coming;) {
    const { rows, answers, cosigned, next }: Batch = await coming;
    coming = next === null ? null : readBatch(ctx, filters, next);
    // Whoever takes no more never asks whether it failed.
    coming?.catch(() => undefined);
    for (const row of rows) yield await reportOf(ctx, { ...row, answers: answers.get(row.id)! }, cosigned(row.id));
  }
}

async function reportOf(ctx: PublicCtx, row: VersionRow & { answers: SignedAnswer[] }, cosigned: ReadonlySet<string>): Promise<ExportedReport> {
  const { report, cycleCode, publishedAt, symbol, receipt, version, template, line, unit, groups, unGroup, ituRegion } = row;
  const [opened, reference] = await Promise.all([getTemplateVersion(ctx.db, report.templateVersionId), readReference(ctx.db)]);
  const partyName = (report.party.names as Names)[ctx.language];
  const sections = publicSections(row, { version: opened, reference, fixed: fixedText(line, partyName, reference, ctx.language), cosigned });
  const facts: ExportedReport["version"] = {
    symbol,
    receipt,
    version,
    cycle: cycleCode,
    template,
    templateVersion: opened.version,
    party: report.party.code,
    partyName,
    partyKind: report.party.kind,
    unGroup,
    ituRegion,
    groups,
    line,
    unit,
    publishedAt: publishedAt!.toISOString(),
  };
  return { version: facts, values: exportedValues(sections, textsOf(opened, reference, ctx.language, [])) };
}
