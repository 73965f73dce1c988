const numbers = new WeakMap<object, bigint>();
let last = 0n;

/**
 * Marks data that is kept whole and never changed, and the objects it holds: as long as it is the same object it is the
 * same data, so that nobody has to read it to compare it. Returns it.
 */
export function asKnown<T extends object>(data: T): T {
  for (const part of [data, ...Object.values(data)]) if (typeof part === "object" && part !== null && !numbers.has(part)) numbers.set(part, ++last);
  return data;
}

/** Known data by its number, which no data read from outside can look like; anything else as it is, objects by what they hold. */
export function byNumber(data: unknown): unknown {
  if (typeof data !== "object" || data === null) return data;
  const number = numbers.get(data);
  if (number !== undefined) return number;
  if (Array.isArray(data)) return data.map(byNumber);
  if (Object.getPrototypeOf(data) !== Object.prototype) return data;
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, byNumber(value)]));
}
