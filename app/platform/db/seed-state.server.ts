import { createHash } from "node:crypto";
import type { Database, Tx } from "./client.server";

/** Several starts at once load a seed one after the other. */
const SEED_LOCK = 7_400_2025;

/**
 * Runs `load` in one transaction when the content of a named seed is not the one loaded last; returns whether it ran.
 * A second start with the same files writes nothing.
 */
export async function seedOnce(db: Database, name: string, content: string, load: (tx: Tx) => Promise<void>): Promise<boolean> {
  const hash = createHash("sha256").update(content).digest("hex");
  const known = await db.seedState.findUnique({ where: { name } });
  if (known?.hash === hash) return false;
  return db.$transaction(
    async (tx) => {
      await tx.$executeRaw`select pg_advisory_xact_lock(${SEED_LOCK}::bigint)`;
      const again = await tx.seedState.findUnique({ where: { name } });
      if (again?.hash === hash) return false;
      await load(tx);
      await tx.seedState.upsert({ where: { name }, create: { name, hash }, update: { hash, loadedAt: new Date() } });
      return true;
    },
    { timeout: 60_000 },
  );
}
