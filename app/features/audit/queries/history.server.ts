import { threadSubject } from "~/features/comments/model";
import { openDoor } from "~/features/comments/queries/doors.server";
import type { Refusal } from "~/lib/refusal";
import { ok, type Result } from "~/lib/result";
import type { UserCtx } from "~/platform/context.server";
import { INSIDE_PARTY, parseEntry, type AuditEntry } from "../model";
import { entriesOf, entrySelect } from "./entries.server";

/** An entry of a report's history; `version` is null where it is about the report as a whole, `thread` set where it is about a thread of comments. */
export type HistoryEntry = AuditEntry & { version: number | null; thread: string | null };
export type HistoryPage = { id: string; symbol: string; entries: HistoryEntry[]; next: string | null };

/**
 * What was done with a report and all its versions, latest first, for the desk: the page of one version shows that of all.
 * Of comments what was done in threads its reader reads. What the party does among its own people stays out. Refuses
 * `submission.not_found`.
 */
export async function getSubmissionHistory(
  ctx: UserCtx,
  id: string,
  { after, limit = 50 }: { after?: string | null; limit?: number } = {},
): Promise<Result<HistoryPage, Refusal>> {
  const opened = await openDoor(ctx, { submission: id });
  if (!opened.ok) return opened;
  const { reportId, kinds } = opened.value;
  const [signed, begun] = await Promise.all([
    ctx.db.submission.findMany({ where: { reportId }, select: { id: true, symbol: true, version: true } }),
    ctx.db.commentThread.findMany({ where: { reportId, kind: { in: kinds } }, select: { id: true, submission: { select: { version: true } } } }),
  ]);
  const threads = new Map(begun.map((thread) => [threadSubject(thread.id), thread.id]));
  const versions = new Map([
    ...signed.map(({ id: one, version }): [string, number] => [`submission:${one}`, version]),
    ...begun.map((thread): [string, number] => [threadSubject(thread.id), thread.submission.version]),
  ]);
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
    symbol: signed.find((one) => one.id === id.toLowerCase())!.symbol,
    entries: entries.map((entry, index) => {
      const { subject } = shown[index]!;
      return { ...entry, version: versions.get(subject) ?? null, thread: threads.get(subject) ?? null };
    }),
    next: rows.length > limit ? String(shown.at(-1)!.id) : null,
  });
}
