import { readReference } from "~/features/reference/queries.server";
import { showsAnswers } from "~/features/review/model";
import { keyOfUnit, unitOf, type AnswerKey, type SubmissionState } from "~/features/reports/model";
import { findReport, loadReport } from "~/features/reports/queries/load.server";
import { answersToSign } from "~/features/reports/queries/signing.server";
import { pageOfQuestion, pageTitle } from "~/features/templates/model/pages";
import { questionKey } from "~/features/templates/model/texts";
import type { AnswerValue } from "~/features/templates/model/values";
import { findQuestion } from "~/features/templates/model/visibility";
import { getTemplateVersion, templateReferences, textsOf } from "~/features/templates/queries.server";
import type { Language } from "~/lib/languages";
import type { Refusal } from "~/lib/refusal";
import { ok, type Result } from "~/lib/result";
import type { UserCtx } from "~/platform/context.server";
import { runSql, sql } from "~/platform/db/client.server";
import {
  changesBetween,
  type AnswerChange,
  type ChangedAnswer,
  type ChangedFile,
  type ChangesPage,
  type ChangesToSign,
  type ReadingCount,
  type ReadingStanding,
} from "../model";
import { tellChange, type TextAnswer } from "../model/told";
import { findVersion } from "./find.server";

/**
 * What differs between the version a reader of the desk read last and this one: only changed answers with what changed in
 * them, word by word, and changed files. The text of a version that was recalled is not in it. Refuses `submission.not_found`.
 */
export async function getChanges(ctx: UserCtx, id: string): Promise<Result<ChangesPage, Refusal>> {
  const found = await findVersion(ctx, ctx.db, id);
  if (!found.ok) return found;
  const { reportId, version, state, symbol } = found.value;
  const reading = await ctx.db.reading.findUnique({
    where: { readerId_reportId: { readerId: ctx.actor.id, reportId } },
    select: { at: true, submission: { select: { id: true, version: true, state: true } } },
  });
  const standing = standingOf(reading?.submission.version ?? null, version, state);
  const page = {
    ...{ id, symbol, version, standing },
    seen: reading && { version: reading.submission.version, at: reading.at.toISOString() },
    isRecalledBefore: false,
    answers: [],
    files: [],
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
  const headings = await headingsOf(ctx, found.value);
  const asked = found.value.reopened.filter((unit) => !changed.has(unit)).map(keyOfUnit);
  return ok({
    version: signed.version,
    submittedAt: signed.submittedAt.toISOString(),
    ...(await inWords(ctx, found.value, changes)),
    unchanged: asked.map((key) => ({ ...key, label: headings(key).label })),
  });
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

/** The name of a question, and of the page it stands on; a question the template does not have stands under its code. */
async function headingsOf(ctx: UserCtx, { templateVersionId }: { templateVersionId: string }) {
  const [version, reference] = await Promise.all([getTemplateVersion(ctx.db, templateVersionId), readReference(ctx.db)]);
  const texts = textsOf(version, reference, ctx.language);
  const references = templateReferences(reference);
  return ({ question: code, row }: AnswerKey) => {
    const question = findQuestion(version.definition, code, row, references);
    const place = pageOfQuestion(version.definition, code, row);
    const heading = { label: (question && texts[questionKey(question, "label")]) ?? code, page: place ? pageTitle(version.definition, place, texts) : "" };
    return { question, texts, ...heading };
  };
}

/** Changes under the names of their questions. */
async function inWords(
  ctx: UserCtx,
  report: { templateVersionId: string },
  changes: readonly AnswerChange<TextAnswer>[],
  withoutBefore = false,
): Promise<{ answers: ChangedAnswer[]; files: ChangedFile[] }> {
  const headings = await headingsOf(ctx, report);
  const told = changes.map((change) => {
    const { question, texts, label, page } = headings((change.after ?? change.before)!);
    return tellChange(change, question, { label, page }, texts, withoutBefore);
  });
  return { answers: told.map(({ answer }) => answer), files: told.flatMap(({ files }) => files) };
}

/** How many answers of a version differ from the one the actor read last, in one query. Takes a version its callers found; null for none. */
export async function countChanges(ctx: Pick<UserCtx, "db" | "actor">, id: string): Promise<ReadingCount | null> {
  const [row] = await runSql<ReadingCount>(
    ctx.db,
    sql`
    select c.report_id as "reportId", s.version as seen,
      case when s.version < c.version and c.state <> 'recalled' then (
        select count(*)::int
        from (select question, "row", hash, confidential from submitted_answer where submission_id = s.id) a
        full join (select question, "row", hash, confidential from submitted_answer where submission_id = c.id) b using (question, "row")
        where a.hash is distinct from b.hash or a.confidential is distinct from b.confidential
      ) else 0 end as count
    from submission c
    left join reading r on r.report_id = c.report_id and r.reader_id = ${ctx.actor.id}::uuid
    left join submission s on s.id = r.submission_id
    where c.id = ${id}::uuid`,
  );
  return row ?? null;
}
