import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { Ctx } from "~/platform/context.server";
import type { DraftLine } from "../model";
import type { DraftPage } from "../model/pages";
import { findDraft, lineOf } from "./load.server";

/** Every draft that was published, those that take comments first, then the latest. Public. */
export async function listDrafts(ctx: Pick<Ctx, "db" | "now">): Promise<DraftLine[]> {
  const rows = await ctx.db.draftConsultation.findMany({
    orderBy: [{ openedAt: "desc" }, { id: "desc" }],
    include: {
      version: { select: { documentId: true, number: true, stage: true, revision: true, document: { select: { title: true, language: true } } } },
    },
  });
  const lines = rows.map((row) => lineOf(row, ctx.now()));
  return [...lines.filter(({ open }) => open), ...lines.filter(({ open }) => !open)];
}

/** A published draft to be read by everybody. Refuses `negotiation.not_found` for a version that was not published. */
export async function getDraft(ctx: Pick<Ctx, "db" | "now">, document: string, number: number): Promise<Result<DraftPage, Refusal>> {
  const draft = await findDraft(ctx.db, document, number, ctx.now());
  if (!draft) return refuse({ code: "negotiation.not_found" });
  return ok({
    draft: draft.line,
    hash: draft.hash,
    frozenAt: draft.frozenAt.toISOString(),
    chapters: draft.content.chapters.map(({ id, number: place, title, paragraphs }) => ({
      id,
      number: place,
      title,
      paragraphs: paragraphs.map(({ id: paragraph, number: own, text }) => ({ id: paragraph, number: own, text })),
    })),
  });
}
