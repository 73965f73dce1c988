import { dueAfter } from "~/lib/working-days";
import type { Tx } from "~/platform/db/client.server";
import type { SubmissionState } from "../model";

/** Since when a version that comes to a state now stands there, and by when it should stand elsewhere; null where the desk has set no target. */
export async function readStanding(tx: Tx, state: SubmissionState, now: Date): Promise<{ stateSince: Date; dueAt: Date | null }> {
  const target = await tx.stateTarget.findUnique({ where: { state }, select: { workingDays: true } });
  return { stateSince: now, dueAt: target && dueAfter(now, target.workingDays) };
}
