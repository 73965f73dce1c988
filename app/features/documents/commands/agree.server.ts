import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import type { Tx } from "~/platform/db/client.server";
import { withParagraph } from "./lock-draft.server";
import type { AskedParagraph } from "./paragraphs.server";

/**
 * Says that a paragraph is agreed as it was seen: from then on nobody changes, moves or deletes it. `standsInTheWay` is asked
 * in the same transaction. Refuses `document.not_found`, `document.paragraph_agreed` where it is, `document.changed` where
 * its text is not the one that was seen, and what stands in the way. Audit event.
 */
export const agreeParagraph = (
  ctx: UserCtx,
  asked: AskedParagraph,
  { revision, standsInTheWay }: { revision: number; standsInTheWay: (tx: Tx) => Promise<Refusal | null> },
): Promise<Result<null, Refusal>> =>
  withParagraph(ctx, asked, async (tx, _, paragraph) => {
    if (paragraph.agreed) return refuse({ code: "document.paragraph_agreed" });
    if (paragraph.revision !== revision) return refuse({ code: "document.changed" });
    const refusal = await standsInTheWay(tx);
    if (refusal) return refuse(refusal);
    await tx.documentParagraph.update({ where: { id: paragraph.id }, data: { agreedAt: ctx.now() } });
    const data = { paragraph: paragraph.id, revision: paragraph.revision, hash: paragraph.hash };
    await recordEvent(tx, ctx, { type: "document.paragraph_agreed", subject: `document:${asked.document}`, data });
    return ok(null);
  });

/** Opens an agreed paragraph again, with a reason. Refuses `document.not_found`, and `document.changed` where it is open. Audit event. */
export const reopenParagraph = (ctx: UserCtx, asked: AskedParagraph, reason: string): Promise<Result<null, Refusal>> =>
  withParagraph(ctx, asked, async (tx, _, paragraph) => {
    if (!paragraph.agreed) return refuse({ code: "document.changed" });
    await tx.documentParagraph.update({ where: { id: paragraph.id }, data: { agreedAt: null } });
    const data = { paragraph: paragraph.id, reason };
    await recordEvent(tx, ctx, { type: "document.paragraph_reopened", subject: `document:${asked.document}`, data });
    return ok(null);
  });
