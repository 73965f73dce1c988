import PgBoss from "pg-boss";
import { setTimeout as wait } from "node:timers/promises";
import { isOutage, type Database } from "../db/client.server";
import type { Live } from "../live/live.server";
import type { Log } from "../log.server";
import { openMailQueue } from "../mail/queue.server";

export type Jobs = { stop: () => Promise<void> };
/**
 * Work of the product that comes round by the clock: its name, when (cron), and what it does. A live event of `topic` begins it at
 * once. One that is given `again` goes on after so many seconds. `signal`: the portal is about to stop.
 */
export type Round = { name: string; cron: string; topic?: string; run: (signal: AbortSignal) => Promise<{ again: number } | unknown> };
export type JobsOptions = {
  url: string;
  db: Database;
  log: Log;
  smtpUrl: string | undefined;
  from: string;
  rounds: readonly Round[];
  live?: Pick<Live, "subscribe">;
};

const DELIVER = "mail.deliver";
const SWEEP = "sessions.sweep";

const isGoingOn = (done: unknown): done is { again: number } => typeof done === "object" && done !== null && "again" in done;

/** How long a start goes on while the database is away, and how long it waits each time. */
const PATIENCE_MS = 60_000;
const AGAIN_MS = 500;

/**
 * Starts the job runner on the portal's own database. One of several processes takes a job, never two. Where the database
 * goes away meanwhile, it is started anew: the portal answers already, and must not end because of it.
 */
export async function startJobs(options: JobsOptions): Promise<Jobs> {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const boss = new PgBoss({ connectionString: options.url, max: 2, schema: "jobs", application_name: "portal-jobs" });
    boss.on("error", (error) => options.log.warn({ err: error }, "jobs"));
    try {
      return await begin(boss, options);
    } catch (error) {
      await boss.stop({ graceful: false }).catch(() => undefined);
      if (!isOutage(error) || Date.now() > until) throw error;
      options.log.warn({ err: error }, "jobs are started anew");
      await wait(AGAIN_MS);
    }
  }
}

async function begin(boss: PgBoss, options: JobsOptions): Promise<Jobs> {
  const { log, db, rounds, live } = options;
  await boss.start();
  const mails = await openMailQueue(boss, options);
  for (const queue of [DELIVER, SWEEP, ...rounds.map(({ name }) => name)]) await boss.createQueue(queue, { name: queue, policy: "short", retryLimit: 0 });
  await boss.schedule(DELIVER, "* * * * *");
  await boss.schedule(SWEEP, "17 3 * * *");
  await boss.work(DELIVER, { pollingIntervalSeconds: 5 }, async () => void (await mails.round()));
  await boss.work(SWEEP, { pollingIntervalSeconds: 60 }, async () => void (await db.session.deleteMany({ where: { expiresAt: { lte: new Date() } } })));
  const stopping = new AbortController();
  const heard: { topic: string; send: () => void }[] = [];
  for (const { name, cron, topic, run } of rounds) {
    const send = (after = 0): Promise<unknown> => boss.send(name, {}, { startAfter: after }).catch((error: unknown) => log.warn({ err: error }, "jobs"));
    await boss.schedule(name, cron);
    await boss.work(name, { pollingIntervalSeconds: topic === undefined ? 60 : 2 }, async () => {
      const done = await run(stopping.signal);
      if (isGoingOn(done) && !stopping.signal.aborted) await send(done.again);
    });
    if (topic === undefined || !live) continue;
    heard.push({ topic, send: () => void send() });
    // What a process that died has left goes on with the next.
    await send();
  }
  const unheard = live ? heard.map(({ topic, send }) => live.subscribe(topic, send)) : [];
  return {
    stop: () => {
      stopping.abort();
      mails.stop();
      for (const unsubscribe of unheard) unsubscribe();
      return boss.stop({ graceful: true, timeout: 5_000 });
    },
  };
}
