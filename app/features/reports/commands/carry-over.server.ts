import { parsePageId, questionsOfPage } from "~/features/templates/model/pages";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import { isOpenToWrite, lockedQuestion, unitOf } from "../model";
import { copies, type CarryDecision } from "../model/last-cycle";
import { canReport, whyNotWritten } from "../policy";
import { readEarlier } from "../queries/last-cycle.server";
import { findReport, loadReport, lockForWriting, subjectOf } from "../queries/load.server";
import { copyItemsFrom } from "./copy-answers.server";

export type CarryOver = { reportId: string; page: string; question: string; decision: CarryDecision };

/**
 * Says of the answer the party gave to a question in the cycle before that it is still true, to be updated, or holds no
 * longer; what was said of it earlier is replaced. The first two copy it, with its files, where nothing stands now: what
 * is written is never replaced. Refuses `report.not_found`, `answer.not_found`, all that writing refuses, and for what is
 * called still true `carry_over.kind`, `carry_over.options`, `carry_over.consent`, `carry_over.written`. Audit event.
 */
export async function carryOver(ctx: UserCtx, { reportId, page: pageId, question: code, decision }: CarryOver): Promise<Result<{ copied: boolean }, Refusal>> {
  const found = await findReport(ctx, ctx.db, reportId);
  if (!found.ok) return found;
  const { before } = found.value;
  const subject = subjectOf(found.value, ctx.now());
  if (!canReport(ctx.actor, "write", subject)) return refuse(whyNotWritten(ctx.actor, subject));
  if (!before) return refuse({ code: "answer.not_found" });
  const loaded = await loadReport(ctx, found.value);
  const { version, env, answers } = loaded;
  const page = parsePageId(version.definition, pageId, env.references);
  const asked = page ? questionsOfPage(version.definition, page).filter((question) => question.code === code) : [];
  const [earlier] = page ? await readEarlier(ctx, loaded, before, page.row, asked) : [];
  if (!page || !earlier) return refuse({ code: "answer.not_found" });
  const key = { question: code, row: page.row };
  if (!isOpenToWrite(found.value.reopened, key)) return refuse(lockedQuestion(key));
  const copying = copies(decision, earlier.standing, earlier.hindrance);
  if (!copying.ok) return refuse({ ...copying.error, params: { question: code } });
  if (copying.value) {
    const { question, value, language, confidential } = earlier;
    const standing = answers.find((answer) => answer.question === key.question && answer.row === key.row);
    const item = {
      question,
      row: key.row,
      value,
      language,
      confidential: question.confidential === "allowed" && confidential,
      revision: standing?.revision ?? 0,
    };
    const copied = await copyItemsFrom(ctx, { reportId, from: before.reportId, items: [item] });
    if (!copied.ok) return copied;
    // A colleague who wrote meanwhile keeps their text, and the decision is theirs to make.
    if (copied.value.refused[0]) return refuse(copied.value.refused[0].refusal);
  }
  return ctx.db.$transaction(async (tx): Promise<Result<{ copied: boolean }, Refusal>> => {
    const locked = await lockForWriting(ctx, tx, reportId);
    if (!locked.ok) return locked;
    if (!isOpenToWrite(locked.value.reopened, key)) return refuse(lockedQuestion(key));
    const data = { decision, submissionId: before.id, byId: ctx.actor.id, at: ctx.now() };
    await tx.carryOver.upsert({ where: { reportId_question_row: { reportId, ...key } }, create: { reportId, ...key, ...data }, update: data });
    await recordEvent(tx, ctx, {
      type: "report.answer_carried_over",
      subject: `report:${reportId}`,
      data: { unit: unitOf(key), decision, from: before.id, copied: copying.value },
    });
    return ok({ copied: copying.value });
  });
}
