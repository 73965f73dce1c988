import type { Names } from "~/features/cycles/model";
import { deadlineOf } from "~/features/cycles/model";
import { findOpenCycle } from "~/features/cycles/queries.server";
import { fixedText, readReference, unitName, unitsOn } from "~/features/reference/queries.server";
import { partiesWhere } from "~/features/identity/policy";
import { partOf } from "~/features/templates/model/page-part";
import { neighboursOf, parsePageId, shownQuestionsOfPage, type Page } from "~/features/templates/model/pages";
import { assess, type Assessment } from "~/features/templates/model/progress";
import type { Problem } from "~/features/templates/model/problems";
import { reportsByLine, type Definition } from "~/features/templates/schema";
import { listOpenTemplates, templateReferences, textsOf } from "~/features/templates/queries.server";
import { afterPlace, pageOf, parsePlace } from "~/lib/keyset";
import type { Language } from "~/lib/languages";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { Ctx, UserCtx } from "~/platform/context.server";
import {
  isHeld,
  whyUncleared,
  type AnswerDto,
  type ReportDetail,
  type ReportOverview,
  type ReportPage,
  type ReportState,
  type ReportSummary,
  type Startable,
} from "../model";
import { allowancesOf, linesToStart, visibleTo } from "../policy";
import { clearanceOf, contentHash, findReport, loadReport, reportSelect, subjectOf, submissionOf, type LoadedReport } from "./load.server";
import { findLastCycle } from "./last-cycle.server";
import { sectionPart } from "./section-part.server";
import { answersToSign, hashToSign } from "./signing.server";

function summaryOf(ctx: Ctx, { row, version, reference }: LoadedReport): Omit<ReportSummary, "progress"> {
  return {
    id: row.id,
    template: row.template,
    title: textsOf(version, reference, ctx.language).title ?? row.template,
    cycle: (row.cycle.names as Names)[ctx.language],
    party: { code: row.party.code, name: (row.party.names as Names)[ctx.language] },
    line: row.line,
    lineName: row.line === "" ? "" : fixedText(row.line, "", reference, ctx.language),
    unit: row.unit ?? "",
    unitName: unitName(reference, row.party.code, row.unit ?? "", ctx.language),
    state: row.state as ReportState,
    updatedAt: row.updatedAt.toISOString(),
    deadline: deadlineOf(row.cycle, row.template),
    submission: submissionOf(row),
    isClosed: row.cycle.state !== "open",
    isHeld: isHeld(row, ctx.now()),
  };
}

function overviewOf(ctx: Ctx, loaded: LoadedReport, texts: Record<string, string>, assessment: Assessment): ReportOverview {
  const { row } = loaded;
  return {
    ...summaryOf(ctx, loaded),
    partyId: row.partyId,
    fixed: fixedText(row.line, (row.party.names as Names)[ctx.language], loaded.reference, ctx.language),
    units: unitsOn(loaded.reference, row.party.code, ctx.now(), ctx.language),
    language: row.language as Language,
    revision: row.revision,
    pages: assessment.pages.map((page) => ({ ...page, title: titleOf(page, loaded, texts) })),
    complete: assessment.complete,
    problems: assessment.problems.length,
    allowances: allowancesOf(ctx.actor, subjectOf(row, ctx.now())),
  };
}

/** A section's title; on a page of a repeat, the name of its row. */
function titleOf(page: Page, { version }: LoadedReport, texts: Record<string, string>): string {
  if (page.row === "") return texts[`section.${page.section}.title`] ?? page.section;
  const rows = version.definition.sections.find(({ code }) => code === page.section)?.repeat?.rows;
  const set = rows && !Array.isArray(rows) ? rows.reference : "action-lines";
  return texts[`reference.${set}.${page.row}`] ?? page.row;
}

/** The reports the actor may see, newest first; a page goes on from a place (`next`), which no save moves. */
export async function listReports(
  ctx: Ctx,
  { after, limit = 100 }: { after?: string | null; limit?: number } = {},
): Promise<{ items: ReportSummary[]; next: string | null }> {
  const rows = await ctx.db.report.findMany({
    where: { AND: [visibleTo(ctx.actor), afterPlace("createdAt", parsePlace(after))] },
    select: { ...reportSelect, createdAt: true },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit + 1,
  });
  const page = pageOf(rows, limit, ({ createdAt }) => createdAt);
  const items = page.items.map(async (row): Promise<ReportSummary> => {
    const loaded = await loadReport(ctx, row);
    const { required, requiredDone } = assess(loaded.env).counts;
    return { ...summaryOf(ctx, loaded), progress: { required, requiredDone } };
  });
  return { items: await Promise.all(items), next: page.next };
}

