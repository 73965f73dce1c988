import { setImmediate } from "node:timers/promises";
import { listReplaced } from "~/features/saves/queries.server";
import type { AnswerValue } from "~/features/templates/model/values";
import { createEnv, lookupOf } from "~/features/templates/model/visibility";
import type { Refusal } from "~/lib/refusal";
import { ok, type Result } from "~/lib/result";
import type { UserCtx } from "~/platform/context.server";
import { keyOfUnit, scopeOf, unitOf, type AnswerDto } from "../model";
import { contentHash, findReport, loadReport } from "./load.server";
import { answersToSign } from "./signing.server";

/** Saves that are looked back through; what somebody reviewed before them is not found. */
const MOST_SAVES = 300;
/** After so many of them others have their turn. */
const A_TURN = 10;

/** What would have been signed then, and what would be signed now. */
export type Reviewed = { templateVersionId: string; then: AnswerDto[]; now: AnswerDto[] };

/**
 * The answers of a report as they stood when its content had this hash, found by taking its latest saves back one after
 * the other, beside those that stand now. Null where it had the hash before these saves, or never. Refuses `report.not_found`.
 */
export async function readReviewed(ctx: UserCtx, reportId: string, hash: string): Promise<Result<Reviewed | null, Refusal>> {
  const found = await findReport(ctx, ctx.db, reportId);
  if (!found.ok) return found;
  const loaded = await loadReport(ctx, found.value);
  const { version, row, env } = loaded;
  const { groups, references, language } = env;
  const stood = new Map(loaded.answers.map((answer) => [unitOf(answer), answer]));
  const replaced = await listReplaced(ctx, scopeOf(row.id), MOST_SAVES);
  for (const [index, { unit, before }] of replaced.entries()) {
    if (before) stood.set(unit, { ...keyOfUnit(unit), ...before, value: before.value as AnswerValue, updatedAt: before.savedAt, updatedBy: before.author });
    else stood.delete(unit);
    const answers = [...stood.values()];
    const then = answersToSign({ row, answers, env: createEnv(version.definition, { answers: lookupOf(answers), groups, references, language }) });
    if (contentHash(version.hash, row.language, then) === hash) return ok({ templateVersionId: row.templateVersionId, then, now: answersToSign(loaded) });
    if (index % A_TURN === A_TURN - 1) await setImmediate();
  }
  return ok(null);
}
