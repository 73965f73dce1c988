import type { Names } from "~/features/cycles/model";
import { deadlineOf } from "~/features/cycles/model";
import { findOpenCycle } from "~/features/cycles/queries.server";
import { fixedText, readReference, unitName, unitsOn } from "~/features/reference/queries.server";
import { partiesWhere } from "~/features/identity/policy";
import { narrowed } from "~/features/templates/model/narrowed";
import { partOf, type PagePart } from "~/features/templates/model/page-part";
import { neighboursOf, pageTitle, parsePageId, shownQuestionsOfPage, type Page } from "~/features/templates/model/pages";
import type { Assessment } from "~/features/templates/model/progress";
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
import { allowancesOf, holds, linesToStart, partSeenBy, visibleInPart } from "../policy";
import { assessmentOf } from "./assessment.server";
import {
  clearanceOf,
  contentHash,
  extensions,
  findPart,
  findReport,
  loadReport,
  reportSelect,
  subjectOf,
  submissionOf,
  type LoadedReport,
} from "./load.server";
import { findLastCycle } from "./last-cycle.server";
import { findProposing, listProposedHere, proposalWords } from "./proposals.server";
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
    ...deadlineFor(row.cycle, row.template, { line: row.line, extensions: row.party.extensions }),
    submission: submissionOf(row),
    isClosed: row.cycle.state !== "open",
    isHeld: isHeld(row, ctx.now()),
    reopened: row.reopened,
    isPart: row.part != null,
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
    pages: assessment.pages.map((page) => ({ ...page, title: pageTitle(loaded.version.definition, page, texts) })),
    complete: assessment.complete,
    problems: assessment.problems.length,
    allowances: allowancesOf(ctx.actor, subjectOf(row, ctx.now())),
  };
}

/** When a report is due, and whether its party alone was given so long. */
function deadlineFor(
  cycle: Parameters<typeof deadlineOf>[0],
  template: string,
  report: Parameters<typeof deadlineOf>[2],
): Pick<ReportSummary, "deadline" | "isExtended"> {
  const deadline = deadlineOf(cycle, template, report);
  return { deadline, isExtended: deadline !== deadlineOf(cycle, template) };
}

/** The reports the actor may see, newest first; a page goes on from a place (`next`), which no save moves. */
export async function listReports(
  ctx: Ctx,
  { after, limit = 100 }: { after?: string | null; limit?: number } = {},
): Promise<{ items: ReportSummary[]; next: string | null }> {
  const rows = await ctx.db.report.findMany({
    where: { AND: [visibleInPart(ctx.actor), afterPlace("createdAt", parsePlace(after))] },
    select: { ...reportSelect, createdAt: true },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit + 1,
  });
  const page = pageOf(rows, limit, ({ createdAt }) => createdAt);
  const items = page.items.map(async (row): Promise<ReportSummary> => {
    const loaded = await loadReport(ctx, { ...row, part: partSeenBy(ctx.actor, row) });
    const { required, requiredDone } = assessmentOf(loaded).counts;
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
    where: { id: { in: partiesWhere(ctx.actor, "reports.write").filter((id) => holds(ctx.actor, "write", id)) } },
    select: {
      id: true,
      code: true,
      kind: true,
      names: true,
      extensions,
      reports: { where: { cycleId: cycle.id }, select: { template: true, line: true } },
    },
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
            ...deadlineFor(cycle, version.template, { line, extensions: party.extensions }),
            template: version.template,
            title: texts.title ?? version.template,
            summary: texts.summary ?? "",
            party: { id: party.id, code: party.code, name: (party.names as Names)[ctx.language] },
            line,
            lineName: line === "" ? "" : fixedText(line, "", reference, ctx.language),
            units: reportsByLine(version.definition) ? unitsOn(reference, party.code, ctx.now(), ctx.language) : [],
          }));
      }),
  );
}

/** A report's overview: those of its pages the actor sees something of, with their state. Refuses `report.not_found`. */
export async function getReport(ctx: Ctx, id: string): Promise<Result<ReportOverview, Refusal>> {
  const found = await findPart(ctx, ctx.db, id);
  if (!found.ok) return found;
  const loaded = await loadReport(ctx, found.value);
  const texts = textsOf(loaded.version, loaded.reference, ctx.language, ["action-lines"]);
  return ok(overviewOf(ctx, loaded, texts, assessmentOf(loaded)));
}

