import type { Refusal } from "~/lib/refusal";
import { isUuid } from "~/lib/keyset";
import { refuse, type Result } from "~/lib/result";
import type { UserCtx } from "~/platform/context.server";
import type { Tx } from "~/platform/db/client.server";
import { scopeOf, type Draft, type Paragraph } from "../model";
import { mayWithDocuments } from "../policy";
import { loadDraft } from "../queries/load.server";

/** The cycle a document belongs to, by its code; undefined for none. What a change asks of other features, it asks before it begins. */
export async function cycleOf({ db }: { db: Tx }, id: string): Promise<string | undefined> {
  const found = isUuid(id) ? await db.document.findUnique({ where: { id }, select: { cycle: { select: { code: true } } } }) : null;
  return found?.cycle.code;
}

/** Runs a change of a document with all of it in hand, one at a time. Those who look on are told that it changed. Refuses `document.not_found`, also to those who may not write. */
export async function withDraft<T>(ctx: UserCtx, id: string, change: (tx: Tx, draft: Draft) => Promise<Result<T, Refusal>>): Promise<Result<T, Refusal>> {
  if (!mayWithDocuments(ctx.actor, "write") || !isUuid(id)) return refuse({ code: "document.not_found" });
  const done = await ctx.db.$transaction(async (tx): Promise<Result<T, Refusal>> => {
    await tx.$executeRaw`select 1 from document where id = ${id}::uuid for update`;
    const draft = await loadDraft(tx, id);
    return draft ? change(tx, draft) : refuse({ code: "document.not_found" });
  });
  if (done.ok) ctx.live.publish(scopeOf(id), { kind: "changed" });
  return done;
}

/** The same for one of its paragraphs. Refuses `document.not_found` where it has none of this id, or no more. */
export const withParagraph = <T>(
  ctx: UserCtx,
  { document, paragraph: id }: { document: string; paragraph: string },
  change: (tx: Tx, draft: Draft, paragraph: Paragraph) => Promise<Result<T, Refusal>>,
): Promise<Result<T, Refusal>> =>
  withDraft(ctx, document, async (tx, draft) => {
    const paragraph = draft.chapters.flatMap(({ paragraphs }) => paragraphs).find((known) => known.id === id);
    return paragraph ? change(tx, draft, paragraph) : refuse({ code: "document.not_found" });
  });

/** The same for a change of its text or place. Refuses `document.paragraph_agreed` for one that is agreed, too. */
export const withOpenParagraph = <T>(
  ctx: UserCtx,
  asked: { document: string; paragraph: string },
  change: (tx: Tx, draft: Draft, paragraph: Paragraph) => Promise<Result<T, Refusal>>,
): Promise<Result<T, Refusal>> =>
  withParagraph(ctx, asked, async (tx, draft, paragraph) => (paragraph.agreed ? refuse({ code: "document.paragraph_agreed" }) : change(tx, draft, paragraph)));
