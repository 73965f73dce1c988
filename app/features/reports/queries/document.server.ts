import type { Names } from "~/features/cycles/model";
import { fixedText, unitName } from "~/features/reference/queries.server";
import { templateReferences, textsOf } from "~/features/templates/queries.server";
import { isUuid } from "~/lib/keyset";
import type { Language } from "~/lib/languages";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { Ctx } from "~/platform/context.server";
import type { AnswerValue } from "~/features/templates/model/values";
import type { SubmissionState } from "../model";
import { documentOf, documentTexts, referenceSetsOf, type DocumentSource } from "../model/document";
import type { ReportDocument, SignedFacts } from "../model/whole-report";
import { findAnyReport, findReport, loadReport, type ReportRow } from "./load.server";

/** A report the actor sees as a whole, contacts and confidential answers too. Refuses `report.not_found`. */
export async function getReportDocument(ctx: Ctx, id: string): Promise<Result<ReportDocument, Refusal>> {
  const found = await findReport(ctx, ctx.db, id);
  return found.ok ? ok(await documentIn(ctx, found.value, {})) : found;
}

/**
 * Any report, contacts left out as of every export: for those who run the portal, on the machine
 * itself. Refuses `report.not_found`.
 */
export async function readAnyDocument(ctx: Ctx, id: string): Promise<Result<ReportDocument, Refusal>> {
  const row = isUuid(id) ? await findAnyReport(ctx.db, id) : null;
  return row ? ok(await documentIn(ctx, row, { withoutContacts: true })) : refuse({ code: "report.not_found" });
}

async function documentIn(ctx: Ctx, row: ReportRow, { withoutContacts = false }): Promise<ReportDocument> {
  const [{ version, reference, ...copy }, signed] = await Promise.all([loadReport(ctx, row), findSigned(ctx, row)]);
  const party = { code: row.party.code, name: (row.party.names as Names)[ctx.language] };
  const texts = textsOf(version, reference, ctx.language, [...new Set([...referenceSetsOf(version.definition), "action-lines"])]);
  const sections = documentOf(version.definition, signed?.answers ?? copy.answers, {
    fixed: fixedText(row.line, party.name, reference, ctx.language),
    groups: signed?.groups ?? copy.groups,
    references: templateReferences(reference),
    language: row.language as Language,
    redact: (question, value) =>
      withoutContacts && question.confidential === "always" ? { value: null, withheld: value === null ? null : "contact" } : { value, withheld: null },
  });
  return {
    id: row.id,
    template: row.template,
    title: texts.title ?? row.template,
    party,
    cycle: (row.cycle.names as Names)[ctx.language],
    line: row.line,
    lineName: row.line === "" ? "" : fixedText(row.line, "", reference, ctx.language),
    unitName: unitName(reference, row.party.code, row.unit ?? "", ctx.language),
    templateVersion: version.version,
    language: row.language as Language,
    updatedAt: row.updatedAt.toISOString(),
    signed: signed?.facts ?? null,
    sections,
    texts: documentTexts(texts),
  };
}

/** The version a locked report was signed as, with its answers; null while the report is written. */
async function findSigned(
  ctx: Ctx,
  { state, submissions: [latest] }: ReportRow,
): Promise<{ facts: SignedFacts; groups: string[]; answers: DocumentSource[] } | null> {
  if (state !== "submitted" || !latest) return null;
  const { answers, groups, submittedAt, publishedAt, ...facts } = await ctx.db.submission.findUniqueOrThrow({
    where: { id: latest.id },
    select: {
      symbol: true,
      version: true,
      receipt: true,
      state: true,
      contentHash: true,
      signedName: true,
      signedFunction: true,
      submittedAt: true,
      publishedAt: true,
      groups: true,
      answers: { orderBy: { position: "asc" }, select: { question: true, row: true, value: true, language: true, confidential: true } },
    },
  });
  return {
    facts: { ...facts, state: facts.state as SubmissionState, submittedAt: submittedAt.toISOString(), publishedAt: publishedAt?.toISOString() ?? null },
    groups,
    answers: answers.map((answer) => ({ ...answer, value: answer.value as AnswerValue, language: answer.language as Language })),
  };
}
