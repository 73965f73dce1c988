export type Random = () => number;

/** Mulberry32: the same seed gives the same faults. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Every item once in random order, and again. */
export function* shuffled<T>(items: readonly T[], random: Random): Generator<T, never> {
  for (;;) {
    const bag = [...items];
    while (bag.length > 0) yield bag.splice(Math.floor(random() * bag.length), 1)[0]!;
  }
}
