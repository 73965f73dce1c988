import { unitOf, type SubmissionState } from "~/features/reports/model";
import { documentOf, documentTexts, findFile, referenceSetsOf, type DocumentSection, type DocumentSource } from "~/features/reports/model/document";
import { cosignedRows } from "~/features/reports/queries/cosign.server";
import { submissionWhere } from "~/features/reports/model/submission-filters";
import { fixedText, readReference, unitName, type Names, type ReferenceData } from "~/features/reference/queries.server";
import { sortByName } from "~/features/reference/model";
import { findPartyCodes } from "~/features/reference/queries/search.server";
import { localize } from "~/features/templates/model/texts";
import type { AnswerValue } from "~/features/templates/model/values";
import { createEnv, lookupOf } from "~/features/templates/model/visibility";
import { getTemplateVersion, templateReferences, textsOf, type TemplateVersion } from "~/features/templates/queries.server";
import { formatDay } from "~/lib/dates";
import { afterPlace, pageOf, parsePlace } from "~/lib/keyset";
import type { Language } from "~/lib/languages";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { Ctx } from "~/platform/context.server";
import type { PublicFilters, PublishedItem, PublishedPage, PublishedReport } from "../model";
import { citableOf, publicAt, redactForPublic, withdrawnAt, type LaterWish, type ReleasedVersion } from "../policy";

type PublicCtx = Pick<Ctx, "db" | "now" | "language">;

const itemSelect = {
  id: true,
  symbol: true,
  version: true,
  line: true,
  unit: true,
  language: true,
  submittedAt: true,
  publishedAt: true,
  reportId: true,
  report: { select: { templateVersionId: true, party: { select: { code: true, names: true } } } },
} as const;

/**
 * Published reports, newest publication first. A page goes on from a place (`next`). Where a party has two public
 * versions (the later one waited for its date), only the later is listed, so a page may hold fewer than `limit`.
 */
export async function listPublished(
  ctx: PublicCtx,
  filters: PublicFilters,
  { after, limit = 25, templates }: { after?: string | null; limit?: number; /** Only reports on these. */ templates?: string[] } = {},
): Promise<PublishedPage> {
  const { items, next } = await readPage(ctx, filters, { after, limit, templates });
  return { items: await Promise.all(items.map((row) => itemOf(ctx, row))), next };
}

/** The versions of one page of the public list. */
export async function readPage(
  ctx: PublicCtx,
  filters: PublicFilters,
  { after, limit, templates }: { after?: string | null; limit: number; templates?: string[] },
): Promise<{ items: ItemRow[]; next: string | null }> {
  const parties = filters.q ? await findPartyCodes(ctx, filters.q) : [];
  const rows = await readItems(
    ctx,
    {
      AND: [
        publicAt(ctx.now()),
        submissionWhere(filters, parties),
        templates ? { template: { in: templates } } : {},
        afterPlace("publishedAt", parsePlace(after)),
      ],
    },
    limit + 1,
  );
  const { items, next } = pageOf(rows, limit, (row) => row.publishedAt!);
  const latest = await latestVersions(
    ctx,
    items.map(({ reportId }) => reportId),
  );
  return { items: items.filter(({ reportId, version }) => latest.get(reportId)?.version === version), next };
}

const readItems = (ctx: PublicCtx, where: object, take: number) =>
  ctx.db.submission.findMany({ where, orderBy: [{ publishedAt: "desc" }, { id: "desc" }], take, select: itemSelect });
type ItemRow = Awaited<ReturnType<typeof readItems>>[number];

async function itemOf(ctx: PublicCtx, { symbol, line, unit, language, submittedAt, publishedAt, report }: ItemRow): Promise<PublishedItem> {
  const { strings } = await getTemplateVersion(ctx.db, report.templateVersionId);
  return {
    symbol,
    line,
    unit,
    unitName: unitName(await readReference(ctx.db), report.party.code, unit, ctx.language),
    language: language as Language,
    party: { code: report.party.code, name: (report.party.names as Names)[ctx.language] },
    title: localize({ title: strings.title! }, ctx.language).title!,
    submittedAt: submittedAt.toISOString(),
    publishedAt: publishedAt!.toISOString(),
  };
}

