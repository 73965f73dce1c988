import { expect } from "vitest";
import { ownDatabase } from "./database";

/**
 * Holds each query against the index that is to find its rows, by the planner's own word. The database is nobody else's:
 * what other tests leave in a table, and when its statistics were last taken, would move the planner's choice.
 */
export async function expectIndexes(asked: readonly (readonly [query: string, index: string | RegExp])[]): Promise<void> {
  const own = await ownDatabase();
  try {
    for (const [query, index] of asked) {
      const [, rows] = await own.db.$transaction([
        // Empty tables are cheapest to read whole; the question is whether they need to be.
        own.db.$executeRawUnsafe("set local enable_seqscan = off"),
        own.db.$queryRawUnsafe<{ "QUERY PLAN": string }[]>(`explain ${query}`),
      ]);
      const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
      expect(plan, query).toMatch(index);
      expect(plan, query).not.toContain("Seq Scan");
    }
  } finally {
    await own.close();
  }
}
