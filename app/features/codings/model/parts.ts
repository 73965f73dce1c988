import type { Part } from "../model";

/** A part of an answer as a form carries it: `12-40@place`. */
export const writePart = ({ place, start, end }: Part): string => `${start}-${end}@${place}`;

/** Reads it; null for anything else. */
export function readPart(text: string): Part | null {
  const [, start, end, place] = /^(\d{1,7})-(\d{1,7})@(.{0,200})$/.exec(text) ?? [];
  const part = { start: Number(start), end: Number(end), place: place ?? "" };
  return end !== undefined && part.end > part.start ? part : null;
}
