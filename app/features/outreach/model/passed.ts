import { TAKEN_BACK, type SubmissionState } from "~/features/reports/model";

/** Which states of signed versions count as submitted, accepted and published, found from the table of moves itself. */

type Moves = Readonly<Record<SubmissionState, readonly SubmissionState[]>>;
const FIRST: SubmissionState = "submitted";

/** States a version may be in that has never been in `without`. */
function reachedWithout(moves: Moves, without: SubmissionState): Set<SubmissionState> {
  const reached = new Set<SubmissionState>();
  const open: SubmissionState[] = [FIRST];
  for (let state = open.pop(); state; state = open.pop()) {
    if (state === without || reached.has(state)) continue;
    reached.add(state);
    open.push(...moves[state]);
  }
  return reached;
}

/** The states of versions that are certain to have come through `state`, itself among them, but for those taken back. */
export function passed(moves: Moves, state: SubmissionState): SubmissionState[] {
  const others = reachedWithout(moves, state);
  return (Object.keys(moves) as SubmissionState[]).filter((known) => !others.has(known) && !TAKEN_BACK.includes(known));
}

/** The states of versions that stand or stood with the secretariat: all but those taken back. */
export const standing = (moves: Moves): SubmissionState[] => (Object.keys(moves) as SubmissionState[]).filter((state) => !TAKEN_BACK.includes(state));
