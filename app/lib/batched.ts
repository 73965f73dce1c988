/** Work asked for at the same time, done as one. */

type Waiting<Job, Done> = { job: Job; done: (value: Done) => void; failed: (error: unknown) => void };

/**
 * A way to have one job done, made of a way to do many. A job is begun at once while none is being done; those that come
 * meanwhile wait for its end and are then done together, `most` at a time. `run` gives what came of each, in the same order.
 * When several fail together, each is tried alone: nobody's fails by another's.
 */
export function batched<Job, Done>(run: (jobs: Job[]) => Promise<readonly Done[]>, { most }: { most: number }): (job: Job) => Promise<Done> {
  const waiting: Waiting<Job, Done>[] = [];
  let isRunning = false;
  async function runAll(taken: readonly Waiting<Job, Done>[]): Promise<void> {
    try {
      const values = await run(taken.map(({ job }) => job));
      taken.forEach(({ done }, index) => done(values[index]!));
    } catch (error) {
      if (taken.length > 1) await Promise.all(taken.map((one) => runAll([one])));
      else for (const { failed } of taken) failed(error);
    }
  }
  async function work(): Promise<void> {
    isRunning = true;
    while (waiting.length > 0) await runAll(waiting.splice(0, most));
    isRunning = false;
  }
  return (job) =>
    new Promise((done, failed) => {
      waiting.push({ job, done, failed });
      if (!isRunning) void work();
    });
}
