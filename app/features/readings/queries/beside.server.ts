import { fixedText, readReference, type Names } from "~/features/reference/queries.server";
import { documentOf, documentTexts, referenceSetsOf, type DocumentAnswer, type DocumentSource } from "~/features/reports/model/document";
import { getSubmission } from "~/features/review/queries/submission.server";
import { isEmpty, type AnswerValue } from "~/features/templates/model/values";
import { getTemplateVersion, templateReferences, textsOf } from "~/features/templates/queries.server";
import type { Language } from "~/lib/languages";
import type { Refusal } from "~/lib/refusal";
import { ok, type Result } from "~/lib/result";
import type { Ctx } from "~/platform/context.server";
import type { BesideSection, LastVersion } from "../model/beside";
import { findVersion, type ReadVersion } from "./find.server";

/** A version with what its party said in the cycle before; `last` is null where it signed nothing then. */
export type BesidePage = { id: string; symbol: string; texts: Record<string, string>; sections: BesideSection[]; last: LastVersion | null };

/**
 * Each answer of a version beside the one to the same question the same party signed last in an earlier cycle. What both
 * left empty is not in it. Refuses `submission.not_found`.
 */
export async function getBeside(ctx: Ctx, id: string): Promise<Result<BesidePage, Refusal>> {
  const found = await findVersion(ctx, ctx.db, id);
  if (!found.ok) return found;
  const now = await getSubmission(ctx, id);
  if (!now.ok) return now;
  const { symbol, sections, texts } = now.value;
  const before = await findBefore(ctx, found.value);
  const then = new Map(before?.answers.map((answer) => [`${answer.question.code}|${answer.row}`, answer]));
  const isSaid = (answer: DocumentAnswer | undefined): boolean => answer !== undefined && !isEmpty(answer.question, answer.value);
  const shown = sections.map(({ answers, ...section }) => ({
    ...section,
    pairs: answers
      .map((answer) => ({ now: answer, then: then.get(`${answer.question.code}|${answer.row}`) ?? null }))
      .filter((pair) => isSaid(pair.now) || isSaid(pair.then ?? undefined)),
  }));
  return ok({ id, symbol, texts, sections: shown.filter(({ pairs }) => pairs.length > 0), last: before?.last ?? null });
}

/** What the same party signed last on the same template and line in an earlier cycle, laid out as it was then. */
async function findBefore(ctx: Ctx, { report }: ReadVersion): Promise<{ last: LastVersion; answers: DocumentAnswer[] } | null> {
  const { partyId, template, line, cycle } = report;
  const row = await ctx.db.submission.findFirst({
    where: { state: { notIn: ["recalled", "superseded"] }, report: { partyId, template, line, cycle: { position: { lt: cycle.position } } } },
    orderBy: [{ report: { cycle: { position: "desc" } } }, { version: "desc" }],
    select: {
      id: true,
      symbol: true,
      language: true,
      groups: true,
      submittedAt: true,
      report: { select: { templateVersionId: true, cycle: { select: { names: true } }, party: { select: { names: true } } } },
      answers: { orderBy: { position: "asc" }, select: { question: true, row: true, value: true, language: true, confidential: true } },
    },
  });
  if (!row) return null;
  const [version, reference] = await Promise.all([getTemplateVersion(ctx.db, row.report.templateVersionId), readReference(ctx.db)]);
  const source = row.answers.map((answer): DocumentSource => ({ ...answer, value: answer.value as AnswerValue, language: answer.language as Language }));
  const sections = documentOf(version.definition, source, {
    fixed: fixedText(line, (row.report.party.names as Names)[ctx.language], reference, ctx.language),
    groups: row.groups,
    references: templateReferences(reference),
    language: row.language as Language,
  });
  const cycleName = (row.report.cycle.names as Names)[ctx.language];
  const texts = documentTexts(textsOf(version, reference, ctx.language, referenceSetsOf(version.definition)));
  return {
    last: { id: row.id, symbol: row.symbol, cycle: cycleName, submittedAt: row.submittedAt.toISOString(), texts },
    answers: sections.flatMap(({ answers }) => answers),
  };
}
