import { randomUUID } from "node:crypto";
import { applySaves } from "~/features/saves/commands.server";
import { findRevisions } from "~/features/saves/queries.server";
import type { AnswerValue } from "~/features/templates/model/values";
import type { Language } from "~/lib/languages";
import type { UserCtx } from "~/platform/context.server";
import type { Tx } from "~/platform/db/client.server";
import { scopeOf, unitOf, type AnswerKey } from "../model";
import { answerHash } from "../queries/load.server";
import { answerStore } from "./answer-store.server";

/** An answer of a report, and the revision that is to stand there again; 0 where nothing was written yet. */
export type PutBack = AnswerKey & { reportId: string; language: Language; revision: number };

/**
 * Puts an answer back to the text of an earlier revision, as the next one; what stood there stays in the history. Inside
 * the caller's transaction, under the report's lock: for answers that are closed again without having been signed anew.
 * Says whether anything had to be. The caller records the event it belongs to.
 */
export async function putBack(tx: Tx, ctx: UserCtx, { reportId, language: fallback, revision, ...key }: PutBack): Promise<boolean> {
  const now = await tx.answer.findUnique({ where: { reportId_question_row: { reportId, ...key } }, select: { revision: true } });
  if (!now || now.revision === revision) return false;
  const unit = unitOf(key);
  const earlier = (await findRevisions(tx, scopeOf(reportId), unit, [revision])).get(revision);
  const [language, value] = [(earlier?.language as Language | undefined) ?? fallback, (earlier?.value ?? null) as AnswerValue];
  const confidential = earlier?.confidential ?? false;
  const save = { opId: randomUUID(), unit, baseRevision: now.revision, value, language, confidential, via: "restore" as const };
  const [saved] = await applySaves(tx, ctx, answerStore(ctx, tx, reportId), [{ ...save, hash: answerHash(reportId, key, language, value) }]);
  if (!saved!.ok) throw new Error(`${unit} of ${reportId} cannot be put back: ${saved!.error.code}`);
  return true;
}
