import { randomUUID } from "node:crypto";
import { saveAnswers } from "~/features/reports/commands/save-answers.server";
import { startReport } from "~/features/reports/commands/start.server";
import { submitReport } from "~/features/reports/commands/submit.server";
import type { Submitted } from "~/features/reports/model";
import { findReport, loadReport } from "~/features/reports/queries/load.server";
import { getReviewPage } from "~/features/reports/queries/pages.server";
import type { AnswerValue } from "~/features/templates/model/values";
import type { Language } from "~/lib/languages";
import type { UserCtx } from "~/platform/context.server";
import { completeAnswers, type Writer } from "./answers";

/** Starts the national report of a State the actor belongs to. */
export async function makeReport(ctx: UserCtx, party: string, language: Language = "en"): Promise<string> {
  const started = await startReport(ctx, { template: "national-report", party, line: "", language });
  if (!started.ok) throw new Error(started.error.code);
  return started.value.id;
}

/** Answers given in place of generated ones, outside of repeats. */
export type Given = { question: string; value: AnswerValue }[];

/** Saves a valid answer to every question that applies. */
export async function fillReport(ctx: UserCtx, reportId: string, write?: Writer, given: Given = []): Promise<void> {
  const found = await findReport(ctx, ctx.db, reportId);
  if (!found.ok) throw new Error(found.error.code);
  const { version, env, answers, groups } = await loadReport(ctx, found.value);
  const revisions = new Map(answers.map((answer) => [`${answer.question}|${answer.row}`, answer.revision]));
  const operations = completeAnswers(version.definition, { groups, references: env.references, language: env.language }, write).map(({ value, ...key }) => ({
    ...key,
    opId: randomUUID(),
    baseRevision: revisions.get(`${key.question}|${key.row}`) ?? 0,
    value: (given.find(({ question }) => question === key.question && key.row === "")?.value ?? value) as never,
  }));
  const saved = await saveAnswers(ctx, { reportId, via: "form", operations });
  const refused = saved.ok ? saved.value.find(({ ok }) => !ok) : saved;
  if (refused) throw new Error(JSON.stringify(refused));
}

/** Fills, reviews and signs a report; `given` answers stand in place of generated ones. */
export async function submitFilledReport(ctx: UserCtx, reportId: string, given: Given = []): Promise<Submitted> {
  await fillReport(ctx, reportId, undefined, given);
  return signReport(ctx, reportId);
}

export type CosignatoryInput = { id: string; organisation: string; country?: string; name: string; email: string };
export type ContributionInput = {
  cosignatories?: CosignatoryInput[];
  publish?: "name_published" | "organisation_only" | "not_published";
  answers?: { question: string; value: AnswerValue; confidential?: boolean }[];
};

/** Starts, fills, reviews and signs the contribution of an organisation the actor belongs to; gives the report's id too. */
export async function submitContribution(
  ctx: UserCtx,
  party: string,
  { cosignatories = [], publish = "organisation_only", answers = [] }: ContributionInput = {},
): Promise<Submitted & { reportId: string }> {
  const started = await startReport(ctx, { template: "stakeholder-contribution", party, line: "", language: "en" });
  if (!started.ok) throw new Error(started.error.code);
  const reportId = started.value.id;
  await fillReport(ctx, reportId);
  const consent = (await ctx.db.answer.findUniqueOrThrow({ where: { reportId_question_row: { reportId, question: "I1", row: "" } } })).value as object;
  const given = [{ question: "A6", value: cosignatories }, { question: "I1", value: { ...consent, publish } }, ...answers];
  const kept = await ctx.db.answer.findMany({ where: { reportId, row: "" }, select: { question: true, revision: true } });
  const saved = await saveAnswers(ctx, {
    reportId,
    via: "form",
    operations: given.map((answer) => ({
      ...answer,
      opId: randomUUID(),
      row: "",
      baseRevision: kept.find(({ question }) => question === answer.question)?.revision ?? 0,
      value: answer.value as never,
    })),
  });
  const refused = saved.ok ? saved.value.find(({ ok }) => !ok) : saved;
  if (refused) throw new Error(JSON.stringify(refused));
  return { ...(await signReport(ctx, reportId)), reportId };
}

/** Reviews and signs a report that is complete. */
export async function signReport(ctx: UserCtx, reportId: string): Promise<Submitted> {
  const review = await getReviewPage(ctx, reportId);
  if (!review.ok) throw new Error(review.error.code);
  const submitted = await submitReport(ctx, { reportId, contentHash: review.value.contentHash, name: "A. Signatory", function: "Director", accepted: true });
  if (!submitted.ok) throw new Error(JSON.stringify(submitted.error));
  return submitted.value;
}
