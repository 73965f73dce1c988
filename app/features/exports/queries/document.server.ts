import type { PaperFile, PaperFormat } from "~/features/papers/model";
import { fileOf } from "~/features/papers/queries/file.server";
import { paperOfPublished, paperOfSubmission } from "~/features/papers/queries/reports.server";
import type { Refusal } from "~/lib/refusal";
import type { Result } from "~/lib/result";
import type { UserCtx } from "~/platform/context.server";
import { isOutage } from "~/platform/db/client.server";
import type { ExportSource } from "../model";

/** What a report came to. `busy`: not now. */
export type Document = { outcome: "made"; file: PaperFile } | { outcome: "gone" | "failed" | "busy" };
type Asked = { source: ExportSource; format: PaperFormat; answered: boolean; submissionId: string; symbol: string };

/**
 * One report of an export as its own document, as whoever asked for it may read it at this moment. A report that cannot be set
 * is logged and `failed`: one of some thousands does not stop the others.
 */
export async function documentOf(ctx: UserCtx, asked: Asked): Promise<Document> {
  try {
    const file = await fileFor(ctx, asked);
    if (file.ok) return { outcome: "made", file: file.value };
    if (file.error.code === "paper.busy") return { outcome: "busy" };
    if (file.error.code === "submission.not_found") return { outcome: "gone" };
    ctx.log.warn({ symbol: asked.symbol, code: file.error.code }, "a report left out of an export");
  } catch (error) {
    if (isOutage(error)) throw error;
    ctx.log.error({ err: error, symbol: asked.symbol }, "a report left out of an export");
  }
  return { outcome: "failed" };
}

async function fileFor(ctx: UserCtx, { source, format, answered, submissionId, symbol }: Asked): Promise<Result<PaperFile, Refusal>> {
  const extent = answered ? "answered" : "full";
  if (source === "desk") {
    const paper = await paperOfSubmission(ctx, submissionId, extent);
    return paper.ok ? fileOf(paper.value, format) : paper;
  }
  const found = await paperOfPublished(ctx, symbol, extent);
  return found.ok ? fileOf(found.value, format) : found;
}
