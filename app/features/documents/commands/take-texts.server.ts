import { randomUUID } from "node:crypto";
import type { Refusal } from "~/lib/refusal";
import { ok, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import { paragraphsOf } from "../model";
import { withDraft } from "./lock-draft.server";
import { followTies, placeParagraphs, saveTexts } from "./place-paragraphs.server";

/** A text for a paragraph, on the revision it was seen beside. */
export type TakenText = { paragraph: string; revision: number; text: string };
/** A text for a new paragraph at the end of a chapter. */
export type AddedText = { chapter: string; text: string; id?: string };
/** `refused`: paragraphs that went on in the meantime, are agreed, or are no more; `orphans`: ties that lost their sentence. */
export type TakenTexts = { taken: string[]; refused: string[]; added: string[]; orphans: number };

/**
 * Takes texts that were written outside of the portal, each under the save protocol (history: `import`): a paragraph that
 * somebody saved in the meantime stays, and both texts are kept. Ties follow their sentences or become orphans. A new
 * paragraph with an id its sender made is written once, however often it is sent. Refuses `document.not_found`. Audit event
 * naming the paragraphs.
 */
export const takeTexts = (
  ctx: UserCtx,
  document: string,
  { texts, added }: { texts: readonly TakenText[]; added: readonly AddedText[] },
): Promise<Result<TakenTexts, Refusal>> =>
  withDraft(ctx, document, async (tx, draft) => {
    const known = new Map(paragraphsOf(draft).map((paragraph) => [paragraph.id, paragraph]));
    const done: TakenTexts = { taken: [], refused: [], added: [], orphans: 0 };
    const standing = texts.flatMap((text) => {
      const paragraph = known.get(text.paragraph);
      const isOpen = paragraph && !paragraph.agreed;
      if (!isOpen) done.refused.push(text.paragraph);
      return isOpen ? [{ ...text, standing: paragraph }] : [];
    });
    const saved = await saveTexts(
      tx,
      ctx,
      draft,
      standing.map(({ paragraph, revision, text }) => ({ opId: randomUUID(), paragraph, baseRevision: revision, text, via: "import" as const })),
    );
    for (const [index, { paragraph, text, standing: before }] of standing.entries()) {
      if (!saved[index]!.ok) {
        done.refused.push(paragraph);
        continue;
      }
      done.taken.push(paragraph);
      done.orphans += await followTies(tx, draft, before, text);
    }
    const ids = added.flatMap(({ id }) => id ?? []);
    const there = await tx.documentParagraph.findMany({ where: { id: { in: ids }, documentId: document }, select: { id: true } });
    done.added.push(...there.map(({ id }) => id));
    for (const chapter of draft.chapters) {
      const own = added.filter((text) => text.chapter === chapter.id && !done.added.includes(text.id ?? ""));
      if (own.length === 0) continue;
      const made = own.map(({ text, id = randomUUID() }, index) => ({ paragraph: id, text, position: chapter.paragraphs.length + index }));
      const first = await saveTexts(
        tx,
        ctx,
        draft,
        made.map(({ paragraph, text, position }) => ({
          opId: paragraph,
          paragraph,
          baseRevision: 0,
          text,
          place: { chapter: chapter.id, position },
          via: "import" as const,
        })),
      );
      const written = made.flatMap(({ paragraph }, index) => (first[index]!.ok ? [paragraph] : []));
      await placeParagraphs(tx, chapter.id, [...chapter.paragraphs.map(({ id }) => id), ...written]);
      done.added.push(...written);
    }
    await recordEvent(tx, ctx, { type: "document.file_taken", subject: `document:${document}`, data: done });
    return ok(done);
  });
