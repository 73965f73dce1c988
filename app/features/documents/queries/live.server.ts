import { isUuid } from "~/lib/keyset";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { UserCtx } from "~/platform/context.server";
import { scopeOf } from "../model";
import type { SavedText } from "../model/live";
import { mayWithDocuments } from "../policy";

/** `topic`: where changes of it are told; `place`: the paragraph the actor can write on this page, null for none. */
export type TextRevisions = { topic: string; place: string | null; saved: SavedText[] };

/**
 * How far the paragraphs of a document are that others saved last, or one of them, for a page that asks whether it is up to
 * date. Refuses `document.not_found`, also for a paragraph that was deleted.
 */
export async function getTextRevisions(ctx: UserCtx, document: string, paragraph: string | null): Promise<Result<TextRevisions, Refusal>> {
  const isAsked = mayWithDocuments(ctx.actor, "read") && isUuid(document) && (paragraph === null || isUuid(paragraph));
  const found = isAsked
    ? await ctx.db.document.findUnique({
        where: { id: document },
        select: {
          paragraphs: {
            where: { deletedAt: null, ...(paragraph !== null && { id: paragraph }) },
            orderBy: { updatedAt: "asc" },
            select: { id: true, revision: true, updatedById: true, updatedBy: { select: { name: true } } },
          },
        },
      })
    : null;
  if (!found || (paragraph !== null && found.paragraphs.length === 0)) return refuse({ code: "document.not_found" });
  return ok({
    topic: scopeOf(document),
    place: mayWithDocuments(ctx.actor, "write") ? paragraph : null,
    saved: found.paragraphs.flatMap(({ id, revision, updatedById, updatedBy }) =>
      updatedById === ctx.actor.id ? [] : [{ paragraph: id, revision, by: updatedBy.name }],
    ),
  });
}
