import { filesOfAnswer } from "~/features/reports/model/document";
import { differingPieces, flatAnswer } from "~/features/reports/model/flat-answer";
import { showsAnswers } from "~/features/review/model";
import type { SubmissionState } from "~/features/reports/model";
import type { AnswerValue } from "~/features/templates/model/values";
import { diffWords } from "~/lib/diff";
import type { Language } from "~/lib/languages";
import type { Refusal } from "~/lib/refusal";
import { ok, type Result } from "~/lib/result";
import type { UserCtx } from "~/platform/context.server";
import {
  changesBetween,
  filesBetween,
  type AnswerChange,
  type ChangedAnswer,
  type ChangedFile,
  type ChangesPage,
  type ReadingStanding,
  type SignedAnswer,
} from "../model";
import { findVersion, type ReadVersion } from "./find.server";
import { namesIn } from "./names.server";
import { listNewComments } from "./unseen.server";

type Answer = SignedAnswer & { value: AnswerValue; language: Language };

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
  return ok({ ...page, isRecalledBefore, ...(await inWords(ctx, found.value, changes, isRecalledBefore)) });
}

function standingOf(seen: number | null, version: number, state: SubmissionState): ReadingStanding {
  if (!showsAnswers(state)) return "recalled";
  if (seen === null) return "first";
  if (seen === version) return "same";
  return seen > version ? "later" : "changed";
}

async function readAnswers({ db }: Pick<UserCtx, "db">, submissionId: string): Promise<Answer[]> {
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
  { report: { templateVersionId } }: ReadVersion,
  changes: readonly AnswerChange<Answer>[],
  withoutBefore: boolean,
): Promise<{ answers: ChangedAnswer[]; files: ChangedFile[] }> {
  const { texts, nameOf } = await namesIn(ctx, templateVersionId);
  const told = changes.map(({ kind, before, after }) => {
    const { question: code, row, language } = (after ?? before)!;
    const { question, label, page } = nameOf({ question: code, row });
    const was = withoutBefore ? null : (before?.value ?? null);
    const pieces = question ? differingPieces(flatAnswer(question, was, texts), flatAnswer(question, after?.value ?? null, texts)) : [];
    const filesOf = (value: AnswerValue | undefined) => (question && value !== undefined ? filesOfAnswer({ question, value }) : []);
    const answer: ChangedAnswer = {
      ...{ kind, question: code, row, language, label, page },
      isOtherLanguage: before !== null && after !== null && before.language !== after.language,
      marked: before && after && before.confidential !== after.confidential ? after.confidential : null,
      pieces: pieces.map(({ key, label, before: from, after: to }) => ({ key, label, changes: diffWords(from, to) })),
    };
    const files = filesBetween(filesOf(before?.value), filesOf(after?.value)).filter((file) => !withoutBefore || file.kind !== "removed");
    return { answer, files: files.map((file): ChangedFile => ({ ...file, question: code })) };
  });
  return { answers: told.map(({ answer }) => answer), files: told.flatMap(({ files }) => files) };
}