/** The latest public version of each report. */
async function latestVersions(ctx: PublicCtx, reportIds: string[]): Promise<Map<string, { version: number; symbol: string }>> {
  const rows = await ctx.db.submission.findMany({
    where: { AND: [{ reportId: { in: reportIds } }, publicAt(ctx.now())] },
    orderBy: { version: "asc" },
    select: { reportId: true, version: true, symbol: true },
  });
  return new Map(rows.map(({ reportId, ...latest }) => [reportId, latest]));
}

/** Symbols are written in capitals; an address may have lost them. */
const SYMBOL = /^[A-Z0-9][A-Z0-9.-]{2,79}$/;

/** The answers of a signed version, in the order of the form. */
const answersSelect = {
  orderBy: { position: "asc" },
  select: { question: true, row: true, value: true, language: true, confidential: true },
} as const;

const reportSelect = {
  ...itemSelect,
  receipt: true,
  template: true,
  groups: true,
  contentHash: true,
  report: { select: { templateVersionId: true, party: { select: { code: true, names: true } }, cycle: { select: { names: true } } } },
  answers: answersSelect,
} as const;

type SignedRow = { language: string; groups: string[]; answers: { question: string; row: string; value: unknown; language: string; confidential: boolean }[] };
type Ground = { version: TemplateVersion; reference: ReferenceData; fixed: string; cosigned: ReadonlySet<string>; later?: LaterWish | null };

const sourceOf = ({ answers }: SignedRow): DocumentSource[] =>
  answers.map((answer) => ({ ...answer, value: answer.value as AnswerValue, language: answer.language as Language }));

/** A public version as anyone reads it: what is withheld is not in it. The one way from a signed version to the public. */
export function publicSections(row: SignedRow, { version, reference, fixed, cosigned, later }: Ground): DocumentSection[] {
  return documentOf(version.definition, sourceOf(row), {
    groups: row.groups,
    references: templateReferences(reference),
    language: row.language as Language,
    fixed,
    redact: redactForPublic(cosigned, later),
  });
}

/** What the party releases to this day, by the version that stands now. */
async function laterWish(ctx: PublicCtx, id: string, { version, reference }: Pick<Ground, "version" | "reference">): Promise<LaterWish> {
  const row = await ctx.db.submission.findUniqueOrThrow({ where: { id }, select: { language: true, groups: true, answers: answersSelect } });
  const answers = lookupOf(sourceOf(row));
  const facts = { groups: row.groups, references: templateReferences(reference), language: row.language as Language, answers };
  const marked = new Set(row.answers.filter(({ confidential }) => confidential).map(unitOf));
  return { env: createEnv(version.definition, facts), isConfidential: (question, place) => marked.has(unitOf({ question, row: place })) };
}

const versionSelect = {
  id: true,
  symbol: true,
  version: true,
  state: true,
  stateSince: true,
  release: true,
  publishedAt: true,
  releaseAfter: true,
  withdrawnByParty: true,
} as const;

/** Every version of a report, as the policy sees it. */
async function readVersions(ctx: PublicCtx, reportId: string) {
  const rows = await ctx.db.submission.findMany({ where: { reportId }, select: versionSelect });
  return rows.map((row) => ({ ...row, state: row.state as SubmissionState }));
}

/** Why a version is not shown: its party withdrew what had been public, or there is nothing to tell. */
function whyNotShown({ language }: PublicCtx, version: ReleasedVersion | undefined, all: readonly ReleasedVersion[]): Refusal {
  const at = version ? withdrawnAt(version, all) : null;
  return at ? { code: "submission.withdrawn", params: { date: formatDay(at, language, "UTC") } } : { code: "submission.not_found" };
}

/**
 * A published report by its symbol, also in a version that has been replaced since: as it was published, without what the
 * party has marked confidential or no longer released in the version that stands. Refuses `submission.withdrawn` where the
 * party withdrew what had been public, and `submission.not_found` for everything else: unknown, never published, waiting for
 * its date, recalled, withdrawn by the secretariat.
 */
