import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { batched } from "./batched";

/** Work that ends when it is told to, and what it was given. */
function held() {
  const runs: { jobs: string[]; end: () => void; fail: (error: Error) => void }[] = [];
  const run = (jobs: string[]): Promise<string[]> =>
    new Promise((done, fail) => runs.push({ jobs, end: () => done(jobs.map((job) => job.toUpperCase())), fail }));
  return { runs, work: batched(run, { most: 3 }) };
}

describe("batched", () => {
  it("begins at once while nothing is being done, and then does together what came meanwhile", async () => {
    const { runs, work } = held();
    const first = work("a");
    const others = ["b", "c", "b", "d"].map(work);
    expect(runs.map(({ jobs }) => jobs)).toEqual([["a"]]);
    runs[0]!.end();
    expect(await first).toBe("A");
    await expect.poll(() => runs.length).toBe(2);
    expect(runs[1]!.jobs).toEqual(["b", "c", "b"]);
    runs[1]!.end();
    await expect.poll(() => runs.length).toBe(3);
    expect(runs[2]!.jobs).toEqual(["d"]);
    runs[2]!.end();
    expect(await Promise.all(others)).toEqual(["B", "C", "B", "D"]);
  });

  it("tries each alone when several fail together, and goes on", async () => {
    const { runs, work } = held();
    const [first, second, third] = ["a", "b", "c"].map(work) as [Promise<string>, Promise<string>, Promise<string>];
    runs[0]!.fail(new Error("away"));
    await expect(first).rejects.toThrow("away");
    await expect.poll(() => runs.length).toBe(2);
    const last = work("d");
    runs[1]!.fail(new Error("one of them is bad"));
    await expect.poll(() => runs.map(({ jobs }) => jobs.join(" "))).toEqual(["a", "b c", "b", "c"]);
    runs[2]!.fail(new Error("bad"));
    runs[3]!.end();
    await expect(second).rejects.toThrow("bad");
    expect(await third).toBe("C");
    await expect.poll(() => runs.length).toBe(5);
    runs[4]!.end();
    expect(await last).toBe("D");
  });

  it("does every job once and gives each its own, whenever they come", async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.array(fc.nat(), { maxLength: 30 }), fc.integer({ min: 1, max: 5 }), async (scheduler, jobs, most) => {
        const done: number[] = [];
        const work = batched<number, number>(
          async (given) => {
            expect(given.length).toBeLessThanOrEqual(most);
            await scheduler.schedule(Promise.resolve());
            done.push(...given);
            return given.map((job) => job * 2);
          },
          { most },
        );
        const asked = jobs.map((job) => scheduler.schedule(Promise.resolve()).then(() => work(job)));
        await scheduler.waitFor(Promise.all(asked));
        expect(await Promise.all(asked)).toEqual(jobs.map((job) => job * 2));
        expect(done.sort()).toEqual([...jobs].sort());
      }),
    );
  });
});
