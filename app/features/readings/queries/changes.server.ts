import { showsAnswers } from "~/features/review/model";
import { keyOfUnit, unitOf, type SubmissionState } from "~/features/reports/model";
import { findReport, loadReport } from "~/features/reports/queries/load.server";
import { readReviewed } from "~/features/reports/queries/reviewed.server";
import { answersToSign } from "~/features/reports/queries/signing.server";
import type { AnswerValue } from "~/features/templates/model/values";
import type { Language } from "~/lib/languages";
import type { Refusal } from "~/lib/refusal";
import { ok, type Result } from "~/lib/result";
import type { UserCtx } from "~/platform/context.server";
import { changesBetween, type AnswerChange, type ChangesPage, type ChangesInWords, type ChangesToSign, type ReadingStanding } from "../model";
import { tellChange, type TextAnswer } from "../model/told";
import { findVersion } from "./find.server";
import { namesIn } from "./names.server";
import { listNewComments } from "./unseen.server";

/**
 * What differs between the version a reader of the desk read last and this one: only changed answers with what changed in
 * them, word by word, and changed files; and the comments others wrote since, on whatever version, as far as they read
 * them. The text of a version that was recalled is not in it. Refuses `submission.not_found`.
 */
export async function getChanges(ctx: UserCtx, id: string): Promise<Result<ChangesPage, Refusal>> {
  const found = await findVersion(ctx, ctx.db, id);
  if (!found.ok) return found;
  const { reportId, version, state, symbol } = found.value;
  const asOf = ctx.now().toISOString();
  const reading = await ctx.db.reading.findUnique({
    where: { readerId_reportId: { readerId: ctx.actor.id, reportId } },
    select: { at: true, submission: { select: { id: true, symbol: true, version: true, state: true } } },
  });
  const standing = standingOf(reading?.submission.version ?? null, version, state);
  const goesOn = reading !== null && reading.submission.version <= version;
  const page = {
    ...{ id, reportId, symbol, version, standing, asOf },
    seen: reading && { id: reading.submission.id, symbol: reading.submission.symbol, version: reading.submission.version, at: reading.at.toISOString() },
    isRecalledBefore: false,
    answers: [],
    files: [],
    comments: goesOn ? await listNewComments(ctx, found.value) : [],
  };
  if (!reading || standing !== "changed") return ok(page);
  const isRecalledBefore = !showsAnswers(reading.submission.state as SubmissionState);
  const changes = changesBetween(await readAnswers(ctx, reading.submission.id), await readAnswers(ctx, id));
  return ok({ ...page, isRecalledBefore, ...(await inWords(ctx, found.value.report, changes, isRecalledBefore)) });
}

/**
 * What differs between the working copy of a report and what its party signed last, told as at the desk; null before the
 * first signature. Refuses `report.not_found`.
 */
export async function getChangesToSign(ctx: UserCtx, reportId: string): Promise<Result<ChangesToSign | null, Refusal>> {
  const found = await findReport(ctx, ctx.db, reportId);
  if (!found.ok) return found;
  const [signed] = found.value.submissions;
  if (!signed) return ok(null);
  const loaded = await loadReport(ctx, found.value);
  const changes = changesBetween(await readAnswers(ctx, signed.id), answersToSign(loaded));
  const changed = new Set(changes.map(({ before, after }) => unitOf((after ?? before)!)));
  const { nameOf } = await namesIn(ctx, found.value.templateVersionId);
  const asked = found.value.reopened.filter((unit) => !changed.has(unit)).map(keyOfUnit);
  return ok({
    version: signed.version,
    submittedAt: signed.submittedAt.toISOString(),
    ...(await inWords(ctx, found.value, changes)),
    unchanged: asked.map((key) => ({ ...key, label: nameOf(key).label })),
  });
}

/**
 * What came and went in a working copy since its content had this hash: while somebody was reviewing it to sign it. Null
 * where that was too long ago to be known, or never. Refuses `report.not_found`.
 */
export async function getChangesSinceReview(ctx: UserCtx, reportId: string, hash: string): Promise<Result<ChangesInWords | null, Refusal>> {
  const read = await readReviewed(ctx, reportId, hash);
  if (!read.ok) return read;
  if (!read.value) return ok(null);
  const { then, now } = read.value;
  return ok(await inWords(ctx, read.value, changesBetween(then, now)));
}

function standingOf(seen: number | null, version: number, state: SubmissionState): ReadingStanding {
  if (!showsAnswers(state)) return "recalled";
  if (seen === null) return "first";
  if (seen === version) return "same";
  return seen > version ? "later" : "changed";
}

async function readAnswers({ db }: Pick<UserCtx, "db">, submissionId: string): Promise<TextAnswer[]> {
  const rows = await db.submittedAnswer.findMany({
    where: { submissionId },
    orderBy: { position: "asc" },
    select: { question: true, row: true, hash: true, confidential: true, value: true, language: true },
  });
  return rows.map((row) => ({ ...row, value: row.value as AnswerValue, language: row.language as Language }));
}

/** Changes under the names of their questions. */
async function inWords(
  ctx: UserCtx,
  { templateVersionId }: { templateVersionId: string },
  changes: readonly AnswerChange<TextAnswer>[],
  withoutBefore = false,
): Promise<ChangesInWords> {
  const { texts, nameOf } = await namesIn(ctx, templateVersionId);
  const told = changes.map((change) => {
    const { question, label, page } = nameOf((change.after ?? change.before)!);
    return tellChange(change, question, { label, page }, texts, withoutBefore);
  });
  return { answers: told.map(({ answer }) => answer), files: told.flatMap(({ files }) => files) };
}
