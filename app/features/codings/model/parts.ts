import type { Part } from "../model";

/** A part of an answer as a form carries it: `12-40@place`. */
export const writePart = ({ place, start, end }: Part): string => `${start}-${end}@${place}`;

/** Reads it; null for anything else. */
export function readPart(text: string): Part | null {
  const [, start, end, place] = /^(\d{1,7})-(\d{1,7})@(.{0,200})$/.exec(text) ?? [];
  const part = { start: Number(start), end: Number(end), place: place ?? "" };
  return end !== undefined && part.end > part.start ? part : null;
}

/** Where a place in a text field is in the text it was filled with: a field has one sign for the end of a line, a text may have two. */
export function fromField(text: string, at: number): number {
  let place = 0;
  for (let passed = 0; passed < at && place < text.length; passed++) place += text.startsWith("\r\n", place) ? 2 : 1;
  return place;
}
