/** How two values differ: named only, ranked, at equal distances, or from a true zero. */
export type Level = "nominal" | "ordinal" | "interval" | "ratio";
/** What each coder said of one unit; null where one said nothing. */
export type Unit = readonly (number | null)[];

/** Squared difference of two values at each level. `counts`: how often each value was said, for what lies between two ranks. */
const DIFFERENCES: Record<Level, (a: number, b: number, counts: ReadonlyMap<number, number>) => number> = {
  nominal: (a, b) => (a === b ? 0 : 1),
  ordinal: (a, b, counts) => {
    const [low, high] = a < b ? [a, b] : [b, a];
    let between = 0;
    for (const [value, count] of counts) if (value >= low && value <= high) between += value === low || value === high ? count / 2 : count;
    return a === b ? 0 : between ** 2;
  },
  interval: (a, b) => (a - b) ** 2,
  ratio: (a, b) => (a + b === 0 ? 0 : ((a - b) / (a + b)) ** 2),
};

/**
 * Krippendorff's alpha: 1 less the disagreement seen over the disagreement expected by chance, for any number of coders,
 * any of whom may say nothing of a unit. 1 is full agreement, 0 is chance. Null where it is not defined: no unit was coded
 * twice, or one value was said of all.
 */
export function alphaOf(units: readonly Unit[], level: Level): number | null {
  // A unit only one coder speaks of has nothing it could be compared with.
  const pairable = units.map((unit) => unit.filter((value) => value !== null)).filter(({ length }) => length > 1);
  const counts = new Map<number, number>();
  for (const value of pairable.flat()) counts.set(value, (counts.get(value) ?? 0) + 1);
  const difference = (a: number, b: number): number => DIFFERENCES[level](a, b, counts);
  const total = pairable.reduce((sum, { length }) => sum + length, 0);
  const values = [...counts];
  const expected = values.reduce((sum, [a, own]) => sum + values.reduce((part, [b, other]) => part + own * other * difference(a, b), 0), 0);
  if (expected === 0) return null;
  const seen = pairable.reduce(
    (sum, unit) => sum + unit.reduce((part, a) => part + unit.reduce((own, b) => own + difference(a, b), 0), 0) / (unit.length - 1),
    0,
  );
  return 1 - ((total - 1) * seen) / expected;
}
