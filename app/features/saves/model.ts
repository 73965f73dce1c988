/**
 * The rules of saving a text that several people may write: an answer, a template text, a paragraph of a draft.
 * A save names the revision it was typed on. It becomes the next revision only when that is still the current one;
 * otherwise it is kept aside in the history and both texts are shown. Nothing is overwritten, nothing is dropped.
 */

/** How a text came. */
export const SAVE_WAYS = ["form", "api", "import", "merge", "restore", "carried_over", "suggestion", "upload", "proposal"] as const;
export type SaveWay = (typeof SAVE_WAYS)[number];

/** The state of one text unit: revision 0 is one that was never saved. */
export type UnitState = { revision: number; hash: string; confidential: boolean };
export const UNSAVED: UnitState = { revision: 0, hash: "", confidential: false };

export type Incoming = { baseRevision: number; hash: string; confidential: boolean };

/**
 * `accepted`: it becomes the next revision. `unchanged`: the same text stands there already. `conflict`: somebody saved
 * in between. `ahead`: it names a revision that does not exist yet, so an earlier operation is still under way; nothing
 * is kept and the sender repeats it after the earlier one.
 */
export type Decision = { outcome: "accepted"; revision: number } | { outcome: "unchanged"; revision: number } | { outcome: "conflict" } | { outcome: "ahead" };

/** What becomes of an incoming save, given what stands there now. */
export function decide(current: UnitState, incoming: Incoming): Decision {
  if (incoming.baseRevision > current.revision) return { outcome: "ahead" };
  if (current.revision > 0 && incoming.hash === current.hash && incoming.confidential === current.confidential)
    return { outcome: "unchanged", revision: current.revision };
  if (incoming.baseRevision < current.revision) return { outcome: "conflict" };
  return { outcome: "accepted", revision: current.revision + 1 };
}

/** Every expected refusal of saving, with its HTTP status. */
export const saveRefusals = {
  "save.not_found": 404,
  "save.operation_reused": 422,
  "save.revision_ahead": 409,
  "save.headers_missing": 422,
  "answer.conflict": 409,
} as const;
