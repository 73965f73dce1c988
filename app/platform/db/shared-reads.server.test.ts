import { describe, expect, it } from "vitest";
import type { Database } from "./client.server";
import { sharedRead } from "./shared-reads.server";

/** A read whose runs end when the test says so; each gives its number. */
function slowRead() {
  const ends: { resolve: () => void; reject: (error: Error) => void }[] = [];
  const read = (): Promise<number> => {
    const number = ends.length + 1;
    return new Promise((done, failed) => ends.push({ resolve: () => done(number), reject: failed }));
  };
  return { read, ends };
}
const database = (): Database => ({}) as Database;
const settled = () => new Promise((done) => setImmediate(done));

describe("a shared read", () => {
  it("begins after every question it answers, and once for all who ask meanwhile", async () => {
    const [db, { read, ends }] = [database(), slowRead()];
    const first = sharedRead(db, "a", read);
    const meanwhile = [sharedRead(db, "a", read), sharedRead(db, "a", read)];
    expect(ends).toHaveLength(1);
    ends[0]!.resolve();
    expect(await first).toBe(1);
    await settled();
    expect(ends).toHaveLength(2);
    // Asked after the second began: the third answers it.
    const later = sharedRead(db, "a", read);
    ends[1]!.resolve();
    expect(await Promise.all(meanwhile)).toEqual([2, 2]);
    await settled();
    ends[2]!.resolve();
    expect(await later).toBe(3);
    await settled();
    const alone = sharedRead(db, "a", read);
    ends[3]!.resolve();
    expect(await alone).toBe(4);
  });

  it("fails for those it was begun for alone", async () => {
    const [db, { read, ends }] = [database(), slowRead()];
    const first = sharedRead(db, "a", read);
    const next = sharedRead(db, "a", read);
    ends[0]!.reject(new Error("away"));
    await expect(first).rejects.toThrow("away");
    await settled();
    ends[1]!.resolve();
    expect(await next).toBe(2);
  });

  it("knows keys and databases apart", () => {
    const [db, { read, ends }] = [database(), slowRead()];
    void sharedRead(db, "a", read);
    void sharedRead(db, "b", read);
    void sharedRead(database(), "a", read);
    expect(ends).toHaveLength(3);
  });
});
