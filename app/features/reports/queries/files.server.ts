import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { Ctx } from "~/platform/context.server";
import { findPart, seesOf } from "./load.server";

export type AttachedFile = { sha256: string; name: string; type: string; size: number };

/** A file attached to an answer the actor sees. Refuses `file.not_found`. */
export async function getAttachedFile(ctx: Ctx, reportId: string, sha256: string): Promise<Result<AttachedFile, Refusal>> {
  const report = await findPart(ctx, ctx.db, reportId);
  if (!report.ok) return refuse({ code: "file.not_found" });
  const sees = await seesOf(ctx.db, report.value);
  const rows = await ctx.db.attachment.findMany({
    where: { reportId, sha256 },
    select: { question: true, row: true, sha256: true, name: true, file: { select: { type: true, size: true } } },
    orderBy: { addedAt: "desc" },
  });
  const row = rows.find(sees);
  return row ? ok({ sha256: row.sha256, name: row.name, ...row.file }) : refuse({ code: "file.not_found" });
}
