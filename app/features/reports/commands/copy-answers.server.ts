import { randomUUID } from "node:crypto";
import type { Operation } from "~/features/saves/schema";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import { isOpenToWrite, lockedQuestion, unitOf, type CopyItem } from "../model";
import { filesOfAnswer } from "../model/document";
import { copyItems, loadCopying } from "../queries/copying.server";
import { lockForWriting } from "../queries/load.server";
import { saveAnswers } from "./save-answers.server";

/** `units` names the chosen answers, each with the revision of what was shown beside it. */
export type CopyAnswers = { reportId: string; from: string; units: ReadonlyMap<string, number> };
export type Copied = { copied: string[]; refused: { unit: string; refusal: Refusal }[] };

/**
 * Copies chosen answers from another of the party's reports, with their files and their confidentiality, each onto the
 * revision that was shown: what a colleague changed meanwhile is refused as a conflict and stays. What stood here is in
 * the history. An answer that no longer differs is passed over. Refuses `report.not_found`, `report.not_allowed`,
 * `report.locked`, `report.in_clearance`, `report.question_locked`, `report.cycle_closed`. Audit event naming source and questions.
 */
export async function copyAnswers(ctx: UserCtx, { reportId, from, units }: CopyAnswers): Promise<Result<Copied, Refusal>> {
  const loaded = await loadCopying(ctx, reportId, from);
  if (!loaded.ok) return loaded;
  const { to, from: source } = loaded.value;
  const chosen = (source ? copyItems(source, to) : []).filter((item) => units.has(unitOfItem(item)));
  return copyItemsFrom(ctx, { reportId, from, items: chosen.map((item) => ({ ...item, revision: units.get(unitOfItem(item))! })) });
}

type Copying = { reportId: string; from: string; items: readonly (Omit<CopyItem, "current"> & { revision: number })[] };

/** Copies answers of another report of the party, with their files, each onto the revision it names; refuses and records as `copyAnswers` does. */
export async function copyItemsFrom(ctx: UserCtx, { reportId, from, items: chosen }: Copying): Promise<Result<Copied, Refusal>> {
  if (chosen.length === 0) return ok({ copied: [], refused: [] });
  const kept = await ctx.db.$transaction(async (tx): Promise<Result<null, Refusal>> => {
    const locked = await lockForWriting(ctx, tx, reportId);
    if (!locked.ok) return locked;
    // Before its files are, so that nothing of a closed answer is attached.
    const closed = chosen.map((item) => ({ question: item.question.code, row: item.row })).find((key) => !isOpenToWrite(locked.value.reopened, key));
    if (closed) return refuse(lockedQuestion(closed));
    for (const item of chosen)
      for (const { sha256, name } of filesOfAnswer(item)) {
        const place = { reportId, question: item.question.code, row: item.row, sha256 };
        const known = await tx.attachment.findFirst({ where: place, select: { id: true } });
        if (!known) await tx.attachment.create({ data: { ...place, name, addedById: ctx.actor.id, addedAt: ctx.now() } });
      }
    await recordEvent(tx, ctx, { type: "report.answers_copied", subject: `report:${reportId}`, data: { from, answers: chosen.map(unitOfItem) } });
    return ok(null);
  });
  if (!kept.ok) return kept;
  const operations = chosen.map((item): Operation => ({
    opId: randomUUID(),
    question: item.question.code,
    row: item.row,
    lang: item.language,
    baseRevision: item.revision,
    value: item.value as Operation["value"],
    confidential: item.confidential,
  }));
  const saved = await saveAnswers(ctx, { reportId, via: "carried_over", operations });
  if (!saved.ok) return saved;
  const outcome: Copied = { copied: [], refused: [] };
  saved.value.forEach((result, index) => {
    const unit = unitOfItem(chosen[index]!);
    if (result.ok) outcome.copied.push(unit);
    else outcome.refused.push({ unit, refusal: result.error });
  });
  return ok(outcome);
}

const unitOfItem = ({ question, row }: Pick<CopyItem, "question" | "row">): string => unitOf({ question: question.code, row });
