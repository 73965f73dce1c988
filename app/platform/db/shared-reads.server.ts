import type { Database } from "./client.server";

type Run = { result: Promise<unknown>; next: Promise<unknown> | null };
const runsOf = new WeakMap<Database, Map<string, Run>>();

/**
 * A read many make at once, made once for all of them. Whoever asks while it runs shares the next run, which begins when
 * this one ends: so no answer is older than its question, and nothing is kept. `key` says all the answer depends on;
 * `read` must not depend on who asks.
 */
export function sharedRead<T>(db: Database, key: string, read: () => Promise<T>): Promise<T> {
  let runs = runsOf.get(db);
  if (!runs) runsOf.set(db, (runs = new Map<string, Run>()));
  const known = runs;
  const begin = (): Promise<T> => {
    const run: Run = { result: read(), next: null };
    known.set(key, run);
    const end = (): void => {
      if (!run.next) known.delete(key);
    };
    run.result.then(end, end);
    return run.result as Promise<T>;
  };
  const running = known.get(key);
  if (!running) return begin();
  running.next ??= running.result.then(begin, begin);
  return running.next as Promise<T>;
}
