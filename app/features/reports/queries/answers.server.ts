import { listHistory, type HistoryEntry } from "~/features/saves/queries.server";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { Ctx } from "~/platform/context.server";
import { scopeOf, unitOf, type AnswerDto, type AnswerKey } from "../model";
import { proposalScope } from "../model/proposals";
import { findPart, proposesOf, readAnswersOf, seesOf, type SeenRow } from "./load.server";

/** Where the history of an answer stands that the actor sees: of one they only propose, that of their own text. */
export const historyScope = async (ctx: Ctx, row: SeenRow, key: AnswerKey): Promise<string> =>
  (await proposesOf(ctx.db, row))(key) ? proposalScope(row.id, ctx.actor!.id) : scopeOf(row.id);

/** Every answer of a working copy the actor sees, with its revision and hash. Refuses `report.not_found`. */
export async function listAnswers(ctx: Ctx, reportId: string): Promise<Result<{ items: AnswerDto[]; next: null }, Refusal>> {
  const found = await findPart(ctx, ctx.db, reportId);
  if (!found.ok) return found;
  const sees = await seesOf(ctx.db, found.value);
  return ok({ items: (await readAnswersOf(ctx, ctx.db, found.value)).filter(sees), next: null });
}

/** Every save of one answer, newest first, those kept aside in a conflict too. Refuses `report.not_found`. */
export async function getAnswerHistory(
  ctx: Ctx,
  reportId: string,
  key: AnswerKey,
  { limit, after }: { limit: number; after?: string },
): Promise<Result<{ items: HistoryEntry[]; next: string | null }, Refusal>> {
  const found = await findPart(ctx, ctx.db, reportId);
  if (!found.ok) return found;
  if (!(await seesOf(ctx.db, found.value))(key)) return refuse({ code: "report.not_found" });
  const items = await listHistory(ctx, await historyScope(ctx, found.value, key), unitOf(key), { limit: limit + 1, ...(after && { before: BigInt(after) }) });
  const shown = items.slice(0, limit);
  return ok({ items: shown, next: items.length > limit ? shown[shown.length - 1]!.id : null });
}
