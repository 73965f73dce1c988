import type { TrailEvent } from "../model";

/** An event of the audit chain with the bulk act it is part of; null for any other. */
export type ChainEvent = TrailEvent & { bulk: string | null };

/** What undid a bulk act for one version. */
export const UNDONE = "submission.act_undone";

/**
 * The chain as people read it: what a bulk act did with a version and the undoing of it are one line, where the undoing
 * stands, with both times and names (`undone`: the events it took back, the first of them first). The chain keeps every event.
 */
export function foldUndone(events: readonly ChainEvent[]): TrailEvent[] {
  const told: TrailEvent[] = [];
  const undone = new Set(events.filter(({ type, bulk }) => type === UNDONE && bulk !== null).map(({ bulk }) => bulk));
  for (const { bulk, ...event } of events) {
    if (bulk === null || !undone.has(bulk)) told.push(event);
    else if (event.type === UNDONE) {
      const taken = events.filter((one) => one.bulk === bulk && one.type !== UNDONE).map(({ bulk: _, ...one }) => one);
      told.push({ ...event, undone: taken });
    }
  }
  return told;
}
