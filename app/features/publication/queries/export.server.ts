import { fixedText, readReference, type Names } from "~/features/reference/queries.server";
import { cosignedRows } from "~/features/reports/queries/cosign.server";
import { getTemplateVersion, textsOf } from "~/features/templates/queries.server";
import type { Ctx } from "~/platform/context.server";
import type { PublicFilters } from "../model";
import { exportedAnswers, type ExportedAnswer } from "../model/export";
import { publicAt } from "../policy";
import { answersSelect, publicSections, readPage } from "./published.server";

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
  answers: answersSelect,
} as const;

const readVersions = (ctx: PublicCtx, ids: string[]) => ctx.db.submission.findMany({ where: { AND: [{ id: { in: ids } }, publicAt(ctx.now())] }, select });
type VersionRow = Awaited<ReturnType<typeof readVersions>>[number];

type Batch = { rows: VersionRow[]; cosigned: (id: string) => ReadonlySet<string>; next: string | null };

/** The next submissions of the list, in its order. */
async function readBatch(ctx: PublicCtx, filters: PublicFilters, after: string | null): Promise<Batch> {
  const page = await readPage(ctx, filters, { after, limit: BATCH });
  const ids = page.items.map(({ id }) => id);
  const [rows, cosigned] = await Promise.all([readVersions(ctx, ids), cosignedRows(ctx, ids)]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return { rows: ids.flatMap((id) => byId.get(id) ?? []), cosigned, next: page.next };
}

/**
 * The published answers of every submission on the public list, in its order: of one submission after the other. While
 * some are given, the next are read. Names and labels are in the reader's language, answers in their own.
 */
export async function* exportPublished(ctx: PublicCtx, filters: PublicFilters): AsyncGenerator<ExportedAnswer[], void> {
  for (let coming: Promise<Batch> | null = readBatch(ctx, filters, null); coming;) {
    const { rows, cosigned, next }: Batch = await coming;
    coming = next === null ? null : readBatch(ctx, filters, next);
    // Whoever takes no more never asks whether it failed.
    coming?.catch(() => undefined);
    for (const row of rows) yield await answersOf(ctx, row, cosigned(row.id));
  }
}

async function answersOf(ctx: PublicCtx, row: VersionRow, cosigned: ReadonlySet<string>): Promise<ExportedAnswer[]> {
  const { report, cycleCode, publishedAt, symbol, receipt, version, template, line, unit, groups, unGroup, ituRegion } = row;
  const [opened, reference] = await Promise.all([getTemplateVersion(ctx.db, report.templateVersionId), readReference(ctx.db)]);
  const partyName = (report.party.names as Names)[ctx.language];
  const sections = publicSections(row, { version: opened, reference, fixed: fixedText(line, partyName, reference, ctx.language), cosigned });
  const facts = {
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
  return exportedAnswers(facts, sections, textsOf(opened, reference, ctx.language, []));
}
