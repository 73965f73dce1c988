import { findReviewed } from "~/features/review/queries/subject.server";
import type { Refusal } from "~/lib/refusal";
import { ok, type Result } from "~/lib/result";
import type { Ctx } from "~/platform/context.server";
import { INSIDE_PARTY, parseEntry, type AuditEntry } from "../model";
import { entriesOf, entrySelect } from "./entries.server";

/** An entry of a report's history; `version` is null where it is about the report as a whole. */
export type HistoryEntry = AuditEntry & { version: number | null };
export type HistoryPage = { id: string; symbol: string; entries: HistoryEntry[]; next: string | null };

/**
 * What was done with a report and all its versions, latest first, for the desk: the page of one version shows that of all.
 * What the party does among its own people stays out. Refuses `submission.not_found`.
 */
export async function getSubmissionHistory(
  ctx: Ctx,
  id: string,
  { after, limit = 50 }: { after?: string | null; limit?: number } = {},
): Promise<Result<HistoryPage, Refusal>> {
  const found = await findReviewed(ctx, ctx.db, id, "read");
  if (!found.ok) return found;
  const { reportId, symbol } = found.value;
  const signed = await ctx.db.submission.findMany({ where: { reportId }, select: { id: true, version: true } });
  const versions = new Map(signed.map((one) => [`submission:${one.id}`, one.version]));
  const before = parseEntry(after);
  const rows = await ctx.db.auditEvent.findMany({
    where: {
      subject: { in: [`report:${reportId}`, ...versions.keys()] },
      NOT: INSIDE_PARTY.map((noun) => ({ type: { startsWith: `${noun}.` } })),
      ...(before !== null && { id: { lt: before } }),
    },
    orderBy: { id: "desc" },
    take: limit + 1,
    select: entrySelect,
  });
  const shown = rows.slice(0, limit);
  const entries = await entriesOf(ctx, shown);
  return ok({
    id,
    symbol,
    entries: entries.map((entry, index) => ({ ...entry, version: versions.get(shown[index]!.subject) ?? null })),
    next: rows.length > limit ? String(shown.at(-1)!.id) : null,
  });
}
