import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import { keptTexts, MAX_TEXT, saySame, type PlaceTexts, type TextPlace } from "../model";
import { findTranslatable, type FoundAnswer } from "../queries/page.server";
import { fieldName, type TranslationInput } from "../schema";

export type Saved = { revision: number };

/** What was typed as it is kept, or what is wrong with it, field by field. */
function readTexts(places: readonly TextPlace[], typed: PlaceTexts): Result<PlaceTexts, Refusal> {
  if (Object.keys(typed).some((place) => places.every((known) => known.place !== place))) return refuse({ code: "translation.place_unknown" });
  const texts = keptTexts(typed);
  const tooLong = Object.keys(texts).filter((place) => [...texts[place]!].length > MAX_TEXT);
  const refuseAt = (code: string, at: readonly string[]): Result<never, Refusal> =>
    refuse({ code, fields: Object.fromEntries(at.map((place) => [fieldName(place), code])) });
  if (tooLong.length > 0) return refuseAt("translation.text_too_long", tooLong);
  if (Object.keys(texts).length === 0) return refuseAt("translation.text_required", [places[0]!.place]);
  return ok(texts);
}

/**
 * Keeps the texts of an answer in another language as a draft, also where some places have none yet; a check is gone with
 * it. What says the same as what is kept changes nothing. Refuses as `findTranslatable` does, `translation.place_unknown`,
 * `translation.text_required`, `translation.text_too_long`, and `translation.changed` with what stands there now where
 * somebody else changed it since. Audit event; every text stays in the history.
 */
export async function saveTranslation(ctx: UserCtx, id: string, input: TranslationInput): Promise<Result<Saved, Refusal>> {
  const found = await findTranslatable(ctx, id, input);
  if (!found.ok) return found;
  const texts = readTexts(found.value.places, input.texts);
  if (!texts.ok) return texts;
  const { kept } = found.value;
  if (kept && saySame(kept.texts, texts.value)) return ok({ revision: kept.revision });
  const saved = await write(ctx, id, found.value, { ...input, texts: texts.value });
  return saved ? ok(saved) : changedSince(ctx, id, input);
}

/** Writes the next revision and its place in the history; null where the one it follows has gone. */
function write(ctx: UserCtx, id: string, { hash, places }: FoundAnswer, { question, row, to, revision, texts }: TranslationInput): Promise<Saved | null> {
  const key = { answerHash: hash, language: to };
  const next = {
    texts,
    complete: places.every(({ place }) => place in texts),
    state: "draft",
    writtenById: ctx.actor.id,
    writtenAt: ctx.now(),
    checkedById: null,
    checkedAt: null,
  };
  return ctx.db.$transaction(async (tx) => {
    const { count } =
      revision === 0
        ? await tx.translation.createMany({ data: [{ ...key, ...next }], skipDuplicates: true })
        : await tx.translation.updateMany({ where: { ...key, revision }, data: { ...next, revision: { increment: 1 } } });
    if (count !== 1) return null;
    const saved = { revision: revision + 1 };
    await tx.translationText.create({ data: { ...key, ...saved, texts, byId: ctx.actor.id, byName: ctx.actor.name, at: ctx.now() } });
    await recordEvent(tx, ctx, { type: "translation.saved", subject: `submission:${id}`, data: { question, row, language: to, ...saved } });
    return saved;
  });
}

/** What is said where a translation is no longer the one that was shown: what it says now, so that both texts are there. */
export async function changedSince(ctx: UserCtx, id: string, input: TranslationInput): Promise<Result<Saved, Refusal>> {
  const found = await findTranslatable(ctx, id, input);
  if (!found.ok) return found;
  const { kept } = found.value;
  return refuse({ code: "translation.changed", detail: kept && { texts: kept.texts, revision: kept.revision, by: kept.written.by } });
}
