import { dueAfter } from "~/lib/working-days";
import type { Tx } from "~/platform/db/client.server";
import type { SubmissionState } from "../model";

/** Within how many working days a version should leave a state until the desk says otherwise; a state that waits for nobody has no target. */
const STANDARD: ReadonlyMap<string, number> = new Map<SubmissionState, number>([
  ["submitted", 3],
  ["acknowledged", 10],
  ["under_review", 20],
  ["accepted", 10],
]);

/** Working days by state, as the desk has set them or by the standard; states without a target are not in it. */
export async function readTargets(db: Pick<Tx, "stateTarget">): Promise<Map<string, number>> {
  const set = await db.stateTarget.findMany({ select: { state: true, workingDays: true } });
  return new Map([...STANDARD, ...set.map(({ state, workingDays }) => [state, workingDays] as const)].filter(([, days]) => days > 0));
}

/** Since when a version that comes to a state now stands there, and by when it should stand elsewhere; null where there is no target. */
export async function readStanding(tx: Tx, state: SubmissionState, now: Date): Promise<{ stateSince: Date; dueAt: Date | null }> {
  const days = (await readTargets(tx)).get(state);
  return { stateSince: now, dueAt: days === undefined ? null : dueAfter(now, days) };
}
