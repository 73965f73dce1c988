import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { Ctx } from "~/platform/context.server";
import { findReport } from "./load.server";

export type AttachedFile = { sha256: string; name: string; type: string; size: number };

/** A file attached to a report of one of the actor's parties. Refuses `file.not_found`. */
export async function getAttachedFile(ctx: Ctx, reportId: string, sha256: string): Promise<Result<AttachedFile, Refusal>> {
  const report = await findReport(ctx, ctx.db, reportId);
  if (!report.ok) return refuse({ code: "file.not_found" });
  const row = await ctx.db.attachment.findFirst({
    where: { reportId, sha256 },
    select: { sha256: true, name: true, file: { select: { type: true, size: true } } },
    orderBy: { addedAt: "desc" },
  });
  return row ? ok({ sha256: row.sha256, name: row.name, ...row.file }) : refuse({ code: "file.not_found" });
}
