import type { Saved } from "~/features/saves/commands.server";
import { findSave } from "~/features/saves/queries.server";
import type { Operation } from "~/features/saves/schema";
import type { Refusal } from "~/lib/refusal";
import { refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import { unitOf, type AnswerKey } from "../model";
import { historyScope } from "../queries/answers.server";
import { findPart, readAnswersOf, seesOf } from "../queries/load.server";
import { saveAnswers } from "./save-answers.server";

/** `save` names a text of the answer's history, `revision` what stood there when it was chosen. */
export type RestoreAnswer = AnswerKey & { reportId: string; save: string; revision: number; opId: string };

/**
 * Puts an earlier text of an answer back, one kept aside in a conflict too, as the next revision; what stood there stays
 * in the history. An answer that is confidential stays so: to publish it is a decision of its own. Refuses
 * `report.not_found`, `save.not_found`, `answer.conflict` when somebody saved since, and all that saving refuses. Audit
 * event, once for an operation however often it is sent.
 */
export async function restoreAnswer(ctx: UserCtx, { reportId, question, row, save, revision, opId }: RestoreAnswer): Promise<Result<Saved, Refusal>> {
  const found = await findPart(ctx, ctx.db, reportId);
  if (!found.ok) return found;
  if (!(await seesOf(ctx.db, found.value))({ question, row })) return refuse({ code: "report.not_found" });
  const unit = unitOf({ question, row });
  const earlier = await findSave(ctx, await historyScope(ctx, found.value, { question, row }), unit, save);
  if (!earlier) return refuse({ code: "save.not_found" });
  const [standing] = await readAnswersOf(ctx, ctx.db, found.value, { question, row });
  const isRepeated = (await ctx.db.save.findUnique({ where: { opId }, select: { id: true } })) !== null;
  const operation: Operation = {
    opId,
    question,
    row,
    lang: earlier.language,
    baseRevision: revision,
    value: earlier.value as Operation["value"],
    confidential: earlier.confidential || (standing?.confidential ?? false),
  };
  const saved = await saveAnswers(ctx, { reportId, via: "restore", operations: [operation] });
  const result = saved.ok ? saved.value[0]! : saved;
  if (result.ok && !isRepeated)
    await ctx.db.$transaction((tx) =>
      recordEvent(tx, ctx, { type: "report.answer_restored", subject: `report:${reportId}`, data: { unit, save, revision: result.value.revision } }),
    );
  return result;
}
