import { mergeTexts, type MergePiece } from "~/lib/merge";
import { isTooLong } from "../model";

/** What a save of a paragraph meets that somebody else saved in the meantime. `base`: the text both were typed on, null where the history does not have it. */
export type TextConflict = {
  current: { value: string; revision: number; updatedBy: string };
  base: { value: unknown } | null;
  yours: string;
};

/** The changes of both as one text, with what is from whom; null where both changed the same words, or it would say nothing new or too much. */
export function proposeMerge({ current, base, yours }: TextConflict): { value: string; pieces: MergePiece[] } | null {
  if (typeof base?.value !== "string") return null;
  const { value, pieces, clashes } = mergeTexts(base.value, yours, current.value);
  return clashes > 0 || value === yours || value === current.value || isTooLong(value) ? null : { value, pieces };
}
