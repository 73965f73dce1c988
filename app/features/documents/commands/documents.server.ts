import { listChapters } from "~/features/compilations/queries/questions.server";
import { ownChapter } from "~/features/compilations/model/chapters";
import { findBegunCycle } from "~/features/cycles/queries.server";
import type { Language } from "~/lib/languages";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { Ctx, UserCtx } from "~/platform/context.server";
import { isUniqueViolation } from "~/platform/db/client.server";
import { translator } from "~/platform/i18n/i18n.server";
import { mayWithDocuments } from "../policy";
import type { DocumentInput } from "../schema";
import { withDraft } from "./lock-draft.server";

/** The chapters of the compilation, with their titles in a document's language. */
async function mapOfChapters(ctx: Ctx, language: Language): Promise<{ source: string; title: string }[]> {
  const t = translator(language);
  return (await listChapters({ ...ctx, language })).map(({ key, code, name }) => {
    const own = ownChapter(key);
    return { source: key, title: own ? t(`compilation:chapter.${own}`) : `${code} ${name}` };
  });
}

/**
 * Begins a document of the open cycle or, where none is, of the one that closed last, with the chapters of the compilation or none. Refuses `document.not_found` to those
 * who may not write, `document.no_cycle`, and `document.exists` where the cycle has one of this title. Audit event.
 */
export async function createDocument(ctx: UserCtx, { title, language, chapters }: DocumentInput): Promise<Result<{ id: string }, Refusal>> {
  if (!mayWithDocuments(ctx.actor, "write")) return refuse({ code: "document.not_found" });
  const cycle = await findBegunCycle(ctx);
  if (!cycle) return refuse({ code: "document.no_cycle" });
  const map = chapters === "map" ? await mapOfChapters(ctx, language) : [];
  try {
    return await ctx.db.$transaction(async (tx) => {
      const { id } = await tx.document.create({
        data: {
          cycleId: cycle.id,
          title,
          language,
          createdById: ctx.actor.id,
          createdAt: ctx.now(),
          chapters: { create: map.map((chapter, position) => ({ ...chapter, position })) },
        },
        select: { id: true },
      });
      await recordEvent(tx, ctx, { type: "document.created", subject: `document:${id}`, data: { title, language, chapters } });
      return ok({ id });
    });
  } catch (error) {
    if (isUniqueViolation(error)) return refuse({ code: "document.exists", fields: { title: "document.exists" } });
    throw error;
  }
}

/** Adds a free chapter at the end. Refuses `document.not_found`. Audit event. */
export const addChapter = (ctx: UserCtx, id: string, title: string): Promise<Result<{ chapter: string }, Refusal>> =>
  withDraft(ctx, id, async (tx, { chapters }) => {
    const made = await tx.documentChapter.create({ data: { documentId: id, title, position: chapters.length }, select: { id: true } });
    await recordEvent(tx, ctx, { type: "document.chapter_added", subject: `document:${id}`, data: { chapter: made.id, title } });
    return ok({ chapter: made.id });
  });

/**
 * Gives a chapter another title, in the language of the document; versions frozen before keep theirs. `seen`: the title it
 * was typed over. Refuses `document.not_found`, and `document.changed` where the chapter has another title by now. Said
 * twice, it is said once. Audit event with both titles.
 */
export const renameChapter = (
  ctx: UserCtx,
  id: string,
  { chapter, seen, title }: { chapter: string; seen: string; title: string },
): Promise<Result<{ chapter: string }, Refusal>> =>
  withDraft(ctx, id, async (tx, { chapters }) => {
    const before = chapters.find((known) => known.id === chapter)?.title;
    if (before === title) return ok({ chapter });
    if (before === undefined || before !== seen) return refuse({ code: "document.changed" });
    await tx.documentChapter.update({ where: { id: chapter }, data: { title } });
    await recordEvent(tx, ctx, { type: "document.chapter_renamed", subject: `document:${id}`, data: { chapter, before, title } });
    return ok({ chapter });
  });

/** Puts a chapter after another one, or first. Refuses `document.not_found`, and `document.changed` where either is none of its chapters. Audit event. */
export const moveChapter = (ctx: UserCtx, id: string, { chapter, after }: { chapter: string; after: string }): Promise<Result<{ chapter: string }, Refusal>> =>
  withDraft(ctx, id, async (tx, { chapters }) => {
    const others = chapters.flatMap(({ id: known }) => (known === chapter ? [] : [known]));
    const at = after === "" ? 0 : others.indexOf(after) + 1;
    if (others.length === chapters.length || (after !== "" && at === 0)) return refuse({ code: "document.changed" });
    const order = [...others.slice(0, at), chapter, ...others.slice(at)];
    for (const [position, known] of order.entries()) await tx.documentChapter.update({ where: { id: known }, data: { position } });
    await recordEvent(tx, ctx, { type: "document.chapter_moved", subject: `document:${id}`, data: { chapter, after } });
    return ok({ chapter });
  });
