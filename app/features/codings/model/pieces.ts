import type { Span } from "~/lib/sentences";

/** A run of a text under the same marks: `marks` are their numbers; `ends` those that end with it. */
export type Piece = { text: string; marks: number[]; ends: number[] };

/** A part of a text cut where marks begin and end. */
export function piecesOf(text: string, { start, end }: Span, marks: readonly (Span & { number: number })[]): Piece[] {
  const here = marks.filter((mark) => mark.start < end && mark.end > start);
  const cuts = [...new Set([start, end, ...here.flatMap((mark) => [mark.start, mark.end]).filter((at) => at > start && at < end)])].sort((a, b) => a - b);
  return cuts.slice(1).map((to, index) => {
    const from = cuts[index]!;
    const over = here.filter((mark) => mark.start < to && mark.end > from);
    return {
      text: text.slice(from, to),
      marks: over.map(({ number }) => number),
      ends: over.filter((mark) => Math.min(mark.end, end) === to).map(({ number }) => number),
    };
  });
}
