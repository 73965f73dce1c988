import { canonicalJson } from "~/lib/json";
import type { Draft, Halt, Kept, QueuedSave, QueueView, UnitStatus, UnitView } from "./queue-states";

/** One line of a queue of saves: an answer or a text, from the keys to the server. */
export type Unit = {
  id: string;
  /** Revision and text the server holds as far as this page has seen and agreed to. */
  base: { revision: number; text: string };
  /** Typed and not yet part of a save. */
  draft: Draft | null;
  /** The id the draft will have as a save; null while none has been needed. */
  draftId: string | null;
  typedSince: number;
  /** Sent and not yet answered, in order. More than one only while the page is going away. */
  sent: QueuedSave[];
  /** The last save that was answered without being accepted: kept aside by the server, or refused. */
  last: QueuedSave | null;
  flight: Promise<void> | null;
  /** Waits for the end of typing. */
  timer: unknown;
  composing: boolean;
  /** The draft before the letters that are being composed. */
  whole: Draft | null;
  held: boolean;
  attempts: number;
  view: UnitView;
};

/** Two drafts with the same text are the same. */
export const textOf = ({ value, confidential }: Draft): string => canonicalJson([value ?? null, confidential]);

/** What of a save is the text itself, to be typed on. */
export const draftOf = ({ value, confidential }: Draft): Draft => ({ value, confidential });

/** A unit as the page shows it, with nothing typed. */
export function unitOf(id: string, shown: Draft & { revision: number; savedAt: string | null }): Unit {
  const view: UnitView = {
    status: shown.revision > 0 ? "saved" : "untouched",
    revision: shown.revision,
    savedAt: shown.savedAt,
    savedBy: null,
    conflict: null,
    refusal: null,
  };
  return {
    id,
    base: { revision: shown.revision, text: textOf(shown) },
    draft: null,
    draftId: null,
    typedSince: 0,
    sent: [],
    last: null,
    flight: null,
    timer: null,
    composing: false,
    whole: null,
    held: false,
    attempts: 0,
    view,
  };
}

/** How a unit stands in words, while the queue stands still for `halt` or goes on. */
export function statusOf({ view, attempts, draft, sent }: Unit, halt: Halt): UnitStatus {
  if (view.conflict) return "conflict";
  if (attempts > 0 || (halt && (draft || sent.length > 0))) return "waiting";
  if (sent.length > 0) return "sending";
  if (draft) return "here";
  if (view.refusal) return "refused";
  return view.savedAt ? "saved" : "untouched";
}

const STATUSES: readonly UnitStatus[] = ["refused", "conflict", "waiting", "sending", "here", "saved", "untouched"];

/** How all units stand: as the one that most needs the author's eye. */
export function overviewOf(units: Iterable<Unit>, halt: Halt): QueueView {
  const counts = Object.fromEntries(STATUSES.map((status) => [status, 0])) as Record<UnitStatus, number>;
  let savedAt: string | null = null;
  for (const { view } of units) {
    counts[view.status] += 1;
    if (view.savedAt && (!savedAt || view.savedAt > savedAt)) savedAt = view.savedAt;
  }
  return { halt, status: STATUSES.find((status) => counts[status] > 0) ?? "untouched", savedAt, counts };
}

/** What the server is not known to have of a unit. A save it did not accept is among it: its page shows it still. */
export function keptOf({ base, last, sent, draft, draftId }: Unit): Kept | null {
  const all = last ? [last, ...sent] : sent;
  return all.length > 0 || draft ? { revision: all[0]?.baseRevision ?? base.revision, sent: all, draft, ...(draft && draftId && { draftId }) } : null;
}
