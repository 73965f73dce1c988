import { isUuid, parsePlace, type Place } from "~/lib/keyset";

/** A part of a list whose parts follow each other in an order the database does not know: the parties by name, the officers. */
export type Segment = { key: string; count: number };
/** Where such a list goes on: in a part, after a place of it. */
export type SegmentPlace = { key: string; after: Place };

/** A place as it stands in addresses. */
export const formatSegmentPlace = ({ key, after }: SegmentPlace): string => `${key}~${after.at.getTime()}_${after.id}`;

/** Reads a place from an address; null for anything else. */
export function parseSegmentPlace(text: string | null | undefined): SegmentPlace | null {
  const cut = (text ?? "").indexOf("~");
  const after = cut < 0 ? null : parsePlace(text!.slice(cut + 1));
  return after && isUuid(after.id) ? { key: text!.slice(0, cut), after } : null;
}

/** A step of reading: the parts to read together, whole; or one part alone, from a place of it on or its first `take` rows. */
export type Step = { keys: string[]; take: number; after?: Place };

/**
 * What to read for `take` rows of a list of parts from a place on: the rest of the part the place is in, then as many whole
 * parts as fit, then the beginning of the next. Three statements at most, however many parts there are. A part that is
 * gone since is passed over, and the list goes on with what stands after it by `compare`.
 */
export function stepsOf(segments: readonly Segment[], take: number, place: SegmentPlace | null, compare: (a: string, b: string) => number): Step[] {
  const steps: Step[] = [];
  let left = take;
  const rest = place ? segments.filter(({ key }) => compare(key, place.key) > 0) : segments;
  const begun = place && segments.find(({ key }) => key === place.key);
  // How much of a part that was begun is left is not known before it is read.
  if (begun) steps.push({ keys: [begun.key], take, after: place.after });
  const whole: Step = { keys: [], take };
  for (const { key, count } of rest) {
    if (left <= 0) break;
    if (count > left) {
      if (whole.keys.length > 0) steps.push(whole);
      steps.push({ keys: [key], take });
      return steps;
    }
    whole.keys.push(key);
    left -= count;
  }
  if (whole.keys.length > 0) steps.push(whole);
  return steps;
}
