import type { Ctx } from "~/platform/context.server";

export type HistoryEntry = {
  id: string;
  revision: number | null;
  baseRevision: number;
  value: unknown;
  language: string;
  confidential: boolean;
  hash: string;
  via: string;
  author: string;
  savedAt: string;
};

/** Every save of one unit, newest first, those kept aside in a conflict too. `before` continues after an entry's id. */
export async function listHistory(ctx: Ctx, scope: string, unit: string, options: { limit: number; before?: bigint }): Promise<HistoryEntry[]> {
  const rows = await ctx.db.save.findMany({
    where: { scope, unit, ...(options.before !== undefined && { id: { lt: options.before } }) },
    orderBy: { id: "desc" },
    take: options.limit,
  });
  return rows.map(({ id, revision, baseRevision, value, language, confidential, hash, via, authorName, savedAt }) => ({
    id: String(id),
    revision,
    baseRevision,
    value,
    language,
    confidential,
    hash,
    via,
    author: authorName,
    savedAt: savedAt.toISOString(),
  }));
}
