import { randomUUID } from "node:crypto";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { sentencesOf, sentenceTexts } from "~/lib/sentences";
import { recordEvent, type AuditInput } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import type { Tx } from "~/platform/db/client.server";
import { GAP_OF, isTooLong, type Chapter, type Draft, type Paragraph } from "../model";
import { shiftTies } from "../model/ties";
import type { ParagraphPlace } from "../schema";
import { withDraft, withOpenParagraph } from "./lock-draft.server";
import { followTies, placeParagraphs, placeTies, saveTexts, standing } from "./place-paragraphs.server";

/** A paragraph of a document. */
export type AskedParagraph = { document: string; paragraph: string };
type Done = Result<{ paragraph: string }, Refusal>;
/** `orphans`: how many ties lost their sentence. */
type Parted = Result<{ paragraph: string; orphans: number }, Refusal>;

const changed = (): Result<never, Refusal> => refuse({ code: "document.changed" });
const tooLong = (): Result<never, Refusal> => refuse({ code: "document.text_too_long" });
const agreed = (): Result<never, Refusal> => refuse({ code: "document.paragraph_agreed" });
const tell = (tx: Tx, ctx: UserCtx, type: AuditInput["type"], document: string, data: Record<string, unknown>): Promise<void> =>
  recordEvent(tx, ctx, { type, subject: `document:${document}`, data });
const textsIn = (text: string, { language }: Pick<Draft, "language">): string[] => sentenceTexts(text, language);

/** The order of a chapter with a paragraph after another, or at the beginning; null where that stands elsewhere by now. */
function orderWith({ paragraphs }: Chapter, paragraph: string, after: string): string[] | null {
  const others = paragraphs.flatMap(({ id }) => (id === paragraph ? [] : [id]));
  const at = after === "" ? 0 : others.indexOf(after) + 1;
  return after !== "" && at === 0 ? null : [...others.slice(0, at), paragraph, ...others.slice(at)];
}

type NewParagraph = { place: ParagraphPlace; text: string; id?: string };

/** Does what `addParagraph` says, in a document that is locked. */
export async function writeNew(tx: Tx, ctx: UserCtx, draft: Draft, { place: asked, text, id: paragraph = randomUUID() }: NewParagraph): Promise<Done> {
  const chapter = draft.chapters.find(({ id }) => id === asked.chapter);
  const order = chapter && orderWith(chapter, paragraph, asked.after);
  if (!order) return changed();
  if (isTooLong(text)) return tooLong();
  const known = await tx.documentParagraph.count({ where: { id: paragraph } });
  const place = { chapter: chapter.id, position: order.length };
  const [saved] = await saveTexts(tx, ctx, draft, [{ opId: paragraph, paragraph, baseRevision: 0, text, place }]);
  if (!saved!.ok) return saved!;
  // Sent again, it stays where it has been put since.
  if (known > 0) return ok({ paragraph });
  await placeParagraphs(tx, chapter.id, order);
  await tell(tx, ctx, "document.paragraph_added", draft.id, { paragraph });
  return ok({ paragraph });
}

/**
 * Writes a new paragraph at a place. With an id its sender made it is written once, however often it is sent. Refuses
 * `document.not_found`, `document.changed` where the place is no more, `document.text_too_long`, and as a save does where
 * its id has written something else. Audit event.
 */
export const addParagraph = (ctx: UserCtx, document: string, given: NewParagraph): Promise<Done> =>
  withDraft(ctx, document, (tx, draft) => writeNew(tx, ctx, draft, given));

/** Puts a paragraph elsewhere; what its sentences rest on goes with it. Refuses as `addParagraph` does, and `document.paragraph_agreed`. Audit event. */
export const moveParagraph = (ctx: UserCtx, asked: AskedParagraph, { chapter: to, after }: ParagraphPlace): Promise<Done> =>
  withOpenParagraph(ctx, asked, async (tx, draft, { id }) => {
    const chapter = draft.chapters.find((known) => known.id === to);
    const order = chapter && orderWith(chapter, id, after);
    if (!order) return changed();
    await placeParagraphs(tx, to, order);
    await tell(tx, ctx, "document.paragraph_moved", asked.document, { paragraph: id, chapter: to, after });
    return ok({ paragraph: id });
  });

/** `via`: how it came, where not typed. */
type TypedText = { opId: string; revision: number; text: string; via?: "merge" };
type SavedText = Result<{ revision: number; orphans: number }, Refusal>;

/** Does what `saveParagraph` says, with an open paragraph of a document that is locked. */
export async function writeText(tx: Tx, ctx: UserCtx, draft: Draft, paragraph: Paragraph, { opId, revision, text, via }: TypedText): Promise<SavedText> {
  if (isTooLong(text)) return tooLong();
  const [saved] = await saveTexts(tx, ctx, draft, [{ opId, paragraph: paragraph.id, baseRevision: revision, text, via }]);
  if (!saved!.ok) return saved!;
  // An operation that is repeated changes nothing, and its text may be an old one by now.
  if (saved!.value.revision !== paragraph.revision + 1) return ok({ revision: saved!.value.revision, orphans: 0 });
  const orphans = await followTies(tx, draft, paragraph, text);
  if (orphans > 0) await tell(tx, ctx, "document.ties_orphaned", draft.id, { paragraph: paragraph.id, revision: saved!.value.revision, count: orphans });
  return ok({ revision: saved!.value.revision, orphans });
}

/**
 * Saves the text of a paragraph under the save protocol: on the revision it was typed on, else both texts are kept and the
 * other one comes back. Ties follow their sentences or become orphans. Refuses `document.not_found`,
 * `document.paragraph_agreed`, `document.text_too_long`, `answer.conflict`, `save.revision_ahead`, `save.operation_reused`. The history is its record; orphans are an audit event.
 */
