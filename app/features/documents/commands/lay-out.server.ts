import { randomUUID } from "node:crypto";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import type { Tx } from "~/platform/db/client.server";
import { isTooLong } from "../model";
import type { LaidParagraph } from "../model/layout";
import { inWords } from "../model/wording";
import { mayWithDocuments } from "../policy";
import { missingIn, readLayout } from "../queries/layout.server";
import { loadDraft } from "../queries/load.server";
import { findWording } from "../queries/wording.server";
import { withDraft } from "./lock-draft.server";
import { saveTexts } from "./place-paragraphs.server";

/** Ties one statement writes. */
const TIES_AT_ONCE = 1_000;

/**
 * Adds to a chapter, after what stands there, the text that is laid out from what was coded, each sentence tied to what it
 * rests on or marked as editorial; `wording`: in the words that were given to it, by the id of that answer. Refuses
 * `document.not_found`, `document.coding_blind` while coders do not see each other's marks, `document.changed` where it is not
 * what was seen, or nothing, and `document.text_too_long`. Audit event.
 */
export async function layOutChapter(
  ctx: UserCtx,
  document: string,
  { chapter, digest, wording = "" }: { chapter: string; digest: string; wording?: string },
): Promise<Result<{ paragraphs: number }, Refusal>> {
  const seen = mayWithDocuments(ctx.actor, "write") ? await loadDraft(ctx.db, document) : null;
  const source = seen?.chapters.find(({ id, source: fed }) => id === chapter && fed !== "");
  if (!seen || !source) return refuse({ code: "document.not_found" });
  const laid = await readLayout(ctx, seen, source);
  if (!laid) return refuse({ code: "document.coding_blind" });
  return withDraft(ctx, document, async (tx, draft) => {
    const here = draft.chapters.find(({ id }) => id === chapter);
    const missing = missingIn(draft, laid);
    if (!here || missing.digest !== digest || missing.paragraphs.length === 0) return refuse({ code: "document.changed" });
    const words = wording === "" ? null : await findWording(tx, { document, chapter, digest });
    if (wording !== "" && words?.id !== wording) return refuse({ code: "document.changed" });
    const made = inWords(missing.paragraphs, words?.sentences ?? [], draft.language).map((paragraph) => ({ id: randomUUID(), paragraph }));
    if (made.some(({ paragraph: { text } }) => isTooLong(text))) return refuse({ code: "document.text_too_long" });
    const first = here.paragraphs.length;
    const saved = await saveTexts(
      tx,
      ctx,
      draft,
      made.map(({ id, paragraph: { text } }, index) => ({
        opId: randomUUID(),
        paragraph: id,
        baseRevision: 0,
        text,
        place: { chapter, position: first + index },
      })),
    );
    // They are new, and no longer than a text may be: what refuses one is a fault, and takes the others back.
    if (saved.some(({ ok: isSaved }) => !isSaved)) throw new Error("a laid-out paragraph was refused");
    const ties = await tieSentences(tx, ctx, made);
    const worded = words && { provider: words.provider, worded: words.sentences.filter(({ why }) => why === null).length };
    const data = { chapter, paragraphs: made.map(({ id }) => id), ties, digest, ...worded };
    await recordEvent(tx, ctx, { type: "document.laid_out", subject: `document:${document}`, data });
    return ok({ paragraphs: made.length });
  });
}

/** Ties each sentence to its excerpts, or marks it as editorial. Answers how many ties there are. */
async function tieSentences(tx: Tx, ctx: UserCtx, made: readonly { id: string; paragraph: LaidParagraph }[]): Promise<number> {
  const by = { createdById: ctx.actor.id, createdAt: ctx.now() };
  const ties = made.flatMap(({ id, paragraph: { sentences } }) =>
    sentences.flatMap(({ text, excerpts }, at) => {
      const on = { ...by, paragraphId: id, at, sentence: text, tied: text };
      if (excerpts.length === 0) return [{ ...on, kind: "editorial" }];
      return excerpts.map(({ submission, hash, ...excerpt }) => ({ ...on, ...excerpt, kind: "evidence", submissionId: submission, answerHash: hash }));
    }),
  );
  for (let from = 0; from < ties.length; from += TIES_AT_ONCE) await tx.sentenceTie.createMany({ data: ties.slice(from, from + TIES_AT_ONCE) });
  return ties.length;
}