/** The open templates the actor's parties have not started a report on. */
export async function listStartable(ctx: UserCtx): Promise<Startable[]> {
  const cycle = await findOpenCycle(ctx);
  if (!cycle) return [];
  const templates = await listOpenTemplates(ctx, cycle.id);
  const parties = await ctx.db.party.findMany({
    where: { id: { in: partiesWhere(ctx.actor, "reports.write") } },
    select: { id: true, code: true, kind: true, names: true, reports: { where: { cycleId: cycle.id }, select: { template: true, line: true } } },
  });
  const reference = await readReference(ctx.db);
  return parties.flatMap((party) =>
    templates
      .filter(({ definition }) => definition.partyKind === party.kind)
      .flatMap((version) => {
        const texts = textsOf(version, reference, ctx.language);
        const started = party.reports.filter(({ template }) => template === version.template).map(({ line }) => line);
        const lines = reportsByLine(version.definition) ? linesToStart(ctx.actor, party.id) : [""];
        return lines
          .filter((line) => !started.includes(line))
          .map((line): Startable => ({
            template: version.template,
            title: texts.title ?? version.template,
            summary: texts.summary ?? "",
            party: { id: party.id, code: party.code, name: (party.names as Names)[ctx.language] },
            line,
            lineName: line === "" ? "" : fixedText(line, "", reference, ctx.language),
            units: reportsByLine(version.definition) ? unitsOn(reference, party.code, ctx.now(), ctx.language) : [],
            deadline: deadlineOf(cycle, version.template),
          }));
      }),
  );
}

/** A report's overview: its pages with their state. Refuses `report.not_found`. */
export async function getReport(ctx: Ctx, id: string): Promise<Result<ReportOverview, Refusal>> {
  const found = await findReport(ctx, ctx.db, id);
  if (!found.ok) return found;
  const loaded = await loadReport(ctx, found.value);
  const texts = textsOf(loaded.version, loaded.reference, ctx.language, ["action-lines"]);
  return ok(overviewOf(ctx, loaded, texts, assess(loaded.env)));
}

/** The same for programs, with the hash of what would be signed now. Refuses `report.not_found`. */
export async function getReportDetail(ctx: Ctx, id: string): Promise<Result<ReportDetail, Refusal>> {
  const found = await findReport(ctx, ctx.db, id);
  if (!found.ok) return found;
  const loaded = await loadReport(ctx, found.value);
  const assessment = assess(loaded.env);
  const overview = overviewOf(ctx, loaded, textsOf(loaded.version, loaded.reference, ctx.language, ["action-lines"]), assessment);
  return ok({ ...overview, contentHash: hashToSign(loaded), findings: assessment.problems });
}

/** One page of the form with its answers, texts and lists. Refuses `report.not_found`; a page that does not exist or does not apply is the same. */
export async function getReportPage(ctx: Ctx, id: string, pageId: string): Promise<Result<ReportPage, Refusal>> {
  const found = await findReport(ctx, ctx.db, id);
  if (!found.ok) return found;
  const loaded = await loadReport(ctx, found.value);
  const { version, reference, env, answers } = loaded;
  const page = parsePageId(version.definition, pageId, templateReferences(reference));
  const assessment = assess(env);
  if (!page || !assessment.pages.some(({ id: shown }) => shown === page.id)) return refuse({ code: "report.not_found" });
  const all = textsOf(version, reference, ctx.language);
  const { definition, texts, references } = sectionPart(version, reference, page.section, ctx.language);
  const around = neighboursOf(assessment.pages, page.id);
  return ok({
    ...overviewOf(ctx, loaded, all, assessment),
    page: { id: page.id, section: page.section, row: page.row, title: titleOf(page, loaded, all), intro: all[`section.${page.section}.intro`] ?? "" },
    ...partOf(page, { env, answers, definition }),
    groups: loaded.groups,
    texts,
    references,
    lastCycle: await findLastCycle(ctx, loaded, page),
    previous: around.previous?.id ?? null,
    next: around.next?.id ?? null,
  });
}

/** The whole report as it would be signed now. */
export type ReviewPage = ReportOverview & {
  definition: Definition;
  texts: Record<string, string>;
  sections: { page: string; title: string; questions: { code: string; row: string }[] }[];
  answers: AnswerDto[];
  problemList: Problem[];
  contentHash: string;
  /** Why it is not signed yet, where its party clears it first. */
  uncleared: Refusal | null;
  suggestedSignature: { name: string; function: string };
};

/** The review page: every shown answer in order, every problem, and the hash that submitting must name. Refuses `report.not_found`. */
export async function getReviewPage(ctx: UserCtx, id: string): Promise<Result<ReviewPage, Refusal>> {
  const found = await findReport(ctx, ctx.db, id);
  if (!found.ok) return found;
  const loaded = await loadReport(ctx, found.value);
  const { version, reference, env, row } = loaded;
  const texts = textsOf(version, reference, ctx.language);
  const assessment = assess(env);
  const signed = answersToSign(loaded);
  const hash = contentHash(version.hash, row.language, signed);
  return ok({
    ...overviewOf(ctx, loaded, texts, assessment),
    definition: version.definition,
    texts,
    sections: assessment.pages.map((page) => ({
      page: page.id,
      title: titleOf(page, loaded, texts),
      questions: shownQuestionsOfPage(env, page).map(({ code }) => ({ code, row: page.row })),
    })),
    answers: signed,
    problemList: assessment.problems,
    contentHash: hash,
    uncleared: whyUncleared(clearanceOf(row), hash),
    suggestedSignature: { name: ctx.actor.name, function: "" },
  });
}
