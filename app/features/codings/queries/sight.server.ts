import type { Ctx } from "~/platform/context.server";
import { holdsCoding } from "../policy";

/** Whose marks somebody may see. `open`: in this cycle everybody sees all. */
export type Sight = { open: boolean; sees: (mark: { hash: string; coderId: string }) => boolean; hasDone: (hash: string) => boolean };

/**
 * A coder sees their own marks of an answer only, until they have done with it: agreement of those who have seen each other's
 * work says nothing. Who does not code sees all.
 */
export async function readSight({ db, actor }: Pick<Ctx, "db" | "actor">, cycleId: string): Promise<Sight> {
  const [mode, rows] = await Promise.all([
    db.codingMode.findUnique({ where: { cycleId }, select: { open: true } }),
    actor ? db.codingDone.findMany({ where: { coderId: actor.id }, select: { hash: true } }) : [],
  ]);
  const done = new Set(rows.map(({ hash }) => hash));
  const open = mode?.open ?? false;
  const codes = holdsCoding(actor, "code");
  return { open, hasDone: (hash) => done.has(hash), sees: ({ hash, coderId }) => open || !codes || coderId === actor?.id || done.has(hash) };
}