export const saveParagraph = (ctx: UserCtx, asked: AskedParagraph, typed: TypedText): Promise<SavedText> =>
  withOpenParagraph(ctx, asked, (tx, draft, paragraph) => writeText(tx, ctx, draft, paragraph, typed));

/**
 * Makes two paragraphs of one, the second beginning with a sentence. Refuses `document.not_found`,
 * `document.paragraph_agreed`, and `document.changed` where the text is not the one that was seen. Audit event.
 */
export const splitParagraph = (ctx: UserCtx, asked: AskedParagraph, { revision, at }: { revision: number; at: number }): Promise<Parted> =>
  withOpenParagraph(ctx, asked, async (tx, draft, paragraph) => {
    const cut = sentencesOf(paragraph.text, draft.language, "kept")[at]?.start ?? 0;
    if (paragraph.revision !== revision || cut === 0) return changed();
    const [first, second] = [paragraph.text.slice(0, cut).trimEnd(), paragraph.text.slice(cut)];
    const chapter = chapterOf(draft, paragraph);
    const made = randomUUID();
    const order = orderWith(chapter, made, paragraph.id)!;
    const saved = await saveTexts(tx, ctx, draft, [
      { opId: randomUUID(), paragraph: paragraph.id, baseRevision: revision, text: first },
      { opId: randomUUID(), paragraph: made, baseRevision: 0, text: second, place: { chapter: chapter.id, position: order.length } },
    ]);
    // Both are parts of a text that was saved and is locked: what refuses one of them is a fault, and takes the other back.
    if (saved.some(({ ok: isSaved }) => !isSaved)) throw new Error("a part of a paragraph was refused");
    await placeParagraphs(tx, chapter.id, order);
    const ties = standing(paragraph.ties);
    const [stay, leave] = [ties.filter((tie) => tie.at < at), ties.filter((tie) => tie.at >= at)];
    const orphans =
      (await placeTies(tx, paragraph.id, stay, shiftTies(textsIn(first, draft), stay, 0))) +
      (await placeTies(tx, made, leave, shiftTies(textsIn(second, draft), leave, -at)));
    await tell(tx, ctx, "document.paragraph_split", asked.document, { paragraph: paragraph.id, made, orphans });
    return ok({ paragraph: made, orphans });
  });

const chapterOf = ({ chapters }: Draft, { id }: Paragraph): Chapter => chapters.find(({ paragraphs }) => paragraphs.some((known) => known.id === id))!;

/**
 * Makes one paragraph of two that follow each other; the second is marked as deleted, its ties go with its sentences.
 * Refuses `document.not_found`, `document.paragraph_agreed` where either is, `document.changed` where either is not what
 * was seen or they do not follow, and `document.text_too_long`. Audit event.
 */
export const mergeParagraphs = (
  ctx: UserCtx,
  asked: AskedParagraph,
  { revision, next, nextRevision }: { revision: number; next: string; nextRevision: number },
): Promise<Parted> =>
  withOpenParagraph(ctx, asked, async (tx, draft, paragraph) => {
    const { paragraphs } = chapterOf(draft, paragraph);
    const other = paragraphs[paragraphs.indexOf(paragraph) + 1];
    if (other?.id !== next || other.revision !== nextRevision || paragraph.revision !== revision) return changed();
    if (other.agreed) return agreed();
    const text = `${paragraph.text}${GAP_OF[draft.language]}${other.text}`;
    if (isTooLong(text)) return tooLong();
    const [saved] = await saveTexts(tx, ctx, draft, [{ opId: randomUUID(), paragraph: paragraph.id, baseRevision: revision, text }]);
    if (!saved!.ok) return saved!;
    const whole = textsIn(text, draft);
    const [own, coming] = [standing(paragraph.ties), standing(other.ties)];
    const orphans =
      (await placeTies(tx, paragraph.id, own, shiftTies(whole, own, 0))) +
      (await placeTies(tx, paragraph.id, coming, shiftTies(whole, coming, paragraph.sentences.length)));
    await tx.documentParagraph.update({ where: { id: other.id }, data: { deletedAt: ctx.now() } });
    await tell(tx, ctx, "document.paragraphs_merged", asked.document, { paragraph: paragraph.id, merged: other.id, orphans });
    return ok({ paragraph: paragraph.id, orphans });
  });

/** Does what `deleteParagraph` says, with an open paragraph of a document that is locked. */
export async function strike(tx: Tx, ctx: UserCtx, draft: Draft, paragraph: Paragraph): Promise<Parted> {
  await tx.documentParagraph.update({ where: { id: paragraph.id }, data: { deletedAt: ctx.now() } });
  const ties = standing(paragraph.ties);
  const orphans = await placeTies(
    tx,
    paragraph.id,
    ties,
    ties.map(() => null),
  );
  await tell(tx, ctx, "document.paragraph_deleted", draft.id, { paragraph: paragraph.id, orphans });
  return ok({ paragraph: paragraph.id, orphans });
}

/**
 * Marks a paragraph as deleted: its history stays, its ties are orphans. Refuses `document.not_found`,
 * `document.paragraph_agreed`, and `document.changed` where its text is not the one that was seen. Audit event.
 */
export const deleteParagraph = (ctx: UserCtx, asked: AskedParagraph, { revision }: { revision: number }): Promise<Parted> =>
  withOpenParagraph(ctx, asked, async (tx, draft, paragraph) => (paragraph.revision === revision ? strike(tx, ctx, draft, paragraph) : changed()));
