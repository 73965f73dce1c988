import { createTransport } from "nodemailer";
import PgBoss from "pg-boss";
import type { Database } from "../db/client.server";
import type { Log } from "../log.server";

export type Jobs = { stop: () => Promise<void> };
/** Work of the product that comes round by the clock: its name, when (cron), and what it does. */
export type Round = { name: string; cron: string; run: () => Promise<unknown> };
export type JobsOptions = { url: string; db: Database; log: Log; smtpUrl: string | undefined; from: string; rounds: readonly Round[] };

const DELIVER = "mail.deliver";
const SWEEP = "sessions.sweep";
/** A mail that failed is tried again at every run up to this many times; then it stays in the outbox with its error. */
const MAX_ATTEMPTS = 12;
const BATCH = 50;

/**
 * Sends what waits in the outbox, oldest first. Without SMTP settings a mail is delivered to the in-app mailbox, where
 * it already is. A mail that is held goes out once its time has come. Returns how many went out. A mail is marked after the server took it: at least once, rarely twice.
 */
export async function deliverMails({ db, log, smtpUrl, from }: Omit<JobsOptions, "url" | "rounds">, now = new Date()): Promise<number> {
  const isDue = { OR: [{ notBefore: null }, { notBefore: { lte: now } }] };
  const waiting = await db.mail.findMany({
    where: { state: "waiting", attempts: { lt: MAX_ATTEMPTS }, ...isDue },
    orderBy: { createdAt: "asc" },
    take: BATCH,
  });
  if (waiting.length === 0) return 0;
  const transport = smtpUrl ? createTransport(smtpUrl) : null;
  let sent = 0;
  for (const mail of waiting) {
    try {
      await transport?.sendMail({ from, to: mail.to, subject: mail.subject, text: mail.text, html: mail.html, headers: { "Content-Language": mail.language } });
      await db.mail.update({ where: { id: mail.id }, data: { state: "sent", deliveredAt: new Date(), attempts: { increment: 1 }, lastError: null } });
      sent += 1;
    } catch (error) {
      log.warn({ err: error, mail: mail.id }, "mail not delivered");
      await db.mail.update({
        where: { id: mail.id },
        data: { attempts: { increment: 1 }, lastError: error instanceof Error ? error.message.slice(0, 500) : "unknown" },
      });
    }
  }
  transport?.close();
  return sent;
}

/** Starts the job runner on the portal's own database. One of several processes takes a job, never two. */
export async function startJobs(options: JobsOptions): Promise<Jobs> {
  const { log, db, rounds } = options;
  const boss = new PgBoss({ connectionString: options.url, max: 2, schema: "jobs", application_name: "portal-jobs" });
  boss.on("error", (error) => log.warn({ err: error }, "jobs"));
  await boss.start();
  for (const queue of [DELIVER, SWEEP, ...rounds.map(({ name }) => name)]) await boss.createQueue(queue, { name: queue, policy: "short", retryLimit: 0 });
  await boss.schedule(DELIVER, "* * * * *");
  await boss.schedule(SWEEP, "17 3 * * *");
  await boss.work(DELIVER, { pollingIntervalSeconds: 5 }, async () => void (await deliverMails(options)));
  await boss.work(SWEEP, { pollingIntervalSeconds: 60 }, async () => void (await db.session.deleteMany({ where: { expiresAt: { lte: new Date() } } })));
  for (const { name, cron, run } of rounds) {
    await boss.schedule(name, cron);
    await boss.work(name, { pollingIntervalSeconds: 60 }, async () => void (await run()));
  }
  return { stop: () => boss.stop({ graceful: true, timeout: 5_000 }) };
}
