import { recordEvent } from "~/platform/audit/record.server";
import { EXPORT_STATES, isOpen, statesBefore } from "../model";
import type { ExportWorld } from "./make.server";

/** Exports that are looked at in one run. */
const BATCH = 100;

/**
 * Ends what is kept beyond its days, and removes every file that no export has any more: of those that were cancelled while
 * one was written, too. Gives how many have expired. Audit event for each.
 */
export async function expireExports({ db, now, made }: Pick<ExportWorld, "db" | "now" | "made">): Promise<number> {
  const at = now();
  const over = await db.export.findMany({
    where: { state: { in: statesBefore("expired") }, expiresAt: { lte: at } },
    orderBy: { expiresAt: "asc" },
    take: BATCH,
    select: { id: true },
  });
  for (const { id } of over)
    await db.$transaction(async (tx) => {
      const { count } = await tx.export.updateMany({ where: { id, state: { in: statesBefore("expired") } }, data: { state: "expired" } });
      if (count === 1) await recordEvent(tx, { actor: null, now, requestId: "exports.expire" }, { type: "export.expired", subject: `export:${id}` });
    });
  await sweep({ db, made });
  return over.length;
}

async function sweep({ db, made }: Pick<ExportWorld, "db" | "made">): Promise<void> {
  const works = await made.works();
  const kept = await db.export.findMany({
    where: { id: { in: works }, state: { in: [...EXPORT_STATES.filter(isOpen), "done"] } },
    select: { id: true },
  });
  const ids = new Set(kept.map(({ id }) => id));
  for (const work of works) if (!ids.has(work)) await made.remove(work);
}
