import type { ExportState } from "~/features/exports/model";
import type { Database } from "~/platform/db/client.server";

/** An export of somebody as asking for it leaves it, in a state; its id. */
export async function makeExport(
  db: Database,
  userId: string,
  { state = "waiting", at = new Date() }: { state?: ExportState; at?: Date } = {},
): Promise<string> {
  const own = { userId, source: "published", format: "pdf", language: "en", answered: false, filters: {}, state, total: 1 };
  const { id } = await db.export.create({ data: { ...own, leaseUntil: at, askedAt: at }, select: { id: true } });
  return id;
}
