import PgBoss from "pg-boss";
import type { Database } from "../db/client.server";
import type { Log } from "../log.server";
import { openMailQueue } from "../mail/queue.server";

export type Jobs = { stop: () => Promise<void> };
/** Work of the product that comes round by the clock: its name, when (cron), and what it does. */
export type Round = { name: string; cron: string; run: () => Promise<unknown> };
export type JobsOptions = { url: string; db: Database; log: Log; smtpUrl: string | undefined; from: string; rounds: readonly Round[] };

const DELIVER = "mail.deliver";
const SWEEP = "sessions.sweep";

/** Starts the job runner on the portal's own database. One of several processes takes a job, never two. */
export async function startJobs(options: JobsOptions): Promise<Jobs> {
  const { log, db, rounds } = options;
  const boss = new PgBoss({ connectionString: options.url, max: 2, schema: "jobs", application_name: "portal-jobs" });
  boss.on("error", (error) => log.warn({ err: error }, "jobs"));
  await boss.start();
  const mails = await openMailQueue(boss, options);
  for (const queue of [DELIVER, SWEEP, ...rounds.map(({ name }) => name)]) await boss.createQueue(queue, { name: queue, policy: "short", retryLimit: 0 });
  await boss.schedule(DELIVER, "* * * * *");
  await boss.schedule(SWEEP, "17 3 * * *");
  await boss.work(DELIVER, { pollingIntervalSeconds: 5 }, async () => void (await mails.round()));
  await boss.work(SWEEP, { pollingIntervalSeconds: 60 }, async () => void (await db.session.deleteMany({ where: { expiresAt: { lte: new Date() } } })));
  for (const { name, cron, run } of rounds) {
    await boss.schedule(name, cron);
    await boss.work(name, { pollingIntervalSeconds: 60 }, async () => void (await run()));
  }
  return { stop: () => (mails.stop(), boss.stop({ graceful: true, timeout: 5_000 })) };
}
