import { documentOf, documentTexts, findFile, referenceSetsOf, type DocumentSource } from "~/features/reports/model/document";
import type { SubmissionState } from "~/features/reports/model";
import { cosignatoriesOf } from "~/features/reports/queries/cosign.server";
import { fixedText, readReference, unitName, type Names } from "~/features/reference/queries.server";
import { getTemplateVersion, templateReferences, textsOf } from "~/features/templates/queries.server";
import type { AnswerValue } from "~/features/templates/model/values";
import type { Language } from "~/lib/languages";
import { isUuid } from "~/lib/keyset";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { Ctx } from "~/platform/context.server";
import { showsAnswers, TRAIL_TYPES, type DeskSubmission, type TrailEvent, type VersionSummary } from "../model";
import { foldUndone } from "../model/trail";
import { allowedReviews, decideReview } from "../policy";
import { subjectOfVersion, subjectSelect } from "./subject.server";
import { listOfficers } from "./queue.server";

const select = {
  id: true,
  symbol: true,
  receipt: true,
  version: true,
  template: true,
  line: true,
  unit: true,
  language: true,
  groups: true,
  contentHash: true,
  signedName: true,
  signedFunction: true,
  submittedAt: true,
  releaseAfter: true,
  publishedAt: true,
  notPublishedReason: true,
  withdrawnReason: true,
  reportId: true,
  ...subjectSelect,
  report: {
    select: { partyId: true, templateVersionId: true, party: { select: { code: true, names: true } }, cycle: { select: { names: true, state: true } } },
  },
  answers: { orderBy: { position: "asc" }, select: { question: true, row: true, value: true, language: true, confidential: true } },
} as const;

/**
 * A signed version with all its answers in template order, the record of what was done with it, and the report's other
 * versions. Refuses `submission.not_found` for unknown ids, and for every id to those who do not read at the desk.
 */
export async function getSubmission(ctx: Ctx, id: string): Promise<Result<DeskSubmission, Refusal>> {
  const row = isUuid(id) ? await ctx.db.submission.findUnique({ where: { id }, select }) : null;
  if (!row) return refuse({ code: "submission.not_found" });
  const { report, reportId, answers, groups, officerId, submittedAt, releaseAfter, publishedAt, lateAcceptedAt, points: _, ...rest } = row;
  const subject = subjectOfVersion(row);
  const { state } = subject;
  if (!decideReview(ctx.actor, "read", subject).ok) return refuse({ code: "submission.not_found" });
  const [version, reference, cosignatories, trail, versions, officers] = await Promise.all([
    getTemplateVersion(ctx.db, report.templateVersionId),
    readReference(ctx.db),
    showsAnswers(state) ? cosignatoriesOf(ctx, id) : [],
    readTrail(ctx, id, reportId),
    readVersions(ctx, reportId),
    listOfficers(ctx),
  ]);
  const party = { code: report.party.code, name: (report.party.names as Names)[ctx.language] };
  const texts = textsOf(version, reference, ctx.language, referenceSetsOf(version.definition));
  const source = answers.map((answer): DocumentSource => ({ ...answer, value: answer.value as AnswerValue, language: answer.language as Language }));
  return ok({
    ...rest,
    state,
    language: row.language as Language,
    party,
    unitName: unitName(reference, party.code, row.unit, ctx.language),
    title: texts.title ?? row.template,
    cycle: (report.cycle.names as Names)[ctx.language],
    templateVersion: version.version,
    submittedAt: submittedAt.toISOString(),
    releaseAfter: releaseAfter?.toISOString() ?? null,
    publishedAt: publishedAt?.toISOString() ?? null,
    lateAcceptedAt: lateAcceptedAt?.toISOString() ?? null,
    officer: officers.find((officer) => officer.id === officerId) ?? null,
    officers,
    cosignatories,
    sections: showsAnswers(state)
      ? documentOf(version.definition, source, {
          fixed: fixedText(row.line, party.name, reference, ctx.language),
          groups,
          references: templateReferences(reference),
          language: row.language as Language,
        })
      : [],
    texts: documentTexts(texts),
    trail,
    versions,
    actions: allowedReviews(ctx.actor, subject),
  });
}

const MAX_TRAIL = 200;
const text = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);

/** What was done with a version, oldest first: its own events, and the signing, which is recorded with its report. */
async function readTrail(ctx: Ctx, id: string, reportId: string): Promise<TrailEvent[]> {
  const rows = await ctx.db.auditEvent.findMany({
    where: {
      OR: [
        { subject: `submission:${id}`, type: { in: [...TRAIL_TYPES, "submission.act_undone"] } },
        { subject: `report:${reportId}`, type: "report.submitted", data: { path: ["submission"], equals: id } },
      ],
    },
    orderBy: { id: "asc" },
    take: MAX_TRAIL,
    select: { id: true, at: true, actorName: true, type: true, data: true },
  });
  const events = rows.map(({ id: event, at, actorName, type, data }) => {
    const { reason, name, organisation, bulk } = data as Partial<Record<"reason" | "name" | "organisation" | "bulk", unknown>>;
    return {
      id: String(event),
      at: at.toISOString(),
      // A co-signatory has no account: its organisation acted.
      actor: actorName || (text(organisation) ?? ""),
      type,
      reason: text(reason),
      officer: type === "submission.officer_assigned" ? text(name) : null,
      bulk: text(bulk),
    };
  });
  return foldUndone(events);
}

async function readVersions(ctx: Ctx, reportId: string): Promise<VersionSummary[]> {
  const rows = await ctx.db.submission.findMany({
    where: { reportId },
    orderBy: { version: "desc" },
    select: { id: true, version: true, symbol: true, state: true, submittedAt: true },
  });
  return rows.map(({ state, submittedAt, ...row }) => ({ ...row, state: state as SubmissionState, submittedAt: submittedAt.toISOString() }));
}

/** A file given with a version, with its stored type, for the desk. Refuses `file.not_found`. */
export async function getSubmittedFile(
  ctx: Ctx,
  id: string,
  sha256: string,
): Promise<Result<{ name: string; sha256: string; type: string; size: number }, Refusal>> {
  const submission = await getSubmission(ctx, id);
  const file = submission.ok ? findFile(submission.value.sections, sha256) : null;
  const stored = file && (await ctx.db.storedFile.findUnique({ where: { sha256 }, select: { type: true, size: true } }));
  return file && stored ? ok({ sha256, name: file.name, ...stored }) : refuse({ code: "file.not_found" });
}
