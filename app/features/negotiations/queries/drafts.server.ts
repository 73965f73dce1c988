import { afterPlace, pageOf, parsePlace } from "~/lib/keyset";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { Ctx } from "~/platform/context.server";
import type { DraftLine } from "../model";
import type { DraftPage } from "../model/pages";
import { findDraftText, lineOf, lineSelect } from "./load.server";

/** From the one that closes last: those that take comments stand before those that do no more. */
const LATEST_FIRST = [{ closesAt: "desc" }, { id: "desc" }] as const;

/** Published drafts a page at a time, those that take comments first; a page goes on from a place (`next`). Public. */
export async function listDrafts(
  ctx: Pick<Ctx, "db" | "now">,
  { after, limit = 25 }: { after?: string | null; limit?: number } = {},
): Promise<{ items: DraftLine[]; next: string | null }> {
  const where = afterPlace("closesAt", parsePlace(after));
  const rows = await ctx.db.draftConsultation.findMany({ where, orderBy: [...LATEST_FIRST], take: limit + 1, select: { ...lineSelect, id: true } });
  const { items, next } = pageOf(rows, limit, ({ closesAt }) => closesAt);
  return { items: items.map((row) => lineOf(row, ctx.now())), next };
}

/** What the addresses of published drafts are made of, and when each was published, in the order of the list. Public. */
export async function listDraftAddresses({ db }: Pick<Ctx, "db">, limit: number): Promise<{ document: string; number: number; openedAt: Date }[]> {
  const select = { openedAt: true, version: { select: { documentId: true, number: true } } } as const;
  const rows = await db.draftConsultation.findMany({ orderBy: [...LATEST_FIRST], take: limit, select });
  return rows.map(({ openedAt, version }) => ({ document: version.documentId, number: version.number, openedAt }));
}

/** A published draft to be read by everybody. Refuses `negotiation.not_found` for a version that was not published. */
export async function getDraft(ctx: Pick<Ctx, "db" | "now">, document: string, number: number): Promise<Result<DraftPage, Refusal>> {
  const draft = await findDraftText(ctx.db, document, number, ctx.now());
  if (!draft) return refuse({ code: "negotiation.not_found" });
  return ok({
    draft: draft.line,
    hash: draft.hash,
    frozenAt: draft.frozenAt.toISOString(),
    chapters: draft.chapters,
  });
}
