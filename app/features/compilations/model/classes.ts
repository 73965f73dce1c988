/** Numbers in classes, so that they can be counted like choices. */

/** From one number to less than another. */
export type NumberClass = { from: number; to: number };

/** The middle of numbers: of an even count the mean of the two in the middle. Null of none. */
export function medianOf(numbers: readonly number[]): number | null {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length === 0 ? null : sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** The least and the most of numbers, of which there are some. */
export const edgesOf = (numbers: readonly number[]): [number, number] =>
  numbers.reduce<[number, number]>(([least, most], one) => [Math.min(least, one), Math.max(most, one)], [Infinity, -Infinity]);

/** About so many classes of one width. */
const CLASSES = 6;
/** From here on most numbers would stand in the first of them. */
const SKEWED = 50;
/** What adding fractions leaves behind the last digit that counts. */
const exact = (number: number): number => Number(number.toPrecision(12));

/** The next width that is 1, 2 or 5 at some power of ten. */
function roundWidth(width: number): number {
  const power = 10 ** Math.floor(Math.log10(width));
  return exact([1, 2, 5, 10].find((step) => step * power >= exact(width))! * power);
}

/**
 * Classes in which all of some numbers stand: of one round width, or by powers of ten where the largest are far from the
 * middle. Their edges are round, so that they tell nobody's number.
 */
export function classesOf(numbers: readonly number[]): NumberClass[] {
  if (numbers.length === 0) return [];
  const [least, most] = edgesOf(numbers);
  if (least >= 0 && most >= SKEWED && most > SKEWED * medianOf(numbers)!) {
    const edges = [0, ...Array.from({ length: Math.floor(Math.log10(most)) + 2 }, (_, power) => 10 ** power)];
    return edges.slice(1).flatMap((to, index) => (to > least ? [{ from: edges[index]!, to }] : []));
  }
  const whole = numbers.every(Number.isInteger);
  const width = most === least ? 1 : roundWidth(Math.max((most - least) / CLASSES, whole ? 1 : 0));
  const first = Math.floor(least / width);
  const count = Math.floor(exact(most / width)) - first + 1;
  return Array.from({ length: count }, (_, index) => ({ from: exact((first + index) * width), to: exact((first + index + 1) * width) }));
}

export const standsInClass = (number: number, { from, to }: NumberClass): boolean => from <= number && number < to;

/** A class of the numbers of something, as an address names it. */
export const classKey = (of: string, { from, to }: NumberClass): string => `${of}@${from}..${to}`;
const CLASS = /^(.*)@(-?\d[\d.e+-]*)\.\.(-?\d[\d.e+-]*)$/s;

/** What an address names: the numbers of something, of one class or, with `within` null, all of them. */
export function readClassKey(key: string): { of: string; within: NumberClass | null } {
  const [, of, from, to] = CLASS.exec(key) ?? [];
  return of === undefined ? { of: key, within: null } : { of, within: { from: Number(from), to: Number(to) } };
}
