import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import { keptTexts, saySame } from "../model";
import { findTranslatable } from "../queries/page.server";
import type { TranslationInput } from "../schema";
import { changedSince, type Saved } from "./save.server";

/**
 * Marks a translation as checked against the original, or takes that back, as it was shown. Refuses as `findTranslatable`
 * does, `translation.not_found` where nothing is kept, `translation.unsaved` where what was typed is not what is kept,
 * `translation.incomplete`, `translation.own` to who wrote it last, and `translation.changed`. Audit event.
 */
export async function checkTranslation(
  ctx: UserCtx,
  id: string,
  { intent, ...input }: TranslationInput & { intent: "checked" | "unchecked" },
): Promise<Result<Saved, Refusal>> {
  const found = await findTranslatable(ctx, id, input);
  if (!found.ok) return found;
  const { hash, kept } = found.value;
  if (!kept) return refuse({ code: "translation.not_found" });
  if (kept.revision !== input.revision) return changedSince(ctx, id, input);
  if (!saySame(kept.texts, keptTexts(input.texts))) return refuse({ code: "translation.unsaved" });
  if (!kept.complete) return refuse({ code: "translation.incomplete" });
  if (intent === "checked" && kept.writtenById === ctx.actor.id) return refuse({ code: "translation.own" });
  const { question, row, to, revision } = input;
  const [from, next] =
    intent === "checked"
      ? ["draft", { state: "checked", checkedById: ctx.actor.id, checkedAt: ctx.now() }]
      : ["checked", { state: "draft", checkedById: null, checkedAt: null }];
  const done = await ctx.db.$transaction(async (tx) => {
    const where = { answerHash: hash, language: to, revision, state: from };
    const { count } = await tx.translation.updateMany({ where, data: { ...next, revision: { increment: 1 } } });
    if (count !== 1) return null;
    await recordEvent(tx, ctx, { type: `translation.${intent}`, subject: `submission:${id}`, data: { question, row, language: to, revision: revision + 1 } });
    return { revision: revision + 1 };
  });
  return done ? ok(done) : changedSince(ctx, id, input);
}