/** The same for programs, with the hash of what would be signed now. Refuses `report.not_found`. */
export async function getReportDetail(ctx: Ctx, id: string): Promise<Result<ReportDetail, Refusal>> {
  const found = await findReport(ctx, ctx.db, id);
  if (!found.ok) return found;
  const loaded = await loadReport(ctx, found.value);
  const assessment = assessmentOf(loaded);
  const overview = overviewOf(ctx, loaded, textsOf(loaded.version, loaded.reference, ctx.language, ["action-lines"]), assessment);
  return ok({ ...overview, contentHash: hashToSign(loaded), findings: assessment.problems });
}

/**
 * One page of the form with its answers, texts and lists; for somebody who sees a part of the report, with the questions
 * among it. Refuses `report.not_found`; a page that does not exist, does not apply or has none of that part is the same.
 */
export async function getReportPage(ctx: Ctx, id: string, pageId: string): Promise<Result<ReportPage, Refusal>> {
  const found = await findPart(ctx, ctx.db, id);
  if (!found.ok) return found;
  const loaded = await loadReport(ctx, found.value);
  const { version, reference, env, answers, sees } = loaded;
  const page = parsePageId(version.definition, pageId, templateReferences(reference));
  const assessment = assessmentOf(loaded);
  if (!page || !assessment.pages.some(({ id: shown }) => shown === page.id)) return refuse({ code: "report.not_found" });
  const all = textsOf(version, reference, ctx.language);
  const { definition, texts, references } = sectionPart(version, reference, page.section, ctx.language);
  const part = sees ? partInSight(page, loaded, narrowed(definition, page, { env, sees })) : partOf(page, { env, answers, definition });
  const proposals = await listProposedHere(ctx, loaded, page);
  const around = neighboursOf(assessment.pages, page.id);
  return ok({
    ...overviewOf(ctx, loaded, all, assessment),
    page: {
      id: page.id,
      section: page.section,
      row: page.row,
      title: pageTitle(version.definition, page, all),
      intro: all[`section.${page.section}.intro`] ?? "",
    },
    ...part,
    groups: loaded.groups,
    texts,
    references,
    lastCycle: await findLastCycle(ctx, loaded, page),
    proposals,
    proposalWords: proposals.length > 0 ? proposalWords(ctx) : null,
    proposing: await findProposing(ctx, loaded, page),
    previous: around.previous?.id ?? null,
    next: around.next?.id ?? null,
  });
}

/** What a page is given where only some answers are seen: that its row is chosen, which the engine asks, and of the other rows nothing. */
function partInSight(page: Page, { env, answers }: LoadedReport, definition: Definition): PagePart<AnswerDto> {
  const part = partOf(page, { env, answers, definition });
  const choice = definition.sections.find(({ code }) => code === page.section)?.repeat?.choice;
  if (page.row === "" || choice === undefined) return part;
  const chosen: AnswerDto = {
    question: choice,
    row: "",
    value: [page.row],
    language: env.language,
    confidential: false,
    revision: 0,
    hash: "",
    updatedAt: new Date(0).toISOString(),
    updatedBy: "",
  };
  return { ...part, answers: [...part.answers.filter(({ question, row }) => question !== choice || row !== ""), chosen] };
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
  const assessment = assessmentOf(loaded);
  const signed = answersToSign(loaded);
  const hash = contentHash(version.hash, row.language, signed);
  return ok({
    ...overviewOf(ctx, loaded, texts, assessment),
    definition: version.definition,
    texts,
    sections: assessment.pages.map((page) => ({
      page: page.id,
      title: pageTitle(loaded.version.definition, page, texts),
      questions: shownQuestionsOfPage(env, page).map(({ code }) => ({ code, row: page.row })),
    })),
    answers: signed,
    problemList: assessment.problems,
    contentHash: hash,
    uncleared: whyUncleared(clearanceOf(row), hash),
    suggestedSignature: { name: ctx.actor.name, function: "" },
  });
}
