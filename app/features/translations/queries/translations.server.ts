import { holdsReview } from "~/features/review/policy";
import { isUuid } from "~/lib/keyset";
import type { Language } from "~/lib/languages";
import type { Ctx } from "~/platform/context.server";
import { runSql, sql } from "~/platform/db/client.server";
import type { PlaceTexts, Translation, TranslationCounts, TranslationState } from "../model";

/** A translation with who wrote it last. */
export type KeptTranslation = Translation & { writtenById: string };

/** Translations into a language of answers, by the hashes of the answers; none to those who do not read at the desk. One query, whatever the number. */
export async function listTranslations(
  ctx: Pick<Ctx, "db" | "actor">,
  hashes: readonly string[],
  language: Language,
): Promise<Record<string, KeptTranslation>> {
  if (hashes.length === 0 || !holdsReview(ctx.actor, "read")) return {};
  const rows = await ctx.db.translation.findMany({
    where: { answerHash: { in: [...new Set(hashes)] }, language },
    include: { writtenBy: { select: { name: true } }, checkedBy: { select: { name: true } } },
  });
  return Object.fromEntries(
    rows.map(({ answerHash, texts, complete, state, revision, writtenById, writtenBy, writtenAt, checkedBy, checkedAt }) => [
      answerHash,
      {
        texts: texts as PlaceTexts,
        complete,
        state: state as TranslationState,
        revision,
        writtenById,
        written: { by: writtenBy.name, at: writtenAt.toISOString() },
        checked: checkedBy && checkedAt ? { by: checkedBy.name, at: checkedAt.toISOString() } : null,
      },
    ]),
  );
}

/** How far a version is translated; null for ids that cannot be one, and for those who do not read at the desk. */
export async function countTranslations(ctx: Pick<Ctx, "db" | "actor">, submissionId: string): Promise<TranslationCounts | null> {
  if (!isUuid(submissionId) || !holdsReview(ctx.actor, "read")) return null;
  const [row] = await runSql<TranslationCounts>(
    ctx.db,
    sql`select count(distinct a.hash)::int as answers, count(distinct t.language)::int as languages, count(*) filter (where t.state = 'checked')::int as checked
        from submitted_answer a join translation t on t.answer_hash = a.hash and t.complete where a.submission_id = ${submissionId}::uuid`,
  );
  return row!;
}