export async function getPublished(ctx: PublicCtx, typed: string): Promise<Result<PublishedReport, Refusal>> {
  const symbol = typed.toUpperCase();
  const row = SYMBOL.test(symbol) ? await ctx.db.submission.findUnique({ where: { symbol }, select: reportSelect }) : null;
  const all = row ? await readVersions(ctx, row.reportId) : [];
  const isOwn = ({ id }: { id: string }): boolean => id === row?.id;
  const versions = citableOf(all, ctx.now());
  const [own, [standing]] = [versions.find(isOwn), versions];
  if (!row || !own || !standing) return refuse(whyNotShown(ctx, all.find(isOwn), all));

  const { report } = row;
  const [version, reference] = await Promise.all([getTemplateVersion(ctx.db, report.templateVersionId), readReference(ctx.db)]);
  const item = await itemOf(ctx, row);
  const cosigned = await cosignedRows(ctx, [row.id]);
  const sections = publicSections(row, {
    version,
    reference,
    fixed: fixedText(row.line, item.party.name, reference, ctx.language),
    cosigned: cosigned(row.id),
    later: own === standing ? null : await laterWish(ctx, standing.id, { version, reference }),
  });
  return ok({
    ...item,
    version: row.version,
    receipt: row.receipt,
    template: row.template,
    templateVersion: version.version,
    cycle: (report.cycle.names as Names)[ctx.language],
    groups: row.groups,
    contentHash: row.contentHash,
    replacedBy: own.replacedAt && { symbol: standing.symbol, at: own.replacedAt.toISOString() },
    versions: versions.map((one) => ({
      symbol: one.symbol,
      version: one.version,
      publishedAt: one.publishedAt!.toISOString(),
      replacedAt: one.replacedAt?.toISOString() ?? null,
    })),
    withheld: sections.flatMap(({ answers }) => answers).filter(({ withheld }) => withheld === "confidential").length,
    sections,
    texts: documentTexts(textsOf(version, reference, ctx.language, referenceSetsOf(version.definition))),
  });
}

/** A file of a published answer, with its stored type, by the very document the page shows. Refuses `file.not_found`. */
export async function getPublishedFile(
  ctx: PublicCtx,
  symbol: string,
  sha256: string,
): Promise<Result<{ sha256: string; name: string; type: string; size: number }, Refusal>> {
  const found = await getPublished(ctx, symbol);
  const file = found.ok ? findFile(found.value.sections, sha256) : null;
  const stored = file && (await ctx.db.storedFile.findUnique({ where: { sha256 }, select: { type: true, size: true } }));
  return file && stored ? ok({ sha256, name: file.name, ...stored }) : refuse({ code: "file.not_found" });
}

/** Symbols of all published reports and when they were published, newest first, for the site map. */
export async function listSymbols(ctx: PublicCtx, limit: number): Promise<{ symbol: string; publishedAt: Date }[]> {
  const rows = await ctx.db.submission.findMany({
    where: publicAt(ctx.now()),
    orderBy: [{ publishedAt: "desc" }, { id: "desc" }],
    take: limit,
    select: { symbol: true, publishedAt: true },
  });
  return rows.map(({ symbol, publishedAt }) => ({ symbol, publishedAt: publishedAt! }));
}

/** Of these symbols those whose version anybody can read, also where it has been replaced since. */
export async function citableSymbols(ctx: PublicCtx, symbols: readonly string[]): Promise<Set<string>> {
  const cited = await ctx.db.submission.findMany({ where: { symbol: { in: [...symbols] } }, select: { reportId: true }, distinct: ["reportId"] });
  const rows = await ctx.db.submission.findMany({
    where: { reportId: { in: cited.map(({ reportId }) => reportId) } },
    select: { ...versionSelect, reportId: true },
  });
  const asked = new Set(symbols);
  const reports = new Map<string, (ReleasedVersion & { symbol: string })[]>();
  for (const { reportId, ...row } of rows) reports.set(reportId, [...(reports.get(reportId) ?? []), { ...row, state: row.state as SubmissionState }]);
  return new Set([...reports.values()].flatMap((versions) => citableOf(versions, ctx.now()).flatMap(({ symbol }) => (asked.has(symbol) ? [symbol] : []))));
}

/** The parties with a published report, by name, as lists are narrowed by them. */
export async function listPublishedParties(ctx: PublicCtx): Promise<{ value: string; label: string }[]> {
  const rows = await ctx.db.party.findMany({
    where: { reports: { some: { submissions: { some: publicAt(ctx.now()) } } } },
    select: { code: true, names: true },
  });
  return sortByName(
    rows.map(({ code, names }) => ({ code, names: names as Names })),
    ctx.language,
  ).map(({ code, names }) => ({ value: code, label: names[ctx.language] }));
}
