/** What a queue of saves sends and hears, and what a page may say of it. */

/** `via` says that it is the proposed merge of two texts. */
export type Draft = { value: unknown; confidential: boolean; via?: "merge" };

/** One save on its way. It keeps its id however often it is sent, so that a repeated one changes nothing. */
export type QueuedSave = Draft & { opId: string; unit: string; baseRevision: number };

/**
 * What a page knows of a unit that the server is not known to have: enough to go on after a crash. What was sent keeps its
 * ids, so that it is not saved twice, and the draft has the id it goes out with: a page that is closed sends its last keys,
 * but may end before the device has them. `revision` is the one it all was typed on.
 */
export type Kept = { revision: number; sent: QueuedSave[]; draft: Draft | null; draftId?: string };

/** What the server holds instead, when somebody saved in between; `base` is what the refused text was typed on, where it is known. */
export type Current = Draft & { revision: number; updatedBy: string; updatedAt: string; base?: { value: unknown } | null };

/** The facts of a conflict as the server tells them, as one. */
export const currentOf = ({ current, base }: { current: Current; base?: Current["base"] }): Current => ({ ...current, base });

/** What became of one save. `unreachable`: nobody knows, so it is sent again. `ahead`: an earlier one has not arrived. `reused`: another text has come by its id. `locked`: nothing is written there now, for the reason `code` gives. */
export type Outcome =
  | { kind: "saved"; revision: number; savedAt: string }
  | { kind: "conflict"; current: Current }
  | { kind: "ahead"; revision: number }
  | { kind: "reused" }
  | { kind: "refused"; code: string; message: string }
  | { kind: "locked"; code: string }
  | { kind: "signed_out" }
  | { kind: "unreachable" };

/** `leaving`: the page is going away; what is sent must outlive it. Answers one outcome for each save, in order. */
export type Send = (saves: readonly QueuedSave[], options: { leaving: boolean }) => Promise<Outcome[]>;

/** `here`: typed, on this page only. `waiting`: on this page only, because the server cannot be reached. */
export type UnitStatus = "untouched" | "here" | "sending" | "waiting" | "saved" | "conflict" | "refused";

/** What the page may say of one unit. */
export type UnitView = {
  status: UnitStatus;
  revision: number;
  savedAt: string | null;
  /** Who saved that revision, where it came from elsewhere while the page was open. */
  savedBy: string | null;
  conflict: Current | null;
  refusal: Extract<Outcome, { kind: "refused" }> | null;
};

/** Why the queue stands still: it goes on by `resume`. */
export type Halt = Extract<Outcome, { kind: "signed_out" | "locked" }> | null;
export type QueueView = { halt: Halt; status: UnitStatus; savedAt: string | null; counts: Record<UnitStatus, number> };

/** What a queue is made of: how it sends, names its saves and keeps them, and the time it lives in. */
export type QueueOptions = {
  send: Send;
  newId: () => string;
  /** Milliseconds after the last key, and after the first one of somebody who never pauses. */
  pause?: number;
  patience?: number;
  /** Told of all that is not known to be with the server, at each change; null once it is. */
  keep?: (unit: string, kept: Kept | null) => void;
  timers?: { set: (work: () => void, ms: number) => unknown; clear: (timer: unknown) => void; now: () => number };
};
