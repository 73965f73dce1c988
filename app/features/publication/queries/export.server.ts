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

type Page = Awaited<ReturnType<typeof readPage>>;
type Batch = { rows: VersionRow[]; answers: Map<string, SignedAnswer[]>; cosigned: (id: string) => ReadonlySet<string> };

/** The submissions of one page of the list, in its order. */
async function readBatch(ctx: PublicCtx, { items }: Page): Promise<Batch> {
  const ids = items.map(({ id }) => id);
  const [rows, answers, cosigned] = await Promise.all([readVersions(ctx, ids), readAnswers(ctx, ids), cosignedRows(ctx, ids)]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return { rows: ids.flatMap((id) => byId.get(id) ?? []), answers, cosigned };
}

/** Whoever takes no more of what is read ahead never asks whether it failed. */
function ahead<T>(reading: Promise<T>): Promise<T> {
  reading.catch(() => undefined);
  return reading;
}

/** The submissions of the list by batches. While one is taken, the next is read, and what page comes after it. */
async function* readBatches(ctx: PublicCtx, filters: PublicFilters): AsyncGenerator<Batch, void> {
  const pageAfter = (after: string | null): Promise<Page> => ahead(readPage(ctx, filters, { after, limit: BATCH }));
  let coming: Promise<Batch> | null = null;
  for (let page: Promise<Page> | null = pageAfter(null); page;) {
    const here: Page = await page;
    page = here.next === null ? null : pageAfter(here.next);
    const before: Promise<Batch> | null = coming;
    coming = ahead(readBatch(ctx, here));
    if (before) yield await before;
  }
  if (coming) yield await coming;
}

/**
 * The published answers of every submission on the public list, in its order: of one submission after the other.
 * Names and labels are in the reader's language, answers in their own.
 */
export async function* exportPublished(ctx: PublicCtx, filters: PublicFilters): AsyncGenerator<ExportedReport, void> {
  for await (const { rows, answers, cosigned } of readBatches(ctx, filters))
    for (const row of rows) yield await reportOf(ctx, { ...row, answers: answers.get(row.id)! }, cosigned(row.id));
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
